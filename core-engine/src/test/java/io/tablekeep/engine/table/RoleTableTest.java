package io.tablekeep.engine.table;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Permission;
import io.tablekeep.engine.rules.Permission.Reach;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.sdk.game.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The roles table as a whole, made from the registry of actions: each action, each role. */
class RoleTableTest {
  private static final String HASH =
      "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  private static final String ORIGIN =
      "\"origin\":{\"document\":\"user/u\",\"key\":\"k\",\"sha256\":\"" + HASH + "\"}";

  /** What one action is tried with: about a thing of one's own, and about somebody else's. */
  private record Try(String own, String others) {
    Try(String same) {
      this(same, same);
    }
  }

  private static final Map<String, Try> TRIES = tries();

  private static Map<String, Try> tries() {
    Map<String, Try> tries = new java.util.TreeMap<>();
    Try none = new Try("{}");
    tries.put("session.start", none);
    tries.put("session.end", none);
    tries.put("scene.open", new Try("{\"map\":\"inn\"}"));
    tries.put("campaign.rename", new Try("{\"name\":\"New\"}"));
    String place = "{\"map\":\"inn\",\"at\":{\"x\":1,\"y\":1},\"actor\":\"%s\"}";
    tries.put("token.place", new Try(place.formatted("mine"), place.formatted("theirs")));
    String move = "{\"token\":\"inn/%s\",\"to\":{\"x\":2,\"y\":2}}";
    tries.put("token.move", new Try(move.formatted("t1"), move.formatted("t2")));
    String token = "{\"token\":\"inn/%s\"}";
    tries.put("token.remove", new Try(token.formatted("t1"), token.formatted("t2")));
    String turn = "{\"encounter\":\"%s\"}";
    tries.put("turn.end", new Try(turn.formatted("f1"), turn.formatted("f2")));
    tries.put("chat.say", new Try("{\"text\":\"Hello\"}"));
    tries.put("dice.roll", new Try("{\"notation\":\"1d6\"}"));
    tries.put("actor.create", new Try("{\"name\":\"Orc\"}"));
    String actor = "{\"actor\":\"%s\"}";
    tries.put("actor.remove", new Try(actor.formatted("mine"), actor.formatted("theirs")));
    tries.put("ask.answer", new Try("{\"ask\":\"a\",\"question\":\"q\",\"answer\":{}}"));
    tries.put("ask.decide", new Try("{\"ask\":\"a\",\"approve\":true}"));
    tries.put("ask.batch", new Try("{\"decisions\":[{\"ask\":\"a\",\"approve\":true}]}"));
    tries.put("ask.delegate", new Try("{\"ask\":\"a\",\"to\":\"other\"}"));
    tries.put("ask.withdraw", new Try("{\"ask\":\"a\"}"));
    tries.put("participant.invite", new Try("{\"name\":\"New\"}"));
    String role = "{\"participant\":\"%s\",\"role\":\"spectator\"}";
    tries.put("participant.role", new Try(role.formatted("other")));
    String who = "{\"participant\":\"%s\"}";
    tries.put("participant.remove", new Try(who.formatted("me"), who.formatted("other")));
    String name = "{\"participant\":\"%s\",\"name\":\"New\"}";
    tries.put("participant.rename", new Try(name.formatted("me"), name.formatted("other")));
    tries.put("participant.color", new Try("{\"color\":\"#ff0000\"}"));
    tries.put("flag.set", new Try("{\"name\":\"characters-leave\",\"value\":false}"));
    tries.put("character.bring", new Try("{\"character\":{}," + ORIGIN + "}"));
    tries.put("character.leave", new Try(actor.formatted("mine"), actor.formatted("theirs")));
    tries.put("history.return", new Try("{\"to\":1}"));
    tries.put("branch.create", new Try("{\"name\":\"What if\"}"));
    tries.put("branch.rename", new Try("{\"branch\":\"b\",\"name\":\"New\"}"));
    tries.put("branch.remove", new Try("{\"branch\":\"b\"}"));
    tries.put("branch.merge", new Try("{\"branch\":\"b\"}"));
    tries.put("compendium.take", new Try("{\"kind\":\"items\",\"data\":{}," + ORIGIN + "}"));
    ownAndOthers(tries);
    SplittableRandom random = new SplittableRandom(1);
    for (ActionRule rule : TableSystem.rules().actions()) {
      tries.putIfAbsent(rule.name(), new Try(generated(rule, random)));
    }
    return tries;
  }

  private static void ownAndOthers(Map<String, Try> tries) {
    both(tries, "token.rotate", "{\"token\":\"inn/%s\",\"rotation\":90}", "t1", "t2");
    both(tries, "token.raise", "{\"token\":\"inn/%s\",\"elevation\":5}", "t1", "t2");
    both(tries, "token.light", "{\"token\":\"inn/%s\",\"light\":{\"dim\":4}}", "t1", "t2");
    both(
        tries,
        "tokens.move",
        "{\"moves\":[{\"token\":\"inn/%s\",\"to\":{\"x\":3,\"y\":3}}]}",
        "t1",
        "t2");
    both(tries, "tokens.remove", "{\"tokens\":[\"inn/%s\"]}", "t1", "t2");
    both(tries, "combatant.delay", "{\"combatant\":\"%s/c1\"}", "f1", "f2");
    both(tries, "initiative.roll", "{\"combatants\":[\"%s/c1\"]}", "f1", "f2");
    both(tries, "actor.edit", "{\"actor\":\"%s\",\"name\":\"New\"}", "mine", "theirs");
    both(
        tries,
        "condition.add",
        "{\"actor\":\"%s\",\"condition\":{\"name\":\"Wet\"}}",
        "mine",
        "theirs");
    both(tries, "condition.remove", "{\"condition\":\"%s/c\"}", "mine", "theirs");
    both(
        tries,
        "inventory.add",
        "{\"actor\":\"%s\",\"stack\":{\"name\":\"Rope\"}}",
        "mine",
        "theirs");
    both(tries, "inventory.edit", "{\"stack\":\"%s/i\",\"quantity\":2}", "mine", "theirs");
    both(tries, "inventory.give", "{\"stack\":\"%s/i\",\"to\":\"host\"}", "mine", "theirs");
    both(tries, "inventory.remove", "{\"stack\":\"%s/i\"}", "mine", "theirs");
    both(tries, "note.edit", "{\"note\":\"%s\",\"text\":\"New\"}", "mine", "theirs");
    both(tries, "note.share", "{\"note\":\"%s\"}", "mine", "theirs");
    both(tries, "note.remove", "{\"note\":\"%s\"}", "mine", "theirs");
    both(tries, "chat.edit", "{\"line\":\"%s\",\"text\":\"New\"}", "mine", "theirs");
    both(tries, "chat.delete", "{\"line\":\"%s\"}", "mine", "theirs");
  }

  private static void both(
      Map<String, Try> tries, String action, String payload, String own, String others) {
    tries.put(action, new Try(payload.formatted(own), payload.formatted(others)));
  }

  /** For what only roles decide, whether it finds what it names or not. */
  private static String generated(ActionRule rule, SplittableRandom random) {
    ActionGenerator.Made made =
        new Desk().generator.make(rule, RichTable.root(), RichTable.GM, random);
    return new String(Canonical.bytes(made.tree()), StandardCharsets.UTF_8);
  }

  /** Codes that say "you may not", and those of a thing one may not use. */
  private static final List<String> FORBIDDEN =
      List.of("not-allowed", "no-such-thing", "not-your-turn", "not-yours", "not-your-words");

  private Engine engine;

  @BeforeEach
  void start() {
    engine = Engine.start(EngineOptions.on(new InMemoryStore()));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /** A table at which {@code me} has the role, with something of their own and of another's. */
  private static String document(Role role) {
    return """
        {"id":"x","schema":1,
         "campaign":{"name":"N","createdAt":"2026-01-01T00:00:00Z","settings":{}},
         "participants":{"gm1":{"name":"A","role":"gm"},"gm2":{"name":"B","role":"gm"},
                         "other":{"name":"O","role":"player"},"me":{"name":"M","role":"%s"}},
         "actors":{"mine":{"name":"Mine","type":"character","owner":"me",
                           "inventory":{"i":{"name":"Coin"}},"conditions":{"c":{"name":"Wet"}}},
                   "theirs":{"name":"Theirs","type":"character","owner":"other",
                           "inventory":{"i":{"name":"Coin"}},"conditions":{"c":{"name":"Wet"}}},
                   "host":{"name":"Host","type":"npc"}},
         "notes":{"mine":{"title":"Mine","author":"me"},
                  "theirs":{"title":"Theirs","author":"other"}},
         "chat":{"mine":{"from":"me","text":"Hi","at":"2099-01-01T00:00:00Z"},
                 "theirs":{"from":"other","text":"Hi","at":"2099-01-01T00:00:00Z"}},
         "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},
                 "tokens":{"t1":{"actor":"mine","x":1,"y":1},
                           "t2":{"actor":"theirs","x":5,"y":5}}}},
         "encounters":{"f1":{"name":"F","status":"active","map":"inn","turn":"c1",
                             "order":{"c1":{"actor":"mine","initiative":9},
                                      "c2":{"actor":"host","initiative":4}}},
                       "f2":{"name":"G","status":"active","map":"inn","turn":"c1",
                             "order":{"c1":{"actor":"theirs","initiative":9},
                                      "c2":{"actor":"host","initiative":4}}}},
         "currentSession":{"id":"s","number":1,"active":true,"map":"inn",
                           "startedAt":"2026-01-01T00:00:00Z"}}
        """
        .formatted(role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  @Test
  void everyActionOfTheTableHasARowAndATry() {
    TreeSet<String> actions =
        TableSystem.rules().actions().stream()
            .map(ActionRule::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(actions, new TreeSet<>(RoleTable.rows().keySet()), "rows of RoleTable");
    assertEquals(actions, new TreeSet<>(TRIES.keySet()), "tries of this test");
  }

  @TestFactory
  List<DynamicTest> eachRoleReachesAsFarAsItsRowSays() {
    List<DynamicTest> tests = new ArrayList<>();
    RoleTable.rows()
        .forEach(
            (action, row) -> {
              for (Role role : Role.values()) {
                tests.add(
                    DynamicTest.dynamicTest(
                        action + " by " + role, () -> reaches(action, role, row)));
              }
            });
    return tests;
  }

  private void reaches(String action, Role role, Permission row) throws Exception {
    Try tried = TRIES.get(action);
    assertNotNull(tried, "a try for " + action);
    String key = action.replace('.', '-') + '-' + role.name().toLowerCase(java.util.Locale.ROOT);
    Reach reach = row.reach().get(role);
    Receipt own = send(key + "-own", role, action, tried.own());
    if (reach == Reach.NONE) {
      assertEquals("not-allowed", own.code());
      return;
    }
    assertNotEquals("not-allowed", own.code(), own.toString());
    assertNotEquals("not-yours", own.code(), own.toString());
    boolean differs = !tried.own().equals(tried.others());
    if (differs) {
      assertEquals("ok", own.code(), own.toString());
      Receipt others = send(key + "-others", role, action, tried.others());
      if (reach == Reach.ANY) {
        assertEquals("ok", others.code(), others.toString());
      } else {
        assertTrue(FORBIDDEN.contains(others.code()), others.toString());
      }
    }
  }

  private Receipt send(String campaign, Role role, String action, String payload) throws Exception {
    byte[] json = document(role).getBytes(StandardCharsets.UTF_8);
    Campaign open = get(engine.create(campaign.replace('_', '-'), json));
    Seat me = get(open.join("me", new Listening()));
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    Receipt receipt = get(me.submit(new Action("dev", 1, action, bytes)));
    assertNotEquals("internal", receipt.code(), "outside of its row: " + action);
    get(open.close());
    return receipt;
  }

  @Test
  void thePublishedPageSaysWhatIsEnforced() throws IOException {
    String page = Files.readString(Path.of("ROLES.md"));
    RoleTable.rows()
        .forEach((action, row) -> assertTrue(page.contains(line(action, row)), line(action, row)));
    assertEquals(
        RoleTable.rows().size(), page.lines().filter(l -> l.startsWith("| `")).count(), "rows");
    assertFalse(page.isBlank());
  }

  private static String line(String action, Permission row) {
    StringBuilder line = new StringBuilder("| `" + action + "` |");
    row.reach().forEach((role, reach) -> line.append(' ').append(word(reach)).append(" |"));
    String places =
        row.writes().stream()
            .map(p -> "`" + String.join("/", p.keys()) + "`")
            .collect(Collectors.joining(" "));
    return line + " " + (places.isEmpty() ? "–" : places) + " | " + row.note() + " |";
  }

  private static String word(Reach reach) {
    return switch (reach) {
      case NONE -> "–";
      case OWN -> "own";
      case ANY -> "any";
    };
  }

  /** Prints the page; run by hand after a row has changed. */
  public static void main(String[] args) {
    RoleTable.rows().forEach((action, row) -> System.out.println(line(action, row)));
  }
}

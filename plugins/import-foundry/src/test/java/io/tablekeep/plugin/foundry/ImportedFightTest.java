package io.tablekeep.plugin.foundry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.plugin.d20.D20;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.combat.Fights;
import io.tablekeep.plugin.d20.magic.MagicActions.Cast;
import io.tablekeep.plugin.d20.magic.MagicActions.Use;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterRemove;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.testkit.TestTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Imported actors, heroes and monsters, as the rules of D20 play them in the real engine: those of
 * the given files where they are there, and small ones of our own.
 */
class ImportedFightTest {
  private static final int MOST_ROUNDS = 60;
  private static final int MOST_FIGHTS = 12;

  /** It answers another spell and is asked for then: nobody casts it by themselves. */
  private static final String ANSWER = "counterspell (asked-for)";

  private final TestTable table = TestTable.playing(new D20(), 6);

  @AfterEach
  void close() {
    table.close();
  }

  private static List<Map<String, Object>> actors() throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String text : FoundryFiles.texts()) {
      for (Changes.Change.Put put : Samples.puts(Samples.read(text, ImportLimits.defaults()))) {
        if (Samples.entity(put).containsKey("d20")) {
          all.add(Samples.entity(put));
        }
      }
    }
    return all;
  }

  /** Takes an actor to the table; gives its key there. */
  private String taken(Map<String, Object> actor) {
    Map<String, Object> data = new LinkedHashMap<>(actor);
    data.remove("foundry"); // the rest of the document is not what is played
    Origin origin = new Origin("compendium/foundry", "x", Canonical.hash(Records.write(data, 0)));
    Set<String> before = new LinkedHashSet<>(table.document().at("actors").keys());
    assertEquals(
        "ok",
        gm(new CompendiumTake(CompendiumTake.Kind.ACTORS, data, origin)).code(),
        data::toString);
    return table.document().at("actors").keys().stream()
        .filter(key -> !before.contains(key))
        .findFirst()
        .orElseThrow();
  }

  private Receipt gm(Record action) {
    table.pass(Duration.ofSeconds(1)); // nobody does hundreds of things at once
    return table.gm().act(action);
  }

  private Node block(String actor) {
    return table.document().at("actors", actor, "d20", "block");
  }

  private Node now(String actor) {
    return table.document().at("actors", actor, "d20", "now");
  }

  private boolean isUp(String actor) {
    return now(actor).at("hp").asInt(0) > 0;
  }

  private void unhurt(String... actors) {
    for (String actor : actors) {
      table.given("/actors/" + actor + "/conditions", Map.of());
    }
    List<ActorRef> all = Stream.of(actors).map(ActorRef::new).toList();
    gm(new Tools.Heal(all, "2000", false, true));
  }

  /** Every attack, power and spell of every actor is done once, to somebody who stands it. */
  @Test
  void everythingThatAnActorCanDoIsDoneOnce() throws IOException {
    List<Map<String, Object>> all = actors();
    Map<String, Object> stands = new LinkedHashMap<>();
    stands.put("name", "Stands");
    stands.put("type", "monster");
    stands.put("d20", Map.of("block", Map.of("hitPoints", 10_000, "abilities", Map.of())));
    String foe = taken(stands);
    int attacks = 0;
    int powers = 0;
    int spells = 0;
    List<String> cannot = new ArrayList<>();
    for (Map<String, Object> actor : all) {
      String key = taken(actor);
      assertEquals(block(key).at("hitPoints").asInt(), now(key).at("hp").asInt(), key);
      assertTrue(block(key).at("figures").exists(), key);
      ActorRef who = new ActorRef(key);
      ActorRef target = new ActorRef(foe);
      Optional<Point> at = Optional.of(new Point(3, 3));
      for (String attack : block(key).at("attacks").keys()) {
        attacks++;
        unhurt(key, foe);
        note(cannot, actor, attack, gm(new AttackWith(who, target, attack, Edge.NONE, "", false)));
      }
      for (String power : block(key).at("powers").keys()) {
        powers++;
        unhurt(key, foe);
        note(cannot, actor, power, gm(new Use(who, power, List.of(target), at)));
      }
      for (Node spell : block(key).at("casting", "spells").children().toList()) {
        spells++;
        unhurt(key, foe);
        table.given("/actors/" + key + "/d20/now/slots", Map.of());
        Receipt told = gm(new Cast(who, spell.asText(), 0, List.of(target), at, false));
        note(cannot, actor, spell.asText(), told);
      }
      assertEquals("ok", gm(new ActorRemove(who)).code());
    }
    System.out.printf(
        "%d actors: %d attacks, %d powers and %d spells, of which %d are not possible: %s%n",
        all.size(), attacks, powers, spells, cannot.size(), cannot);
    cannot.removeIf(each -> each.endsWith(ANSWER));
    assertEquals(List.of(), cannot);
  }

  private static void note(
      List<String> cannot, Map<String, Object> actor, String what, Receipt told) {
    if (told.outcome() != Receipt.Outcome.APPLIED) {
      cannot.add(actor.get("name") + ": " + what + " (" + told.code() + ")");
    }
  }

  /** Heroes against monsters, groups of all of them, to their end. */
  @Test
  void theyFightToTheEnd() throws IOException {
    List<Map<String, Object>> all = actors();
    List<Map<String, Object>> heroes =
        all.stream().filter(each -> each.get("type").equals("character")).toList();
    List<Map<String, Object>> monsters =
        all.stream().filter(each -> each.get("type").equals("monster")).toList();
    gm(new SessionStart());
    int fights = Math.min(MOST_FIGHTS, Math.max(1, monsters.size() / 4));
    int rounds = 0;
    int ended = 0;
    for (int i = 0; i < fights; i++) {
      List<String> ours = new ArrayList<>();
      List<String> foes = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        ours.add(taken(heroes.get((i * 5 + n) % heroes.size())));
      }
      for (int n = 0; n < 3; n++) {
        foes.add(taken(monsters.get((i + n * fights) * 7 % monsters.size())));
      }
      rounds += fight(ours, foes);
      ended += foes.stream().noneMatch(this::isUp) || ours.stream().noneMatch(this::isUp) ? 1 : 0;
      gm(new EncounterRemove(new EncounterRef(encounter().key())));
      ours.forEach(each -> gm(new ActorRemove(new ActorRef(each))));
      foes.forEach(each -> gm(new ActorRemove(new ActorRef(each))));
    }
    System.out.printf("%d fights, %d to the end, %d rounds%n", fights, ended, rounds);
    assertTrue(ended * 2 >= fights, "most fights end before round " + MOST_ROUNDS);
  }

  private Node encounter() {
    return table.document().at("encounters").children().findFirst().orElseThrow();
  }

  private int fight(List<String> ours, List<String> foes) {
    List<ActorRef> who = Stream.concat(ours.stream(), foes.stream()).map(ActorRef::new).toList();
    Receipt begun = gm(new Fights.Begin("Brawl", who, List.of(), Optional.empty()));
    assertEquals("ok", begun.code());
    while (encounter().at("round").asInt() <= MOST_ROUNDS
        && foes.stream().anyMatch(this::isUp)
        && ours.stream().anyMatch(this::isUp)) {
      String on = encounter().at("order", encounter().at("turn").asText(), "actor").asText();
      List<String> others = ours.contains(on) ? foes : ours;
      Optional<String> target = others.stream().filter(this::isUp).findFirst();
      if (isUp(on) && target.isPresent()) {
        turn(on, new ActorRef(target.get()));
      }
      gm(new TurnEnd(new EncounterRef(encounter().key())));
      holds(who, on);
    }
    return encounter().at("round").asInt();
  }

  /** Tries all that is on the sheet: the rules say what of it the turn allows. */
  private void turn(String who, ActorRef target) {
    ActorRef one = new ActorRef(who);
    for (String power : block(who).at("powers").keys()) {
      gm(new Use(one, power, List.of(target), Optional.empty()));
    }
    List<Node> spells = block(who).at("casting", "spells").children().limit(3).toList();
    for (Node spell : spells) {
      gm(new Cast(one, spell.asText(), 0, List.of(target), Optional.empty(), false));
    }
    for (String attack : block(who).at("attacks").keys()) {
      gm(new AttackWith(one, target, attack, Edge.NONE, "", false));
      gm(new AttackWith(one, target, attack, Edge.NONE, "", false));
    }
  }

  private void holds(List<ActorRef> who, String after) {
    for (ActorRef each : who) {
      Node now = now(each.id());
      int hp = now.at("hp").asInt();
      boolean dead = now.at("dead").asBoolean(false);
      assertTrue(hp >= 0 && hp <= now.at("max").asInt() && !(dead && hp > 0), () -> after + now);
      for (Node spent : now.at("slots").children().toList()) {
        int most = block(each.id()).at("figures", "slots", spent.key()).asInt(0);
        assertTrue(spent.asInt() >= 0 && spent.asInt() <= most, () -> after + now);
      }
      for (Node power : block(each.id()).at("powers").children().toList()) {
        int spent = now.at("uses", power.key()).asInt(0);
        assertTrue(
            !power.at("uses").exists() || spent <= power.at("uses", "most").asInt(1),
            () -> after + now);
      }
    }
    assertTrue(encounter().at("order", encounter().at("turn").asText("-")).exists(), after);
  }
}

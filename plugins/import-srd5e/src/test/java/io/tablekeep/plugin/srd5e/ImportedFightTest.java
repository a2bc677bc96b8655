package io.tablekeep.plugin.srd5e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.plugin.d20.D20;
import io.tablekeep.plugin.d20.call.SheetActions.Become;
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
import io.tablekeep.testkit.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Six heroes against imported monsters: against those of the given SRD where it is there, otherwise
 * against a small one of our own.
 */
class ImportedFightTest {
  private static final List<String> HEROES =
      List.of("bram", "cora", "dain", "elsa", "finn", "gwen");
  private static final List<String> BLOCKS =
      List.of("fighter", "cleric", "wizard", "rogue", "paladin-sorcerer", "warlock");
  private static final int MOST_ROUNDS = 40;

  private final TestTable table = TestTable.playing(new D20(), 6);

  @AfterEach
  void close() {
    table.close();
  }

  private static List<Changes.Change.Put> monsters() throws IOException {
    Optional<Path> data = Samples.data();
    if (data.isEmpty()) {
      return Samples.puts(Samples.read("m.srd5e", Samples.MONSTERS.getBytes(UTF_8)));
    }
    Path file = data.get().resolve("5e-SRD-Monsters.json");
    return Samples.puts(Samples.read("5e-SRD-Monsters.json", Files.readAllBytes(file)));
  }

  /** Takes a monster to the table; gives its key there. */
  private String taken(Changes.Change.Put put) {
    Map<String, Object> data = new LinkedHashMap<>();
    ((Map<?, ?>) put.value()).forEach((key, value) -> data.put((String) key, value));
    Origin origin = new Origin("compendium/srd", "x", Canonical.hash(Records.write(data, 0)));
    List<String> before = List.copyOf(table.document().at("actors").keys());
    table.pass(Duration.ofSeconds(1));
    table.when("gm", new CompendiumTake(CompendiumTake.Kind.ACTORS, data, origin)).applied();
    return table.document().at("actors").keys().stream()
        .filter(key -> !before.contains(key))
        .findFirst()
        .orElseThrow();
  }

  private void heroes() {
    for (int i = 0; i < HEROES.size(); i++) {
      table.when("gm", new Become(new ActorRef(HEROES.get(i)), BLOCKS.get(i))).applied();
    }
  }

  private Node now(String actor) {
    return table.document().at("actors", actor, "d20", "now");
  }

  private boolean isUp(String actor) {
    return now(actor).at("hp").asInt(0) > 0;
  }

  private Node block(String actor) {
    return table.document().at("actors", actor, "d20", "block");
  }

  private Receipt gm(Record action) {
    table.pass(Duration.ofMillis(500)); // nobody does hundreds of things at once
    return table.gm().act(action);
  }

  /** Every attack and every power of every monster is done once, to somebody who stands it. */
  @Test
  void everythingThatAMonsterCanDoIsDoneOnce() throws IOException {
    heroes();
    ActorRef bram = new ActorRef("bram");
    int monsters = 0;
    int attacks = 0;
    int powers = 0;
    List<String> cannot = new ArrayList<>();
    for (Changes.Change.Put put : monsters()) {
      String key = taken(put);
      ActorRef monster = new ActorRef(key);
      monsters++;
      for (String attack : block(key).at("attacks").keys()) {
        attacks++;
        unhurt(bram, key);
        Receipt told = gm(new AttackWith(monster, bram, attack, Edge.NONE, "", false));
        note(cannot, key, attack, told);
      }
      for (String power : block(key).at("powers").keys()) {
        powers++;
        unhurt(bram, key);
        Optional<Point> at = Optional.of(new Point(3, 3));
        Receipt told = gm(new Use(monster, power, List.of(bram), at));
        note(cannot, key, power, told);
      }
      assertEquals("ok", gm(new ActorRemove(monster)).code());
    }
    System.out.printf(
        "%d monsters: %d attacks and %d powers, of which %d are not possible: %s%n",
        monsters, attacks, powers, cannot.size(), cannot);
    assertEquals(List.of(), cannot);
  }

  private void unhurt(ActorRef hero, String monster) {
    table.given("/actors/" + monster + "/conditions", Map.of());
    table.given("/actors/" + hero.id() + "/conditions", Map.of());
    gm(new Tools.Heal(List.of(hero, new ActorRef(monster)), "200", false, true));
  }

  private void note(List<String> cannot, String key, String what, Receipt told) {
    if (told.outcome() != Receipt.Outcome.APPLIED) {
      String name = table.document().at("actors", key, "name").asText();
      cannot.add(name + ": " + what + " (" + told.code() + ")");
    }
  }

  /** Fights of six against as many monsters, weak ones and strong ones, to their end. */
  @Test
  void sixHeroesFightThem() throws IOException {
    List<Changes.Change.Put> all = monsters();
    heroes();
    table.when("gm", new SessionStart()).applied();
    int fights = Math.min(12, Math.max(1, all.size() / 6));
    int rounds = 0;
    int ended = 0;
    for (int i = 0; i < fights; i++) {
      List<String> foes = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        foes.add(taken(all.get((i + n * fights) * 7 % all.size())));
      }
      rounds += fight(foes);
      ended += foes.stream().noneMatch(this::isUp) || HEROES.stream().noneMatch(this::isUp) ? 1 : 0;
      gm(new EncounterRemove(new EncounterRef(encounter().key())));
      foes.forEach(each -> gm(new ActorRemove(new ActorRef(each))));
      heroes();
    }
    System.out.printf("%d fights, %d to the end, %d rounds%n", fights, ended, rounds);
    assertTrue(ended * 2 >= fights, "most fights end before round " + MOST_ROUNDS);
  }

  private Node encounter() {
    return table.document().at("encounters").children().findFirst().orElseThrow();
  }

  private int fight(List<String> foes) {
    List<ActorRef> who = Stream.concat(HEROES.stream(), foes.stream()).map(ActorRef::new).toList();
    table.when("gm", new Fights.Begin("Brawl", who, List.of(), Optional.empty())).applied();
    while (encounter().at("round").asInt() <= MOST_ROUNDS
        && foes.stream().anyMatch(this::isUp)
        && HEROES.stream().anyMatch(this::isUp)) {
      String on = encounter().at("order", encounter().at("turn").asText(), "actor").asText();
      List<String> others = HEROES.contains(on) ? foes : HEROES;
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
    if (who.equals("dain")) {
      gm(new Cast(one, "fireball", 0, List.of(target), Optional.empty(), false));
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

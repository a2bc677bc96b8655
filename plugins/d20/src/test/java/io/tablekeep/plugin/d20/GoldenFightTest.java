package io.tablekeep.plugin.d20;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A whole fight of six heroes of mixed classes against a mage, ogres, goblins and skeletons, played
 * by a simple plan and recorded: every action, receipt, change of every view.
 */
class GoldenFightTest {
  private record Seen(long version, String on, int round, String sheets) {}

  private final List<Seen> seen = new ArrayList<>();
  private long played;
  private int actions;

  @Test
  void sixHeroesAgainstSixMonstersToTheEnd() throws Exception {
    try (Arena arena = arena()) {
      arena.table.everyoneSits();
      arena.begins();
      int turns = fight(arena);
      System.out.printf(
          "a fight of %d rounds, %d turns, %d actions before seven people: %.0f ms%n",
          arena.encounter().at("round").asInt(), turns, actions, played / 1e6);
      String transcript = arena.table.transcript();
      for (String word : List.of("dies", "goes down", "against death", "Blessed", "saves")) {
        assertTrue(transcript.contains(word), "nobody " + word);
      }
      Golden.check(Path.of("src/test/golden/fight.txt"), transcript);
      everyTurnCanBeLookedBackAt(arena);
    }
  }

  private static Arena arena() {
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("mage", "mage");
    monsters.put("ogre", "ogre");
    monsters.put("troll", "troll");
    monsters.put("gob", "goblin");
    monsters.put("sneak", "goblin");
    monsters.put("bones", "skeleton");
    Arena arena =
        Arena.of(
            List.of("fighter", "cleric", "wizard", "rogue", "paladin-sorcerer", "warlock"),
            monsters);
    arena.at("bram", 8, 8).at("cora", 7, 9).at("dain", 4, 9).at("elsa", 8, 10);
    arena.at("finn", 8, 6).at("gwen", 4, 7);
    arena.at("mage", 17, 8).at("ogre", 12, 8).at("troll", 12, 10);
    arena.at("gob", 13, 6).at("sneak", 13, 12).at("bones", 11, 6);
    return arena;
  }

  private int fight(Arena arena) {
    FightPlan plan =
        new FightPlan(
            arena.table::document,
            (who, action) -> {
              actions++;
              return arena.table.seat(who).act(action).outcome() == Receipt.Outcome.APPLIED;
            });
    int turns = 0;
    while (turns < 200 && !plan.isOver()) {
      arena.table.pass(Duration.ofSeconds(6)); // people take their time, or are told to
      long begin = System.nanoTime();
      plan.turn();
      played += System.nanoTime() - begin;
      remember(arena);
      begin = System.nanoTime();
      plan.ends();
      played += System.nanoTime() - begin;
      Invariants.hold(arena.table.document(), "turn " + turns);
      turns++;
    }
    assertTrue(turns < 200, "the fight does not end");
    return turns;
  }

  /** The same plan with other dice, on the rules alone: what a fight costs without seats. */
  @Test
  void theRulesPlayAFightInMilliseconds() {
    List<Double> took = new ArrayList<>();
    try (Arena arena = arena()) {
      arena.begins();
      for (int i = 0; i < 30; i++) {
        SplittableRandom chance = new SplittableRandom(i);
        Bare bare = Bare.of(arena);
        FightPlan plan =
            new FightPlan(bare::document, (who, act) -> bare.act(who, act, chance).isEmpty());
        long begin = System.nanoTime();
        int turns = 0;
        while (turns < 300 && !plan.isOver()) {
          plan.turn();
          plan.ends();
          turns++;
        }
        took.add((System.nanoTime() - begin) / 1e6);
        assertTrue(turns < 300, "the fight does not end");
        Invariants.hold(bare.document(), "fight " + i);
      }
    }
    double first = took.get(0);
    Collections.sort(took);
    double middle = took.get(took.size() / 2);
    System.out.printf(
        "a fight by the rules alone: the first %.0f ms, of %d the middle one %.1f ms%n",
        first, took.size(), middle);
    assertTrue(middle < 1000, "a fight takes " + middle + " ms");
  }

  private void remember(Arena arena) {
    long version = arena.table.version();
    seen.add(
        new Seen(
            version,
            arena.on(),
            arena.encounter().at("round").asInt(),
            arena.table.document().at("actors").value().toString()));
  }

  /** Any turn of before is as it was: whose it was, and what lasted on whom. */
  private void everyTurnCanBeLookedBackAt(Arena arena) {
    for (Seen one : seen) {
      Node then = arena.table.documentAt(one.version());
      Node encounter = then.at("encounters").children().findFirst().orElseThrow();
      assertEquals(one.round(), encounter.at("round").asInt());
      assertEquals(
          one.on(), encounter.at("order", encounter.at("turn").asText(), "actor").asText());
      assertEquals(one.sheets(), then.at("actors").value().toString());
    }
  }
}

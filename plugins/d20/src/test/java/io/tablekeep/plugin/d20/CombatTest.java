package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.Acts;
import io.tablekeep.plugin.d20.combat.Acts.What;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.combat.AttackActions.Grapple;
import io.tablekeep.plugin.d20.combat.AttackActions.Shove;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.model.MapRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fights: attacks, wounds, what a turn is worth, and movement. */
class CombatTest {
  private Arena arena = Arena.of(List.of(), Map.of());

  @AfterEach
  void close() {
    arena.close();
  }

  /** A fighter (bram) and a wizard (cora) before an orc and a goblin; in that order. */
  private Arena brawl() {
    arena.close();
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("orc", "orc");
    monsters.put("gob", "goblin");
    arena = Arena.of(List.of("fighter", "wizard"), monsters);
    arena.at("bram", 5, 5).at("cora", 3, 5).at("orc", 6, 5).at("gob", 12, 5);
    return arena;
  }

  private static AttackWith hit(String who, String whom, String with) {
    return new AttackWith(ref(who), ref(whom), with, Edge.NONE, "", false);
  }

  private static Acts.Act act(String who, What what) {
    return new Acts.Act(ref(who), what, Optional.empty(), false);
  }

  @Test
  void aHitTakesHitPointsAndIsTold() {
    brawl().begins(20, 15, 10, 5);
    assertEquals("bram", arena.on());
    arena.table.dice(12, 6);
    arena
        .does("ada", hit("bram", "orc", "longsword"))
        .applied()
        .heardBy("ben", "Bram attacks Orc with Longsword: 20, a hit: 11 slashing.");
    assertEquals(4, arena.hp("orc"));
    arena.table.dice(1);
    arena
        .does("ada", hit("bram", "orc", "longsword"))
        .heardBy("ben", "Bram attacks Orc with Longsword: 9, a miss.");
    arena.does("ada", hit("bram", "orc", "longsword")).refused("no-attacks-left");
  }

  @Test
  void aCriticalHitDoublesTheDiceAndAMonsterDies() {
    brawl().begins(20, 15, 10, 5);
    arena.table.dice(20, 8, 7);
    arena.does("ada", hit("bram", "orc", "longsword")).applied();
    assertEquals(0, arena.hp("orc"));
    assertTrue(arena.now("orc").at("dead").asBoolean());
    arena.does("ada", hit("bram", "orc", "longsword")).refused("no-target");
  }

  @Test
  void resistanceHalvesAndVulnerabilityDoublesAndImmunityTakesNothing() {
    brawl();
    arena.table.given("/actors/orc/d20/block/resist", List.of("fire"));
    arena.table.given("/actors/orc/d20/block/vulnerable", List.of("cold"));
    arena.table.given("/actors/orc/d20/block/immune", List.of("poison"));
    arena.table.given("/actors/orc/d20/block/resistMundane", List.of("slashing"));
    arena.table.given("/actors/orc/d20/block/hitPoints", 100);
    hurts("7", DamageType.FIRE, 3);
    hurts("7", DamageType.COLD, 14);
    hurts("7", DamageType.POISON, 0);
    hurts("7", DamageType.ACID, 7);
    arena.begins(20, 15, 10, 5);
    int before = arena.hp("orc");
    arena.table.dice(12, 6);
    arena.does("ada", hit("bram", "orc", "longsword")).applied();
    assertEquals(before - 11, arena.hp("orc"), "a magic sword is not resisted");
  }

  private void hurts(String dice, DamageType type, int dealt) {
    int before = arena.hp("orc");
    arena.does("gm", new Tools.Hurt(refs("orc"), dice, type, Optional.empty(), 10)).applied();
    assertEquals(before - dealt, arena.hp("orc"));
  }

  @Test
  void temporaryHitPointsGoFirstAndDoNotAddUp() {
    brawl();
    arena.does("gm", new Tools.Heal(refs("bram"), "8", true, false)).applied();
    arena.does("gm", new Tools.Heal(refs("bram"), "5", true, false)).applied();
    assertEquals(8, arena.now("bram").at("temp").asInt());
    damages("bram", 10);
    assertEquals(0, arena.now("bram").at("temp").asInt());
    assertEquals(47, arena.hp("bram"));
  }

  private void damages(String who, int amount) {
    arena
        .does(
            "gm",
            new Tools.Hurt(
                refs(who), Integer.toString(amount), DamageType.FORCE, Optional.empty(), 10))
        .applied();
  }

  @Test
  void aHeroAtZeroLiesUnconsciousAndSavesAgainstDeath() {
    brawl().begins(20, 15, 10, 5);
    damages("cora", 32);
    assertEquals(List.of("Prone", "Unconscious"), arena.lasts("cora"));
    arena.table.dice(9);
    arena.ends();
    assertEquals("cora", arena.on());
    assertEquals(1, arena.now("cora").at("deathFailures").asInt());
    damages("cora", 1);
    assertEquals(2, arena.now("cora").at("deathFailures").asInt());
    arena.does("gm", new Tools.Heal(refs("cora"), "3", false, false)).applied();
    assertEquals(3, arena.hp("cora"));
    assertEquals(0, arena.now("cora").at("deathFailures").asInt());
    assertEquals(List.of("Prone"), arena.lasts("cora"));
  }

  @Test
  void aTwentyAgainstDeathStandsUpAndThreeSuccessesAreStable() {
    brawl().begins(20, 15, 10, 5);
    damages("cora", 32);
    arena.table.dice(20);
    arena.ends();
    assertEquals(1, arena.hp("cora"));
    damages("cora", 1);
    for (int i = 0; i < 3; i++) {
      arena.ends();
      arena.ends();
      arena.ends();
      arena.table.dice(10);
      arena.ends();
    }
    assertTrue(arena.now("cora").at("stable").asBoolean());
    assertEquals("stable", arena.now("cora").at("health").asText());
  }

  @Test
  void threeFailuresAndMassiveDamageKill() {
    brawl();
    damages("cora", 32);
    damages("cora", 1);
    damages("cora", 1);
    assertFalse(arena.now("cora").at("dead").asBoolean());
    damages("cora", 1);
    assertTrue(arena.now("cora").at("dead").asBoolean());
    damages("bram", 97);
    assertFalse(arena.now("bram").at("dead").asBoolean());
    arena.does("gm", new Tools.Heal(refs("bram"), "1", false, false)).applied();
    damages("bram", 50);
    assertTrue(arena.now("bram").at("dead").asBoolean());
  }

  @Test
  void somebodyElseStabilisesWhoIsDown() {
    brawl().at("cora", 5, 6).begins(20, 15, 10, 5);
    damages("cora", 32);
    arena.table.dice(10);
    arena
        .does("ada", new Acts.Act(ref("bram"), What.STABILISE, Optional.of(ref("cora")), false))
        .applied();
    assertTrue(arena.now("cora").at("stable").asBoolean());
  }

  @Test
  void whoeverIsOnHasOneActionOneBonusActionAndTheirMovement() {
    brawl().begins(20, 15, 10, 5);
    arena.does("ada", act("bram", What.DODGE)).applied();
    arena.does("ada", act("bram", What.DASH)).refused("no-action-left");
    arena.does("ada", hit("bram", "orc", "longsword")).refused("no-action-left");
    arena.does("ben", act("cora", What.DODGE)).refused("not-your-turn");
    arena.ends();
    arena.does("ada", act("bram", What.DODGE)).refused("not-your-turn");
    arena.moves("ben", "cora", 3, 11).applied();
    arena.moves("ben", "cora", 3, 12).refused("too-far");
    arena.does("ben", act("cora", What.DASH)).applied();
    arena.moves("ben", "cora", 3, 12).applied();
    arena.moves("ada", "bram", 5, 6).refused("not-your-turn");
  }

  @Test
  void difficultTerrainAndCrawlingCostTwice() {
    brawl().begins(5, 20, 10, 6);
    arena.does("gm", new Tools.Terrain(new MapRef("inn"), false, 3, 6, 1, 3, false)).applied();
    arena.moves("ben", "cora", 3, 8).applied();
    assertEquals(30, arena.combatant("cora").at("d20", "moved").asInt());
    arena.moves("ben", "cora", 3, 9).refused("too-far");
  }

  @Test
  void whoLeavesAReachIsStruckAtIfThePlayerSaysSo() {
    brawl().begins(5, 6, 20, 4);
    assertEquals("orc", arena.on());
    arena.table.dice(15, 4);
    arena
        .moves("gm", "orc", 9, 5)
        .pending()
        .answered("ada", "opportunity/bram", Map.of("use", true))
        .applied();
    assertEquals(15 - 9, arena.hp("orc"));
    assertTrue(arena.combatant("bram").at("d20", "reaction").asBoolean());
  }

  @Test
  void aReactionThatNobodyAnswersForIsNotUsed() {
    brawl().begins(5, 6, 20, 4);
    arena.moves("gm", "orc", 9, 5).pending().pass(Duration.ofSeconds(21));
    assertEquals(15, arena.hp("orc"));
    assertEquals(9.5, arena.table.document().at("maps", "inn", "tokens", "m-orc", "x").asDouble());
  }

  @Test
  void monstersStrikeByThemselvesAndWhoDisengagesIsSafe() {
    brawl().begins(20, 15, 10, 5);
    arena.table.dice(19, 12);
    arena.moves("ada", "bram", 5, 8).applied();
    assertEquals(49 - 15, arena.hp("bram"));
    arena.ends();
    arena.ends();
    arena.ends();
    arena.ends();
    arena.at("orc", 5, 9);
    arena.does("ada", act("bram", What.DISENGAGE)).applied();
    arena.moves("ada", "bram", 5, 6).applied();
    assertEquals(49 - 15, arena.hp("bram"));
  }

  @Test
  void whoIsStruckDownDoesNotGetAway() {
    brawl().begins(20, 15, 10, 5);
    arena.does("gm", new Tools.SetVitals(ref("bram"), 5, 0, 0, false)).applied();
    arena.table.dice(19, 12);
    arena.moves("ada", "bram", 5, 8).applied();
    assertEquals(5.5, arena.table.document().at("maps", "inn", "tokens", "t1", "y").asDouble());
    assertEquals(0, arena.hp("bram"));
  }

  @Test
  void advantageByTheRulesAndAdvantageByTheGameMaster() {
    brawl().begins(20, 15, 10, 5);
    arena.table.dice(3, 17, 1);
    arena
        .does(
            "gm",
            new Tools.Afflict(
                refs("orc"), Acts.condition("Stunned", Condition.STUNNED), Optional.empty(), 10))
        .applied();
    arena
        .does("ada", hit("bram", "orc", "longsword"))
        .heardBy("ada", "Bram attacks Orc with Longsword: 25, a hit: 6 slashing.");
    arena.table.dice(2, 3);
    arena.until("cora");
    arena
        .does(
            "ben",
            new AttackWith(ref("cora"), ref("gob"), "dagger", Edge.ADVANTAGE, "from above", false))
        .pending()
        .answered("gm", "advantage", Map.of("advantage", "none"))
        .heardBy("ben", "Cora attacks Gob with Dagger: 7, a miss.");
  }

  @Test
  void outOfReachIsRefusedAndFarAwayIsHarder() {
    brawl().begins(20, 15, 10, 5);
    arena.does("ada", hit("bram", "gob", "longsword")).refused("out-of-range");
    arena.at("gob", 5, 14);
    arena.table.dice(20, 1);
    arena
        .does("ada", hit("bram", "gob", "javelin"))
        .heardBy("ada", "Bram attacks Gob with Javelin: 8, a miss.");
  }

  @Test
  void aReadiedAttackIsAReaction() {
    brawl().begins(20, 15, 10, 5);
    arena.does("ada", new Acts.Ready(ref("bram"), "the orc comes closer")).applied();
    arena.until("orc");
    arena.table.dice(12, 1);
    arena.does("ada", hit("bram", "orc", "longsword")).applied();
    arena.does("ada", hit("bram", "orc", "longsword")).refused("not-your-turn");
    assertTrue(arena.combatant("bram").at("d20", "reaction").asBoolean());
  }

  @Test
  void handsTakeHoldAndPushOver() {
    brawl().begins(20, 15, 10, 5);
    arena.table.dice(15, 5, 15, 5);
    arena.does("ada", new Grapple(ref("bram"), ref("orc"))).applied();
    arena.does("ada", new Shove(ref("bram"), ref("orc"), false)).applied();
    assertEquals(List.of("Grappled", "Prone"), arena.lasts("orc"));
    arena.until("orc");
    arena.does("gm", act("orc", What.STAND)).refused("too-far");
    arena.table.dice(18, 2);
    arena.does("gm", act("orc", What.ESCAPE)).applied();
    arena.does("gm", act("orc", What.STAND)).applied();
    assertEquals(List.of(), arena.lasts("orc"));
  }

  @Test
  void aDragonHasItsPatternOfAttacksAndItsTailOffTurn() {
    arena.close();
    arena = Arena.of(List.of("fighter"), Map.of("smok", "adult-black-dragon"));
    arena.at("bram", 5, 5).at("smok", 6, 5).begins(5, 20);
    assertEquals("smok", arena.on());
    arena.table.dice(2, 2, 2);
    arena.does("gm", hit("smok", "bram", "claw")).applied();
    arena.does("gm", hit("smok", "bram", "bite")).applied();
    arena.does("gm", hit("smok", "bram", "bite")).refused("no-attacks-left");
    arena.does("gm", hit("smok", "bram", "claw")).applied();
    arena.ends();
    for (int i = 0; i < 3; i++) {
      arena.table.dice(2);
      arena.does("gm", hit("smok", "bram", "tail")).applied();
    }
    arena.does("gm", hit("smok", "bram", "tail")).refused("no-legendary-action-left");
  }

  @Test
  void sneakAttacksAreMadeOnceATurnBesideAnAlly() {
    arena.close();
    arena = Arena.of(List.of("rogue", "fighter"), Map.of("orc", "ogre"));
    arena.at("bram", 5, 5).at("cora", 7, 6).at("orc", 6, 5).begins(20, 10, 5);
    arena.table.dice(15, 3, 1, 1, 1);
    arena
        .does("ada", hit("bram", "orc", "rapier"))
        .heardBy("ada", "Bram attacks Orc with Rapier: 22, a hit: 7 piercing, 3 piercing.");
  }
}

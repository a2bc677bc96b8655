package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.d20.call.Checks;
import io.tablekeep.plugin.d20.call.SheetActions.SetStatBlock;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.magic.MagicActions.Cast;
import io.tablekeep.plugin.d20.magic.MagicActions.HoldSpell;
import io.tablekeep.plugin.d20.magic.MagicActions.LetGo;
import io.tablekeep.plugin.d20.magic.MagicActions.Use;
import io.tablekeep.plugin.d20.magic.Rests;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ConditionRef;
import io.tablekeep.sdk.model.action.world.ConditionAdd;
import io.tablekeep.sdk.model.action.world.ConditionRemove;
import io.tablekeep.sdk.model.world.Effect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spells, powers, rests, checks, and what the game master is asked. */
class MagicTest {
  private Arena arena = Arena.of(List.of(), Map.of());

  @AfterEach
  void close() {
    arena.close();
  }

  /** A wizard (bram), a cleric (cora) and a warlock (dain) before two orcs and a zombie. */
  private Arena coven() {
    arena.close();
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("orc", "orc");
    monsters.put("urk", "orc");
    monsters.put("zom", "zombie");
    arena = Arena.of(List.of("wizard", "cleric", "warlock"), monsters);
    arena.at("bram", 2, 2).at("cora", 4, 2).at("dain", 2, 4);
    arena.at("orc", 10, 10).at("urk", 12, 10).at("zom", 18, 18);
    return arena;
  }

  private static Cast cast(String who, String spell, int slot, String... at) {
    List<ActorRef> targets = refs(at);
    return new Cast(ref(who), spell, slot, targets, Optional.empty(), false);
  }

  private static Cast aimed(String who, String spell, double x, double y) {
    return new Cast(ref(who), spell, 0, List.of(), Optional.of(new Point(x, y)), false);
  }

  @Test
  void aFireballIsOneRollOfDamageAndASaveForEach() {
    coven().begins(20, 15, 10, 5, 3);
    arena.table.dice(4, 4, 4, 4, 4, 4, 4, 4, 20, 2);
    arena.does("ada", aimed("bram", "fireball", 11.5, 10.5)).applied();
    assertEquals(List.of(0, 0, 22), List.of(arena.hp("orc"), arena.hp("urk"), arena.hp("zom")));
    assertEquals(1, arena.now("bram").at("slots", "3").asInt());
    arena.does("ada", aimed("bram", "fireball", 11.5, 10.5)).refused("no-action-left");
  }

  @Test
  void slotsRunOutAndHigherOnesDoMore() {
    coven();
    arena.table.dice(2, 2, 2);
    arena.at("zom", 6, 6);
    arena.does("ada", cast("bram", "magic-missile", 1, "zom")).applied();
    assertEquals(22 - 9, arena.hp("zom"));
    arena.table.dice(1, 1, 1, 1);
    arena.at("orc", 7, 6);
    arena.does("ada", cast("bram", "magic-missile", 2, "zom", "orc")).applied();
    assertEquals(22 - 9 - 4, arena.hp("zom"));
    assertEquals(15 - 4, arena.hp("orc"));
    arena.does("gm", new Tools.SetVitals(ref("zom"), 22, 0, 0, false)).applied();
    arena.table.given("/actors/bram/d20/now/slots", Map.of("1", 4, "2", 3, "3", 2));
    arena.does("ada", cast("bram", "magic-missile", 0, "zom")).refused("no-slot-left");
    arena.does("ada", cast("bram", "magic-missile", 2, "zom")).refused("no-slot-left");
    arena.does("ada", cast("bram", "bless", 0, "zom")).refused("no-such-spell");
  }

  @Test
  void cantripsGrowAndCostNothing() {
    coven().at("zom", 6, 6);
    arena.table.dice(15, 5, 6);
    arena.does("ada", cast("bram", "fire-bolt", 0, "zom")).applied();
    assertEquals(22 - 11, arena.hp("zom"));
    arena.table.dice(15, 3, 15, 4);
    arena.does("cyd", cast("dain", "eldritch-blast", 0, "zom")).applied();
    assertEquals(22 - 11 - 7, arena.hp("zom"));
    assertFalse(arena.now("bram").at("slots").size() > 0);
  }

  @Test
  void concentrationHoldsOneSpellAndBreaks() {
    coven();
    arena.does("ben", cast("cora", "bless", 1, "bram", "cora", "dain")).applied();
    assertEquals(List.of("Blessed"), arena.lasts("dain"));
    assertEquals("Bless", arena.now("cora").at("concentration", "spell").asText());
    arena.does("ben", cast("cora", "shield-of-faith", 1, "bram")).applied();
    assertEquals(List.of(), arena.lasts("dain"));
    assertEquals(List.of("Shield of Faith"), arena.lasts("bram"));
    arena.table.dice(3);
    arena
        .does("gm", new Tools.Hurt(refs("cora"), "8", DamageType.FIRE, Optional.empty(), 10))
        .applied();
    assertEquals(List.of(), arena.lasts("bram"));
    arena.does("ben", cast("cora", "bless", 1, "bram")).applied();
    arena.does("ben", new LetGo(ref("cora"))).applied();
    assertEquals(List.of(), arena.lasts("bram"));
    arena.does("ben", new LetGo(ref("cora"))).refused("not-concentrating");
  }

  @Test
  void whoCannotActDoesNotConcentrate() {
    coven();
    arena.does("ben", cast("cora", "bless", 1, "bram")).applied();
    Effect stunned =
        new Effect("Stunned", "", Optional.empty(), Optional.empty(), Optional.empty());
    arena.does("gm", new ConditionAdd(ref("cora"), stunned)).applied();
    assertFalse(arena.now("cora").at("concentration").exists());
    assertEquals(List.of(), arena.lasts("bram"));
  }

  @Test
  void aHeldCreatureIsHitCriticallyAndSavesEachTurn() {
    coven().at("orc", 3, 3).begins(20, 15, 10, 5, 3);
    arena.until("cora");
    arena.table.dice(5);
    arena.does("ben", cast("cora", "hold-person", 2, "orc")).applied();
    assertEquals(List.of("Held"), arena.lasts("orc"));
    arena.until("dain");
    arena.table.dice(5, 14, 2, 2);
    arena
        .does("cyd", new AttackWith(ref("dain"), ref("orc"), "dagger", Edge.NONE, "", false))
        .applied();
    assertEquals(15 - 6, arena.hp("orc"), "two dice of four and the modifier once");
    arena.until("orc");
    arena.table.dice(20);
    arena.ends();
    assertEquals(List.of(), arena.lasts("orc"));
  }

  @Test
  void onlyHumanoidsAreHeldByThatAndTheUndeadAreNotPoisoned() {
    coven().at("zom", 6, 6);
    arena.does("ben", cast("cora", "hold-person", 2, "zom")).refused("wrong-kind");
    arena.table.dice(3, 3);
    arena.at("zom", 3, 3);
    arena.table.dice(5);
    arena.does("cyd", cast("dain", "poison-spray", 0, "zom")).applied();
    assertEquals(22, arena.hp("zom"));
  }

  @Test
  void besideASpellAsABonusActionGoesOnlyACantrip() {
    coven().at("orc", 6, 4).begins(5, 20, 10, 3, 2);
    arena.table.dice(2);
    arena.does("ben", cast("cora", "healing-word", 1, "bram")).applied();
    arena.does("ben", cast("cora", "guiding-bolt", 1, "orc")).refused("one-spell-a-turn");
    arena.table.dice(1, 4, 4);
    arena.does("ben", cast("cora", "sacred-flame", 0, "orc")).applied();
  }

  @Test
  void aShieldOfMagicIsAskedFor() {
    coven().at("orc", 3, 2).begins(5, 4, 3, 20, 2);
    arena.table.dice(9);
    arena
        .does("gm", new AttackWith(ref("orc"), ref("bram"), "greataxe", Edge.NONE, "", false))
        .pending()
        .answered("ada", "shield/Greataxe orc at bram", Map.of("use", true))
        .applied()
        .heardBy("ada", "Orc attacks Bram with Greataxe: 14, a miss.");
    assertEquals(1, arena.now("bram").at("slots", "1").asInt());
    assertEquals(List.of("Shield"), arena.lasts("bram"));
    arena.until("bram");
    assertEquals(List.of(), arena.lasts("bram"));
  }

  @Test
  void ofSeveralRaysEachIsAskedAbout() {
    coven();
    arena.table.given("/actors/orc/d20/block/casting", Map.of("ability", "cha"));
    arena.table.given("/actors/orc/d20/block/casting/spells", List.of("eldritch-blast"));
    arena.table.given("/actors/orc/d20/block/casting/slots", Map.of("3", 1));
    arena.at("orc", 6, 2).begins(5, 4, 3, 20, 2);
    arena.table.dice(14, 3, 14, 4);
    arena
        .does("gm", cast("orc", "eldritch-blast", 0, "bram"))
        .pending()
        .answered("ada", "shield/Eldritch Blast orc at bram", Map.of("use", false))
        .answered("ada", "shield/Eldritch Blast orc at bram 2", Map.of("use", true))
        .applied();
    assertEquals(List.of("Shield"), arena.lasts("bram"));
    assertEquals(1, arena.now("bram").at("slots", "1").asInt());
    assertEquals(arena.now("bram").at("max").asInt() - 3, arena.hp("bram"));
  }

  @Test
  void aSpellIsHeldAndLetLoose() {
    coven().at("orc", 6, 4).begins(20, 15, 10, 5, 3);
    arena.does("ada", new HoldSpell(ref("bram"), "magic-missile", 1, "an orc moves")).applied();
    assertEquals(1, arena.now("bram").at("slots", "1").asInt());
    arena.until("orc");
    arena.table.dice(1, 1, 1);
    arena.does("ada", cast("bram", "magic-missile", 0, "orc")).applied();
    assertEquals(15 - 6, arena.hp("orc"));
    assertEquals(1, arena.now("bram").at("slots", "1").asInt());
    arena.does("ada", cast("bram", "magic-missile", 0, "orc")).refused("not-your-turn");
  }

  @Test
  void ritualsCostNoSlotAndNeedTime() {
    coven();
    Cast ritual = new Cast(ref("bram"), "detect-magic", 0, List.of(), Optional.empty(), true);
    arena.does("ada", ritual).applied();
    assertFalse(arena.now("bram").at("slots", "1").exists());
    arena.begins(20, 15, 10, 5, 3);
    arena.does("ada", ritual).refused("no-ritual");
  }

  @Test
  void aBreathIsUsedOnceAndComesBackWithADie() {
    arena.close();
    arena = Arena.of(List.of("fighter"), Map.of("smok", "young-green-dragon"));
    arena.at("bram", 5, 5).at("smok", 8, 5).begins(5, 20);
    Use breath = new Use(ref("smok"), "poison-breath", List.of(), Optional.of(new Point(5.5, 5.5)));
    arena.table.dice(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 20);
    arena.does("gm", breath).applied();
    assertEquals(49 - 6, arena.hp("bram"));
    arena.ends();
    arena.table.dice(4);
    arena.ends();
    arena.does("gm", breath).refused("spent");
    arena.ends();
    arena.table.dice(5);
    arena.ends();
    arena.table.dice(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2);
    arena.does("gm", breath).applied();
    assertEquals(49 - 6 - 12, arena.hp("bram"));
  }

  @Test
  void anActionSurgeGivesAnotherAction() {
    arena.close();
    arena = Arena.of(List.of("fighter"), Map.of("orc", "ogre"));
    arena.at("bram", 5, 5).at("orc", 6, 5).begins(20, 5);
    AttackWith strike = new AttackWith(ref("bram"), ref("orc"), "longsword", Edge.NONE, "", false);
    arena.table.dice(1, 1);
    arena.does("ada", strike).applied();
    arena.does("ada", strike).applied();
    arena.does("ada", strike).refused("no-attacks-left");
    arena.does("ada", new Use(ref("bram"), "action-surge", List.of(), Optional.empty())).applied();
    arena.table.dice(1);
    arena.does("ada", strike).applied();
    arena
        .does("ada", new Use(ref("bram"), "action-surge", List.of(), Optional.empty()))
        .refused("spent");
  }

  @Test
  void restsBringBackWhatTheyShould() {
    coven();
    arena.table.given("/actors/dain/d20/now/hp", 10);
    arena.table.given("/actors/dain/d20/now/slots", Map.of("pact", 2));
    arena.table.given("/actors/bram/d20/now/slots", Map.of("1", 2, "3", 1));
    arena.table.dice(5, 6);
    arena.does("cyd", new Rests.Rest(ref("dain"), false, Map.of("d8", 2))).applied();
    assertEquals(10 + 7 + 8, arena.hp("dain"));
    assertEquals(0, arena.now("dain").at("slots", "pact").asInt());
    arena
        .does("cyd", new Rests.Rest(ref("dain"), false, Map.of("d8", 4)))
        .refused("no-hit-dice-left");
    arena.does("ada", new Rests.Rest(ref("bram"), true, Map.of())).applied();
    assertEquals(0, arena.now("bram").at("slots", "3").asInt());
    arena.does("cyd", new Rests.Rest(ref("dain"), true, Map.of())).applied();
    assertEquals(38, arena.hp("dain"));
    assertEquals(0, arena.now("dain").at("hitDice", "d8").asInt());
  }

  @Test
  void timePassesOutsideOfFights() {
    coven();
    arena.does("ben", cast("cora", "shield-of-faith", 1, "bram")).applied();
    arena.does("gm", new Rests.Pass(9)).applied();
    assertEquals(List.of("Shield of Faith"), arena.lasts("bram"));
    arena.does("gm", new Rests.Pass(1)).applied();
    assertEquals(List.of(), arena.lasts("bram"));
  }

  @Test
  void checksContestsAndCalls() {
    coven();
    arena.table.dice(10);
    arena
        .does(
            "ada",
            new Checks.Check(
                ref("bram"),
                Optional.of(Skill.ARCANA),
                Optional.empty(),
                Optional.empty(),
                Edge.NONE,
                "the runes"))
        .heardBy("ben", "Bram rolls arcana (the runes): 17.");
    arena.table.dice(10, 12);
    arena
        .does(
            "ada", new Checks.ContestOf(ref("bram"), Skill.STEALTH, ref("cora"), Skill.PERCEPTION))
        .heardBy("ben", "Bram 12 against Cora 16: Cora prevails.");
    arena.table.dice(12, 2);
    arena
        .does(
            "gm",
            new Checks.Call(
                refs("bram", "cora"), Optional.empty(), Ability.DEX, 14, Edge.NONE, false))
        .heardBy("ada", "DEX save: Bram 14 made, Cora 2 failed.");
  }

  @Test
  void whatNoRuleHasIsTheGameMastersToSay() {
    coven();
    Checks.Improvise swing =
        new Checks.Improvise(
            ref("bram"), "swing from the lamp", Skill.ACROBATICS, Optional.empty());
    arena.table.dice(11);
    arena
        .does("ada", swing)
        .pending()
        .answered("gm", "how-hard", Map.of("possible", true, "dc", 12, "advantage", "none"))
        .heardBy("ben", "Bram rolls acrobatics (swing from the lamp): 13, made.");
    arena
        .does("ada", swing)
        .pending()
        .answered("gm", "how-hard", Map.of("possible", false, "dc", 12, "advantage", "none"));
    assertTrue(arena.table.document().at("asks").size() == 0);
  }

  @Test
  void outsideOfFightsTheClockOnTheWallMayCount() {
    coven();
    arena.table.given("/campaign/settings/d20", Map.of("wallClock", true));
    arena.does("ben", cast("cora", "shield-of-faith", 1, "bram")).applied();
    arena.table.pass(Duration.ofMinutes(9));
    assertEquals(List.of("Shield of Faith"), arena.lasts("bram"));
    arena.table.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), arena.lasts("bram"));
  }

  @Test
  void nobodySpendsMoreThanTheyHaveWhenTheirStatBlockChanges() {
    coven();
    arena.table.given("/actors/bram/d20/now/slots", Map.of("1", 4, "3", 2));
    arena.does("ada", new SetStatBlock(ref("bram"), Blocks.ours("ranger").orElseThrow())).applied();
    assertEquals(0, arena.now("bram").at("slots", "3").asInt());
    assertEquals(4, arena.now("bram").at("slots", "1").asInt());
  }

  @Test
  void whoIsDownLiesThereWhateverHandTakesTheConditionAway() {
    coven();
    arena.does("gm", new Tools.SetVitals(ref("bram"), 0, 0, 0, false)).applied();
    arena.does("gm", new ConditionRemove(new ConditionRef("bram", "down"))).applied();
    assertEquals(List.of("Prone", "Unconscious"), arena.lasts("bram"));
  }
}

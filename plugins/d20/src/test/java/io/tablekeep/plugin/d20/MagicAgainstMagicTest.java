package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.plugin.d20.combat.AttackActions.Grapple;
import io.tablekeep.plugin.d20.combat.AttackActions.Shove;
import io.tablekeep.plugin.d20.magic.MagicActions.Cast;
import io.tablekeep.plugin.d20.magic.MagicActions.HoldSpell;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.action.world.ConditionAdd;
import io.tablekeep.sdk.model.world.Effect;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counterspells, and magic and hands that take somebody elsewhere. */
class MagicAgainstMagicTest {
  private Arena arena = duel();

  @AfterEach
  void close() {
    arena.close();
  }

  /** A wizard (bram) and a fighter (cora) against a mage and an ogre. */
  private static Arena duel() {
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("mage", "mage");
    monsters.put("ogre", "ogre");
    Arena arena = Arena.of(List.of("wizard", "fighter"), monsters);
    return arena.at("bram", 2, 2).at("cora", 2, 8).at("mage", 8, 2).at("ogre", 16, 16);
  }

  private static Cast at(String who, String spell, int slot, String... whom) {
    return new Cast(ref(who), spell, slot, refs(whom), Optional.empty(), false);
  }

  private static Cast to(String who, String spell, double x, double y) {
    return new Cast(ref(who), spell, 0, List.of(), Optional.of(new Point(x, y)), false);
  }

  private Point token(String actor) {
    Node token = arena.table.document().at("maps", "inn", "tokens", Arena.token(actor));
    return new Point(token.at("x").asDouble(), token.at("y").asDouble());
  }

  private void mageKeepsStill() {
    arena.table.given("/campaign/settings/d20", Map.of("monsterReactions", "never"));
  }

  @Test
  void aMonsterCountersByItselfAndThePlayerMayCounterThat() {
    arena.begins(20, 15, 10, 5);
    arena.table.given("/actors/bram/d20/now/slots", Map.of("3", 2));
    arena.does("ada", at("bram", "magic-missile", 1, "mage")).applied();
    assertEquals(40, arena.hp("mage"));
    assertEquals(1, arena.now("bram").at("slots", "1").asInt(), "the slot is gone all the same");
    assertEquals(1, arena.now("mage").at("slots", "3").asInt());
    arena.ends();
    arena.until("bram");
    arena.table.given("/actors/bram/d20/now/slots", Map.of("1", 1));
    arena.table.dice(1, 1, 1);
    arena
        .does("ada", at("bram", "magic-missile", 1, "mage"))
        .pending()
        .answered("ada", "counterspell/bram/mage/1", Map.of("use", true))
        .applied();
    assertEquals(40 - 6, arena.hp("mage"));
    assertEquals(1, arena.now("bram").at("slots", "3").asInt());
    assertEquals(2, arena.now("mage").at("slots", "3").asInt());
  }

  @Test
  void whoCouldCounterIsAskedAndAHigherSpellNeedsACheck() {
    mageKeepsStill();
    arena.begins(20, 15, 10, 5);
    arena.until("mage");
    arena.does("gm", at("mage", "fireball", 4)).refused("aim-missing");
    arena.table.dice(3);
    arena
        .does(
            "gm",
            new Cast(ref("mage"), "greater-invisibility", 4, refs("mage"), Optional.empty(), false))
        .pending()
        .answered("ada", "counterspell/bram/mage/0", Map.of("use", true))
        .applied();
    assertEquals(List.of("Invisible"), arena.lasts("mage"), "3 and 4 are less than 14");
    assertEquals(1, arena.now("bram").at("slots", "3").asInt());
  }

  @Test
  void cantripsArePassedOverAndWhoDeclinesLetsItHappen() {
    arena.begins(20, 15, 10, 5);
    arena.until("mage");
    arena.table.dice(2);
    arena.does("gm", at("mage", "fire-bolt", 0, "bram")).applied();
    arena.ends();
    arena.until("mage");
    arena
        .does("gm", new Cast(ref("mage"), "mage-armor", 1, refs("mage"), Optional.empty(), false))
        .pending()
        .answered("ada", "counterspell/bram/mage/0", Map.of("use", false))
        .applied();
    assertEquals(List.of("Mage Armor"), arena.lasts("mage"));
    assertEquals(0, arena.now("bram").at("slots", "3").asInt(0));
  }

  @Test
  void nobodyIsAskedAboutACasterTheyKnowNothingOf() {
    arena.table.given("/actors/mage/hidden", true);
    arena.begins(20, 15, 10, 5);
    arena.until("mage");
    arena.does("gm", at("mage", "mage-armor", 1, "mage")).applied();
    assertEquals(List.of("Mage Armor"), arena.lasts("mage"));
    assertEquals(0, arena.table.seat("ada").view().at("asks").size());
  }

  @Test
  void aSpellIsCounteredAsItIsHeldAlready() {
    arena.begins(20, 15, 10, 5);
    arena.table.given("/actors/bram/d20/now/slots", Map.of("3", 2));
    arena.does("ada", new HoldSpell(ref("bram"), "magic-missile", 1, "it moves")).applied();
    assertEquals("", arena.combatant("bram").at("d20", "readySpell").asText(""));
    assertFalse(arena.now("bram").at("concentration").exists());
  }

  @Test
  void mistyStepGoesWhereThereIsRoomAndSight() {
    mageKeepsStill();
    arena.does("ada", to("bram", "misty-step", 9.5, 2.5)).refused("out-of-range");
    arena.does("ada", to("bram", "misty-step", 8.2, 2.8)).refused("not-free");
    List<Map<String, Integer>> ends = List.of(Map.of("x", 5, "y", 0), Map.of("x", 5, "y", 20));
    Map<String, Object> wall = Map.of("points", ends);
    arena.table.given("/maps/inn/walls/w", wall);
    arena.does("ada", to("bram", "misty-step", 7.5, 2.5)).refused("out-of-sight");
    arena.does("ada", to("bram", "misty-step", 4.2, 4.8)).applied();
    assertEquals(new Point(4.5, 4.5), token("bram"));
    assertEquals(1, arena.now("bram").at("slots", "2").asInt());
  }

  @Test
  void aTeleportLeavesWithoutBeingStruckAt() {
    mageKeepsStill();
    arena.at("ogre", 3, 2).begins(20, 15, 10, 5);
    arena.does("ada", to("bram", "misty-step", 2.5, 6.5)).applied();
    assertEquals(new Point(2.5, 6.5), token("bram"));
    arena.does("ada", to("bram", "misty-step", 2.5, 4.5)).refused("no-bonus-action-left");
  }

  @Test
  void aGripEndsWithDistanceOrWhenTheHolderCannotAct() {
    mageKeepsStill();
    arena.at("ogre", 3, 2);
    arena.table.dice(20, 1);
    arena.does("gm", new Grapple(ref("ogre"), ref("bram"))).applied();
    assertEquals(List.of("Grappled"), arena.lasts("bram"));
    arena.does("ada", to("bram", "misty-step", 2.5, 6.5)).applied();
    assertEquals(List.of(), arena.lasts("bram"));
    arena.at("ogre", 3, 6);
    arena.table.dice(20, 1);
    arena.does("gm", new Grapple(ref("ogre"), ref("bram"))).applied();
    Effect stunned =
        new Effect("Stunned", "", Optional.empty(), Optional.empty(), Optional.empty());
    arena.does("gm", new ConditionAdd(ref("ogre"), stunned)).applied();
    assertEquals(List.of(), arena.lasts("bram"));
  }

  @Test
  void thunderPushesWhoFailsUntilSomethingIsInTheWay() {
    mageKeepsStill();
    arena.at("mage", 3, 2).at("ogre", 3, 3).at("cora", 5, 2);
    arena.table.dice(1, 1, 1, 1);
    arena.does("ada", to("bram", "thunderwave", 9.5, 2.5)).applied();
    assertEquals(new Point(4.5, 2.5), token("mage"), "the fighter stands behind");
    assertEquals(new Point(5.5, 5.5), token("ogre"));
  }

  @Test
  void aShoveMayPushAway() {
    mageKeepsStill();
    arena.at("ogre", 3, 8).begins(20, 19, 10, 5);
    arena.until("cora");
    arena.table.dice(20, 1);
    arena.does("ben", new Shove(ref("cora"), ref("ogre"), true)).applied();
    assertEquals(new Point(4.5, 8.5), token("ogre"));
    assertEquals(List.of(), arena.lasts("ogre"));
  }
}

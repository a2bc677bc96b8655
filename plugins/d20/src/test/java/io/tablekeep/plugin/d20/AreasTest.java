package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.d20.combat.Acts;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.magic.AreaActions.Steer;
import io.tablekeep.plugin.d20.magic.MagicActions.Cast;
import io.tablekeep.plugin.d20.magic.MagicActions.LetGo;
import io.tablekeep.plugin.d20.magic.MagicActions.Use;
import io.tablekeep.plugin.d20.magic.Rests;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.DrawingRef;
import io.tablekeep.sdk.model.action.scene.DrawingRemove;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Areas of spells that stay: they stand on the map, work at the right moment, and end. */
class AreasTest {
  private Arena arena = coven();

  @AfterEach
  void close() {
    arena.close();
  }

  /** A wizard (bram), a cleric (cora) and a druid (dain) against two ogres. */
  private static Arena coven() {
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("ogre", "ogre");
    monsters.put("urk", "ogre");
    Arena arena = Arena.of(List.of("wizard", "cleric", "druid"), monsters);
    arena.at("bram", 2, 2).at("cora", 2, 8).at("dain", 2, 14);
    return arena.at("ogre", 12, 2).at("urk", 16, 16);
  }

  private Node areas() {
    return arena.table.document().at("maps", "inn", "d20", "areas");
  }

  private Node drawings() {
    return arena.table.document().at("maps", "inn", "drawings");
  }

  private Node token(String actor) {
    return arena.table.document().at("maps", "inn", "tokens", Arena.token(actor));
  }

  private static Cast aimed(String who, String spell, double x, double y) {
    return new Cast(ref(who), spell, 0, List.of(), Optional.of(new Point(x, y)), false);
  }

  @Test
  void aWebStandsOnTheMapAndHoldsWhoWalksIntoIt() {
    arena.begins(20, 15, 10, 5, 3);
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    assertEquals(1, areas().size());
    assertEquals(1, drawings().size(), "everyone at the map sees where it is");
    Node seen = arena.table.seat("ben").view().at("maps", "inn");
    assertEquals(
        "rectangle", seen.at("drawings").children().findFirst().orElseThrow().at("kind").asText());
    assertEquals(
        List.of("shown"),
        List.copyOf(seen.at("d20", "areas").children().findFirst().orElseThrow().keys()));
    assertEquals(List.of(), arena.lasts("ogre"), "as it is cast it holds nobody");
    arena.until("ogre");
    arena.table.dice(2);
    arena.moves("gm", "ogre", 9, 2).applied();
    assertEquals(List.of("Webbed"), arena.lasts("ogre"));
    assertEquals(11.5, token("ogre").at("x").asDouble(), "it is stopped where the web begins");
  }

  @Test
  void whoIsHeldTearsFreeWithACheckAndTheWebTakesAllAlongAsItEnds() {
    arena.at("ogre", 10, 2).at("urk", 11, 2).begins(20, 15, 10, 5, 3);
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    arena.until("dain");
    arena.table.dice(2);
    arena.until("ogre");
    assertEquals(List.of("Webbed"), arena.lasts("ogre"));
    Acts.Act tear = new Acts.Act(ref("ogre"), Acts.What.ESCAPE, Optional.empty(), false);
    arena.table.dice(19);
    arena.does("gm", tear).applied();
    assertEquals(List.of(), arena.lasts("ogre"));
    arena.table.dice(2);
    arena.ends();
    assertEquals(List.of("Webbed"), arena.lasts("urk"));
    arena.does("ada", new LetGo(ref("bram"))).applied();
    assertEquals(List.of(), arena.lasts("urk"));
    assertEquals(0, areas().size());
    assertEquals(0, drawings().size());
  }

  @Test
  void webbedGroundCostsTwice() {
    arena.at("ogre", 13, 2).begins(20, 15, 10, 5, 3);
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    arena.until("ogre");
    arena.table.dice(20);
    arena.moves("gm", "ogre", 10, 2).applied();
    assertEquals(5 + 10 + 10, arena.combatant("ogre").at("d20", "moved").asInt());
  }

  @Test
  void aMoonbeamBurnsWhoBeginsTheirTurnThereAndIsMovedWithAnAction() {
    arena.begins(5, 4, 20, 10, 3);
    arena.does("cyd", aimed("dain", "moonbeam", 12.5, 2.5)).applied();
    assertEquals(59, arena.hp("ogre"), "it falls on nobody as it comes");
    arena.table.dice(6, 7, 2);
    arena.ends();
    assertEquals(59 - 13, arena.hp("ogre"));
    arena.until("dain");
    arena.does("cyd", new Steer(ref("dain"), new Point(16.5, 16.5), "")).refused("too-far");
    arena.does("cyd", new Steer(ref("dain"), new Point(16.5, 12.5), "")).applied();
    arena.does("cyd", new Steer(ref("dain"), new Point(16.5, 16.5), "")).refused("no-action-left");
    assertEquals(16.5, areas().children().findFirst().orElseThrow().at("x").asDouble());
    Node drawing = drawings().children().findFirst().orElseThrow();
    assertEquals(15.5, drawing.at("points", "0", "x").asDouble(), 1e-6);
  }

  @Test
  void whoComesInIsCaughtOnceATurn() {
    arena.begins(5, 4, 20, 10, 3);
    arena.does("cyd", aimed("dain", "moonbeam", 9.5, 2.5)).applied();
    arena.ends();
    arena.table.dice(1, 1, 20);
    arena.moves("gm", "ogre", 9, 2).applied();
    assertEquals(59 - 1, arena.hp("ogre"));
    arena.moves("gm", "ogre", 12, 2).applied();
    arena.moves("gm", "ogre", 9, 2).applied();
    assertEquals(59 - 1, arena.hp("ogre"), "only the first time on a turn");
    arena.until("dain");
    arena.table.dice(1, 1, 20);
    arena.moves("gm", "urk", 9, 3).applied();
    assertEquals(59 - 1, arena.hp("urk"), "also when it is moved on somebody else's turn");
  }

  @Test
  void spiritGuardiansGoWithTheirCasterAndSpareFriends() {
    arena.at("ogre", 4, 8).at("bram", 3, 8).begins(5, 20, 4, 10, 3);
    Cast guardians =
        new Cast(ref("cora"), "spirit-guardians", 0, List.of(), Optional.empty(), false);
    arena.does("ben", guardians).applied();
    assertEquals(59, arena.hp("ogre"));
    arena.table.dice(4, 4, 4, 1);
    arena.ends();
    assertEquals(59 - 12, arena.hp("ogre"));
    arena.until("bram");
    assertEquals(arena.now("bram").at("max").asInt(), arena.hp("bram"));
    double before =
        drawings().children().findFirst().orElseThrow().at("points", "0", "y").asDouble();
    arena.moves("gm", "cora", 2, 10).applied();
    double after =
        drawings().children().findFirst().orElseThrow().at("points", "0", "y").asDouble();
    assertEquals(2, after - before, 1e-6);
    arena.until("ogre");
    assertEquals(List.of(), arena.lasts("ogre"));
  }

  @Test
  void greaseIsSlipperyForAMinuteWithoutConcentration() {
    arena.at("ogre", 10, 2).begins(20, 15, 10, 5, 3);
    arena.table.dice(1);
    arena.does("ada", aimed("bram", "grease", 10, 2)).applied();
    assertEquals(List.of("Prone"), arena.lasts("ogre"));
    assertEquals("", arena.now("bram").at("concentration", "spell").asText(""));
    arena.until("ogre");
    Acts.Act up = new Acts.Act(ref("ogre"), Acts.What.STAND, Optional.empty(), false);
    arena.does("gm", up).applied();
    arena.table.dice(1);
    arena.ends();
    assertEquals(List.of("Prone"), arena.lasts("ogre"), "who ends a turn there slips");
    arena.moves("gm", "ogre", 16, 2).applied();
    for (int i = 0; i < 9; i++) {
      arena.until("bram");
      assertEquals(1, areas().size(), "round " + i);
      arena.ends();
    }
    arena.until("bram");
    assertEquals(0, areas().size());
    assertEquals(List.of("Prone"), arena.lasts("ogre"), "nobody gets up because the fat dries");
  }

  @Test
  void inFogNobodySeesAnybody() {
    arena.at("ogre", 3, 2).begins(20, 15, 10, 5, 3);
    arena.does("ada", aimed("bram", "fog-cloud", 3, 2)).applied();
    arena.until("ogre");
    AttackWith club =
        new AttackWith(ref("ogre"), ref("bram"), "greatclub", Edge.ADVANTAGE, "", false);
    arena.table.dice(2);
    arena
        .does("gm", club)
        .applied(); // one die: who is not seen cancels what the attacker cannot see
    arena.moves("gm", "ogre", 6, 2).applied(); // nobody strikes at whom they do not see
    assertEquals(59, arena.hp("ogre"));
  }

  @Test
  void aWallStandsAcrossTheWay() {
    arena.at("bram", 2, 10);
    arena.table.given("/actors/bram/d20/block/casting/innate", Map.of("wall-of-fire", 0));
    arena.at("ogre", 10, 5).at("urk", 13, 10).begins(20, 15, 10, 5, 3);
    arena.table.dice(1, 1, 1, 1, 1, 20);
    arena
        .does(
            "ada",
            new Cast(
                ref("bram"),
                "wall-of-fire",
                0,
                List.of(),
                Optional.of(new Point(10.5, 10.5)),
                false))
        .applied();
    assertEquals(59 - 2, arena.hp("ogre"), "it reaches six cells up and down");
    assertEquals(59, arena.hp("urk"));
    arena.until("urk");
    arena.table.dice(2, 2, 2, 2, 2, 1);
    arena.moves("gm", "urk", 8, 10).applied();
    assertEquals(59 - 10, arena.hp("urk"), "who goes through it burns");
    assertEquals("freehand", drawings().children().findFirst().orElseThrow().at("kind").asText());
  }

  @Test
  void anAreaIsInThePastAsItWasAndGoesBackWithIt() {
    arena.at("ogre", 10, 2).begins(20, 15, 10, 5, 3);
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    long then = arena.table.version();
    String place = areas().value().toString();
    arena.until("dain");
    arena.table.dice(2);
    arena.until("ogre");
    arena.does("ada", new LetGo(ref("bram"))).applied();
    assertEquals(0, areas().size());
    Node past = arena.table.documentAt(then);
    assertEquals(place, past.at("maps", "inn", "d20", "areas").value().toString());
    assertEquals(1, past.at("maps", "inn", "drawings").size());
  }

  @Test
  void whoWipesTheDrawingAwayEndsTheSpell() {
    arena.begins(20, 15, 10, 5, 3);
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    String key = drawings().keys().iterator().next();
    arena.does("gm", new DrawingRemove(List.of(new DrawingRef("inn", key)))).applied();
    assertEquals(0, areas().size());
    assertFalse(arena.now("bram").at("concentration").exists());
  }

  @Test
  void whatAHiddenCasterMakesIsNotShown() {
    arena.table.given("/actors/bram/hidden", true);
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    assertEquals(1, areas().size());
    assertEquals(0, drawings().size());
  }

  @Test
  void outsideOfFightsAreasEndAsTimePasses() {
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    arena.does("gm", new Rests.Pass(59)).applied();
    assertEquals(1, areas().size());
    arena.does("gm", new Rests.Pass(1)).applied();
    assertEquals(0, areas().size());
    assertFalse(arena.now("bram").at("concentration").exists());
  }

  @Test
  void whereTheClockOnTheWallCountsTheyEndByIt() {
    arena.table.given("/campaign/settings/d20", Map.of("wallClock", true));
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    arena.table.pass(Duration.ofMinutes(59));
    assertEquals(1, areas().size());
    arena.table.pass(Duration.ofMinutes(2));
    assertEquals(0, areas().size());
    assertEquals(0, drawings().size());
  }

  @Test
  void anAreaOfOnesOwnDoesWhatItsSheetSays() {
    Map<String, Object> power = new LinkedHashMap<>();
    power.put("name", "Thorns");
    power.put("range", 60);
    power.put("area", Map.of("kind", "cube", "size", 5));
    power.put("damage", List.of(Map.of("dice", "4d4", "type", "slashing")));
    power.put("stays", Map.of("acts", List.of("enter", "start"), "rounds", 10));
    arena.table.given("/actors/bram/d20/block/powers/thorns", power);
    arena.at("ogre", 10, 2).begins(20, 15, 10, 5, 3);
    Optional<Point> there = Optional.of(new Point(10.5, 2.5));
    arena.does("ada", new Use(ref("bram"), "thorns", List.of(), there)).applied();
    assertEquals(59, arena.hp("ogre"));
    arena.until("dain");
    arena.table.dice(1, 2, 3, 4);
    arena.until("ogre");
    assertEquals(59 - 10, arena.hp("ogre"), "without a save");
  }

  @Test
  void anotherSpellToHoldEndsTheArea() {
    arena.does("ada", aimed("bram", "web", 10, 2)).applied();
    arena.does("ada", aimed("bram", "fog-cloud", 10, 2)).applied();
    assertEquals("Fog Cloud", areas().children().findFirst().orElseThrow().at("name").asText());
    assertEquals(1, areas().size());
  }

  @Test
  void magicIsDispelledOnSomebodyOrAtAPlace() {
    arena.at("cora", 4, 2).at("dain", 5, 2);
    arena
        .does(
            "ben",
            new Cast(ref("cora"), "shield-of-faith", 0, refs("dain"), Optional.empty(), false))
        .applied();
    assertEquals(List.of("Shield of Faith"), arena.lasts("dain"));
    arena
        .does(
            "ada", new Cast(ref("bram"), "dispel-magic", 3, refs("dain"), Optional.empty(), false))
        .applied();
    assertEquals(List.of(), arena.lasts("dain"));
    arena.does("cyd", aimed("dain", "fog-cloud", 10, 2)).applied();
    assertEquals(1, areas().size());
    arena.does("ben", aimed("cora", "dispel-magic", 9, 3)).applied();
    assertEquals(0, areas().size());
    assertTrue(arena.hp("ogre") > 0);
  }
}

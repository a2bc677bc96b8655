package io.tablekeep.plugin.fate;

import static io.tablekeep.plugin.fate.FateTable.attack;
import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.plugin.fate.scene.Handing;
import io.tablekeep.plugin.fate.scene.Moves;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.token.TokensMove;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.TestTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Zones instead of a grid: bar, stairs (a fence before them) and loft, in a row. */
class ZonesTest {
  private static final MapRef INN = new MapRef("inn");
  private static final TokenRef TOKEN = new TokenRef("inn", "t1");

  private final FateTable fate = new FateTable();
  private final TestTable table = fate.table;
  private String bar = "";
  private String stairs = "";
  private String loft = "";

  @BeforeEach
  void draw() {
    table.given("/campaign/settings/fate/invoking", "never");
    bar = zone("Bar", 0);
    stairs = zone("Stairs", 5);
    loft = zone("Loft", 10);
    link(bar, stairs, 0);
    link(stairs, loft, 3);
  }

  @AfterEach
  void close() {
    table.close();
  }

  private String zone(String name, int x) {
    table.when("gm", new Moves.Draw(INN, Optional.empty(), name, x, 0, 5, 20)).applied();
    return table
        .document()
        .at("maps", "inn", "fate", "zones")
        .children()
        .filter(one -> one.at("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .key();
  }

  private void link(String from, String to, int difficulty) {
    table.when("gm", new Moves.Link(INN, from, to, "", difficulty, false)).applied();
  }

  private static Moves.Move move(String zone, Optional<String> skill) {
    return new Moves.Move(TOKEN, zone, skill);
  }

  private Node token() {
    return table.document().at(TOKEN.pointer());
  }

  private void fight() {
    table
        .when("gm", new Handing.Conflict("Brawl", Optional.of(INN), List.of(BRAM, CORA), BRAM))
        .applied();
  }

  @Test
  void theNextZoneIsForNothingOnceATurn() {
    fight();
    table.when("ada", move(stairs, Optional.empty())).applied();
    assertEquals(5.5, token().at("x").asDouble());
    table.when("ada", move(bar, Optional.empty())).refused("takes-a-roll");
    table.when("ada", move(stairs, Optional.empty())).refused("already-there");
  }

  @Test
  void aBorderTakesARoll() {
    fight();
    table.when("ada", move(stairs, Optional.empty())).applied();
    table.when("ada", move(loft, Optional.empty())).refused("takes-a-roll");
    fate.fudge(1);
    table.when("ada", move(loft, Optional.of("Athletics"))).applied();
    assertEquals(10.5, token().at("x").asDouble());
    fate.fudge();
    table.when("ada", move(stairs, Optional.of("Athletics"))).refused("acted");
  }

  @Test
  void aRollThatFailsLeavesOneWhereOneIs() {
    fight();
    fate.fudge(-4);
    table.when("ada", move(loft, Optional.of("Athletics"))).applied();
    assertEquals(1.5, token().at("x").asDouble());
  }

  @Test
  void twoZonesAreTwiceTheWay() {
    fight();
    table.when("ada", move(loft, Optional.empty())).refused("takes-a-roll");
    fate.fudge(0);
    table.when("ada", move(loft, Optional.of("Athletics"))).applied();
    assertEquals(10.5, token().at("x").asDouble());
  }

  @Test
  void outsideAConflictNobodyCounts() {
    table
        .when("ada", move(stairs, Optional.empty()))
        .applied()
        .when("ada", move(bar, Optional.empty()))
        .applied();
  }

  @Test
  void aTokenThatIsDraggedGoesByTheSameRules() {
    table.when("ada", new TokenMove(TOKEN, new Point(12, 3))).applied();
    table.when("ada", new TokenMove(TOKEN, new Point(1.5, 1.5))).applied();
    fight();
    table
        .when("ada", new TokenMove(TOKEN, new Point(3, 3)))
        .applied()
        .when("ada", new TokenMove(TOKEN, new Point(12, 3)))
        .refused("takes-a-roll")
        .when("ada", new TokenMove(TOKEN, new Point(6, 3)))
        .applied()
        .when("ada", new TokensMove(List.of(new TokensMove.Move(TOKEN, new Point(3, 3)))))
        .refused("takes-a-roll")
        .when("gm", new TokenMove(TOKEN, new Point(12, 3)))
        .applied();
  }

  @Test
  void nobodyLeavesTheZoneOutOfTurn() {
    fight();
    TokenRef other = new TokenRef("inn", "t2");
    table.when("ben", new Moves.Move(other, stairs, Optional.empty())).refused("not-your-turn");
    table.when("ben", new TokenMove(other, new Point(6, 3))).refused("not-your-turn");
    table.when("ben", new TokenMove(other, new Point(4, 4))).applied();
  }

  @Test
  void whoIsTooFarAwayIsOutOfReach() {
    table.given("/maps/inn/tokens/t2/x", 6);
    fight();
    table.when("ada", attack(BRAM, CORA, "Fight")).refused("too-far");
    table.when("ada", attack(BRAM, CORA, "Shoot")).pending();
  }

  @Test
  void zonesComeAndGo() {
    table.when("gm", new Moves.Erase(INN, stairs)).applied();
    assertFalse(table.document().at("maps", "inn", "fate", "zones", bar, "to", stairs).exists());
    table
        .when("ada", move(loft, Optional.empty()))
        .refused("no-way")
        .when("ada", move(stairs, Optional.empty()))
        .refused("no-such-zone")
        .when("gm", new Moves.Draw(INN, Optional.of(stairs), "Stairs", 0, 0, 1, 1))
        .refused("no-such-zone")
        .when("gm", new Moves.Link(INN, bar, bar, "", 0, false))
        .refused("same-zone")
        .when("gm", new Moves.Draw(INN, Optional.of(bar), "Taproom", 0, 0, 4, 4))
        .applied()
        .seenBy("ada", "/maps/inn/fate/zones/" + bar + "/name", "Taproom");
    table.when("gm", new Moves.Link(INN, bar, loft, "", 0, true)).applied();
  }
}

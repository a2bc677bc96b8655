package io.tablekeep.plugin.fate;

import static io.tablekeep.plugin.fate.FateTable.attack;
import static io.tablekeep.plugin.fate.FateTable.defends;
import static io.tablekeep.plugin.fate.FateTable.overcome;
import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static io.tablekeep.testkit.TestTable.WOLF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.fate.economy.Points;
import io.tablekeep.plugin.fate.scene.Handing;
import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterPause;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import io.tablekeep.testkit.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns that are handed on, in the table's own encounters. */
class TurnsTest {
  private final FateTable fate = new FateTable();
  private final TestTable table = fate.table;

  @BeforeEach
  void nobodyInvokes() {
    table.given("/campaign/settings/fate/invoking", "never");
  }

  @AfterEach
  void close() {
    table.close();
  }

  private EncounterRef conflict() {
    return new EncounterRef(fate.encounter().key());
  }

  private void next(String who, io.tablekeep.sdk.model.ActorRef to) {
    table.when(who, new Handing.Next(fate.of(to))).applied();
    assertEquals(to.id(), fate.turn());
  }

  @Test
  void whoeverHasActedNamesWhoIsNextUntilEveryoneHas() {
    fate.conflict(BRAM);
    assertEquals("bram", fate.turn());
    next("ada", WOLF);
    next("gm", CORA);
    assertEquals(1, fate.encounter().at("round").asInt());
    next("ben", CORA);
    assertEquals(2, fate.encounter().at("round").asInt());
    next("ben", BRAM);
  }

  @Test
  void nobodyActsTwiceInARound() {
    fate.conflict(BRAM);
    next("ada", CORA);
    table.when("ben", new Handing.Next(fate.of(BRAM))).refused("acted");
    table.when("ben", new Handing.Next(fate.of(CORA))).refused("acted");
    table.when("gm", new TurnSet(fate.of(BRAM))).refused("acted");
  }

  @Test
  void nobodyHandsOnAnothersTurn() {
    fate.conflict(BRAM);
    table.when("ben", new Handing.Next(fate.of(CORA))).refused("not-your-turn");
  }

  @Test
  void oneActsOnesOwnTurnOnce() {
    fate.conflict(BRAM);
    fate.fudge(0);
    table
        .when("ada", overcome(BRAM, "Fight", 2))
        .answered("gm", "difficulty", Map.of("against", 2))
        .applied()
        .when("ada", overcome(BRAM, "Fight", 2))
        .refused("acted")
        .when("ben", overcome(CORA, "Fight", 2))
        .refused("not-your-turn");
  }

  @Test
  void theTablesEndOfTurnAsksWhoIsNext() {
    fate.conflict(BRAM);
    table
        .when("ada", new TurnEnd(conflict()))
        .answered("ada", "next", Map.of("next", "Wolf"))
        .applied()
        .heardBy("ben", "Wolf acts next.");
    assertEquals("wolf", fate.turn());
    table.when("gm", new TurnEnd(conflict())).applied();
    assertEquals("cora", fate.turn());
    table.when("ada", new TurnEnd(conflict())).refused("not-your-turn");
  }

  @Test
  void orderAndInitiativeAreNotOfThisGame() {
    fate.conflict(BRAM);
    table
        .when("ada", new CombatantDelay(fate.of(BRAM), Optional.empty()))
        .refused("no-order")
        .when("ada", new InitiativeRoll(List.of(fate.of(BRAM)), "1d20"))
        .refused("no-order")
        .when("gm", new TurnBack(conflict()))
        .refused("no-way-back");
  }

  @Test
  void whoeverIsHiddenShowsThemselvesByActing() {
    table
        .when(
            "gm", new Handing.Conflict("Ambush", Optional.empty(), List.of(BRAM, CORA, WOLF), BRAM))
        .applied();
    next("ada", CORA);
    assertFalse(table.seat("ada").view().at("actors", "wolf").exists());
    next("ben", BRAM);
    assertEquals(2, fate.encounter().at("round").asInt());
    table.when("gm", new Handing.Next(fate.of(WOLF))).applied();
    assertEquals("wolf", fate.turn());
    assertTrue(table.seat("ada").view().at("actors", "wolf", "name").exists());
  }

  @Test
  void fullDefenceHelpsUntilTheNextTurn() {
    fate.conflict(BRAM);
    table.when("ada", new Handing.Defend(BRAM)).applied();
    table.when("ada", new Handing.Defend(BRAM)).refused("acted");
    next("ada", CORA);
    fate.fudge(0, 0);
    table
        .when("ben", attack(CORA, BRAM, "Will"))
        .answered("ada", "defend", defends("Physique"))
        .applied();
    // Will 2 against Physique 1 and 2 for defending.
    assertFalse(fate.sheet("bram").at("stress", "physical", "0").asBoolean());
    next("ben", WOLF);
    next("gm", BRAM);
    assertFalse(table.document().at(fate.of(BRAM).pointer()).at("fate", "full").asBoolean(false));
  }

  @Test
  void whoIsTakenOutIsOutOfTheOrder() {
    fate.conflict(BRAM);
    table.given("/actors/cora/fate/slots", Map.of());
    table.given("/actors/cora/fate/stress/physical", List.of());
    fate.fudge(0, 0);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "doom", Map.of("what", "Asleep."))
        .applied();
    assertEquals(2, fate.encounter().at("order").size());
    assertEquals("bram", fate.turn());
  }

  @Test
  void whoConcedesIsPaidForIt() {
    fate.conflict(BRAM);
    String id = fate.encounter().key();
    table.given("/actors/bram/fate/consequences/mild", Map.of("name", "Bruised", "conflict", id));
    table
        .when("ada", new Points.Concede(BRAM, "He limps away."))
        .applied()
        .then("/actors/bram/fate/owed", 2)
        .then("/actors/bram/fate/out/conceded", true)
        .heardBy("ben", "Bram concedes. He limps away.");
    assertTrue(List.of("cora", "wolf").contains(fate.turn()));
    table
        .when("gm", new EncounterEnd(conflict()))
        .applied()
        .then("/actors/bram/fate/points", 5)
        .then("/actors/bram/fate/owed", 0);
  }

  @Test
  void oneConcedesBeforeTheDiceFall() {
    fate.conflict(BRAM);
    fate.fudge(0, 0);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .applied();
    table.when("ben", new Points.Concede(CORA, "")).refused("too-late");
    table.seat("ben").answer("absorb", FateTable.absorbs(List.of(2), Map.of()));
    table.when("ben", new Points.Concede(CORA, "")).applied();
  }

  @Test
  void withoutAConflictThereIsNothingToConcede() {
    table.when("ada", new Points.Concede(BRAM, "")).refused("no-conflict");
    table.when("ada", new Handing.Defend(BRAM)).refused("no-conflict");
  }

  @Test
  void theTurnOfWhoIsRemovedGoesToWhoWaits() {
    fate.conflict(BRAM);
    next("ada", CORA);
    table.when("gm", new CombatantRemove(List.of(fate.of(CORA)))).applied();
    assertEquals("wolf", fate.turn());
    table.when("gm", new CombatantRemove(List.of(fate.of(WOLF)))).applied();
    assertEquals("bram", fate.turn());
    assertEquals(2, fate.encounter().at("round").asInt());
  }

  @Test
  void whoeverJoinsAConflictThatAllHaveLeftIsOn() {
    fate.conflict(BRAM);
    table
        .when("gm", new CombatantRemove(List.of(fate.of(BRAM), fate.of(CORA), fate.of(WOLF))))
        .applied();
    assertFalse(fate.encounter().at("turn").exists());
    table
        .when("gm", new CombatantAdd(conflict(), CORA, Optional.empty(), Optional.empty(), false))
        .applied();
    assertEquals("cora", fate.turn());
  }

  @Test
  void aConflictPausesAndGoesOn() {
    fate.conflict(BRAM);
    EncounterRef id = conflict();
    table.when("gm", new EncounterPause(id)).applied();
    assertFalse(table.document().at("fate", "conflict").exists());
    fate.fudge(0);
    table.when("gm", overcome(WOLF, "Fight", 0)).applied();
    table.when("gm", new EncounterStart(id)).applied();
    assertEquals("bram", fate.turn());
  }

  @Test
  void thereIsOneConflictAtATime() {
    fate.conflict(BRAM);
    table
        .when("gm", new Handing.Conflict("Another", Optional.empty(), List.of(BRAM), BRAM))
        .refused("conflict-on")
        .when("gm", new Scenes.NextScene(""))
        .refused("conflict-on");
  }
}

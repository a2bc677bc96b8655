package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.RichTable.ADA;
import static io.tablekeep.engine.table.RichTable.BEN;
import static io.tablekeep.engine.table.RichTable.GM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterPause;
import io.tablekeep.sdk.model.action.encounter.EncounterRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.action.encounter.InitiativeSet;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Turns of the brawl: bram (k1) 15, the hidden wolf (k3) 13, ilse (k2) 12, the host (k4) without
 * initiative; round 2, bram's turn.
 */
class EncounterActionsTest {
  private static final EncounterRef BRAWL = new EncounterRef("brawl");
  private static final ActorRef WOLF = new ActorRef("wolf");

  private final Desk desk = new Desk();

  private static CombatantRef in(String key) {
    return new CombatantRef("brawl", key);
  }

  private Object turn() {
    return desk.at("/encounters/brawl/turn");
  }

  @Test
  void theTurnPassesThroughTheWholeOrderAndBack() {
    assertEquals("not-your-turn", desk.code(BEN, new TurnEnd(BRAWL)));
    assertEquals("ok", desk.code(ADA, new TurnEnd(BRAWL)));
    assertEquals("k3", turn());
    assertEquals("not-your-turn", desk.code(ADA, new TurnEnd(BRAWL)));
    desk.act(GM, new TurnEnd(BRAWL));
    assertEquals("k2", turn());
    assertEquals("ok", desk.code(BEN, new TurnEnd(BRAWL)));
    desk.act(GM, new TurnEnd(BRAWL));
    assertEquals("k1", turn());
    assertEquals(3L, desk.at("/encounters/brawl/round"));
    assertEquals(false, desk.at("/encounters/brawl/order/k2/acted"));
    desk.act(GM, new TurnBack(BRAWL));
    assertEquals("k4", turn());
    assertEquals(2L, desk.at("/encounters/brawl/round"));
    assertEquals(true, desk.at("/encounters/brawl/order/k2/acted"));
    desk.act(GM, new TurnSet(in("k2")));
    assertEquals("k2", turn());
  }

  @Test
  void beforeTheFirstTurnThereIsNone() {
    desk.act(GM, new EncounterEnd(BRAWL));
    desk.act(GM, new EncounterStart(new EncounterRef("chase")));
    assertEquals("first-turn /encounter", desk.code(GM, new TurnBack(new EncounterRef("chase"))));
    assertEquals("not-active /encounter", desk.code(GM, new TurnBack(BRAWL)));
    assertEquals("not-active /encounter", desk.code(ADA, new TurnEnd(BRAWL)));
  }

  @Test
  void encountersBeginPauseAndEndAndTheSessionPointsToTheOneThatRuns() {
    assertEquals("already-active /encounter", desk.code(GM, new EncounterStart(BRAWL)));
    assertEquals("ok", desk.code(GM, new EncounterPause(BRAWL)));
    assertNull(desk.at("/currentSession/activeEncounterId"));
    assertEquals("not-active /encounter", desk.code(GM, new EncounterPause(BRAWL)));
    EncounterRef ambush = new EncounterRef("ambush");
    assertNull(desk.sees(ADA, "/encounters/ambush"));
    assertEquals("ok", desk.code(GM, new EncounterStart(ambush)));
    assertEquals("ambush", desk.at("/currentSession/activeEncounterId"));
    assertEquals("k1", desk.at("/encounters/ambush/turn"));
    assertEquals(1L, desk.at("/encounters/ambush/round"));
    assertEquals("ok", desk.code(GM, new EncounterEnd(ambush)));
    assertEquals("encounter-over /encounter", desk.code(GM, new EncounterStart(ambush)));
    assertEquals("ok", desk.code(GM, new EncounterStart(BRAWL)));
    assertEquals("k1", turn());
    desk.act(GM, new EncounterRemove(BRAWL));
    assertNull(desk.at("/currentSession/activeEncounterId"));
  }

  @Test
  void whoLeavesOnTheirTurnGivesItToTheNextWhoStays() {
    assertEquals("ok", desk.code(GM, new CombatantRemove(List.of(in("k1"), in("k3")))));
    assertEquals("k2", turn());
    desk.act(GM, new TurnEnd(BRAWL));
    assertEquals("k4", turn());
    desk.act(GM, new CombatantRemove(List.of(in("k4"))));
    assertEquals("k2", turn());
    assertEquals(3L, desk.at("/encounters/brawl/round"));
    desk.act(GM, new ActorRemove(new ActorRef("ilse")));
    assertNull(turn());
    assertEquals("nobody-takes-part /encounter", desk.code(GM, new TurnEnd(BRAWL)));
    assertEquals(
        "other-encounter /combatants/1",
        desk.code(
            GM,
            new CombatantRemove(
                List.of(new CombatantRef("chase", "k2"), new CombatantRef("past", "k1")))));
  }

  @Test
  void whoeverJoinsOrRollsLeavesTheTurnWhereItIs() {
    desk.act(
        GM,
        new CombatantAdd(BRAWL, new ActorRef("seer"), Optional.empty(), Optional.of(99.0), false));
    assertEquals("k1", turn());
    desk.act(GM, new InitiativeSet(in("k2"), Optional.of(50.0)));
    assertEquals("k1", turn());
    assertEquals("ok", desk.code(ADA, new InitiativeRoll(List.of(in("k1")), "1d20+2")));
    assertEquals("k1", turn());
    assertEquals(
        "no-such-thing /combatants/0",
        desk.code(ADA, new InitiativeRoll(List.of(in("k2")), "1d20")));
    assertEquals(
        "twice /combatants/1",
        desk.code(GM, new InitiativeRoll(List.of(in("k2"), in("k2")), "1d20")));
    desk.act(GM, new InitiativeSet(in("k2"), Optional.empty()));
    assertNull(desk.at("/encounters/brawl/order/k2/initiative"));
  }

  @Test
  void theDiceOfHiddenCombatantsAreForTheGmAlone() {
    int before = ((JsonObject) desk.sees(ADA, "/dice")).size();
    desk.act(GM, new InitiativeRoll(List.of(in("k3"), in("k4")), "1d20"));
    assertEquals(before + 1, ((JsonObject) desk.sees(ADA, "/dice")).size());
    assertTrue(desk.at("/encounters/brawl/order/k3/initiative") instanceof Long);
  }

  @Test
  void whoWaitsActsAfterAnotherAndTellsNothingOfWhoIsHidden() {
    assertEquals("not-your-turn", desk.code(BEN, new CombatantDelay(in("k2"), Optional.empty())));
    assertEquals(
        "not-after /after", desk.code(ADA, new CombatantDelay(in("k1"), Optional.of(in("k1")))));
    assertEquals(
        "no-such-thing /after",
        desk.code(ADA, new CombatantDelay(in("k1"), Optional.of(in("k3")))));
    assertEquals("ok", desk.code(ADA, new CombatantDelay(in("k1"), Optional.of(in("k2")))));
    assertEquals("k3", turn());
    // Ilse has 12 and nobody who is seen comes after her: one less, whatever the wolf has.
    assertEquals(11L, desk.at("/encounters/brawl/order/k1/initiative"));
    assertEquals(false, desk.at("/encounters/brawl/order/k1/acted"));
  }

  @Test
  void theKeyOfANewcomerSaysNothingOfTheOthers() {
    desk.act(
        GM,
        new CombatantAdd(BRAWL, new ActorRef("wolf"), Optional.empty(), Optional.empty(), true));
    JsonObject order = (JsonObject) desk.at("/encounters/brawl/order");
    assertEquals(5, order.size());
    assertNotEquals("wolf", order.get("wolf"));
    assertEquals(3, ((JsonObject) desk.sees(ADA, "/encounters/brawl/order")).size());
  }

  @Test
  void whileSomebodyHiddenIsOnTheTurnLooksAsIfTheyWereNotThere() {
    assertEquals("ok", desk.code(ADA, new TurnEnd(BRAWL)));
    assertEquals("k3", turn());
    assertEquals("k3", desk.sees(GM, "/encounters/brawl/turn"));
    assertEquals("k2", desk.sees(ADA, "/encounters/brawl/turn"));
    Object before = desk.sees(ADA, "");
    desk.act(GM, new TurnEnd(BRAWL));
    assertEquals("k2", turn());
    assertEquals(before, desk.sees(ADA, ""));
    desk.act(GM, new TurnBack(BRAWL));
    assertEquals("k3", turn());
    assertEquals(before, desk.sees(ADA, ""));
  }

  @Test
  void whoeverIsShownToBeOnMayEndTheirTurnWhileSomebodyHiddenIs() {
    desk.act(ADA, new TurnEnd(BRAWL));
    assertEquals("k3", turn());
    assertEquals("not-your-turn", desk.code(ADA, new TurnEnd(BRAWL)));
    assertEquals("ok", desk.code(BEN, new TurnEnd(BRAWL)));
    assertEquals("k4", turn());
    assertEquals(true, desk.at("/encounters/brawl/order/k2/acted"));
    assertEquals(true, desk.at("/encounters/brawl/order/k3/acted"));
  }

  @Test
  void aHiddenTurnAtTheEndOfARoundLooksLikeTheNextRound() {
    desk.act(GM, new InitiativeSet(in("k3"), Optional.of(-5.0)));
    desk.act(GM, new InitiativeSet(in("k4"), Optional.of(2.0)));
    desk.act(GM, new TurnSet(in("k4")));
    desk.act(GM, new TurnEnd(BRAWL));
    assertEquals("k3", turn());
    assertEquals(2L, desk.at("/encounters/brawl/round"));
    Object before = desk.sees(BEN, "/encounters/brawl");
    assertEquals("k1", desk.sees(BEN, "/encounters/brawl/turn"));
    assertEquals(3L, desk.sees(BEN, "/encounters/brawl/round"));
    assertEquals(false, desk.sees(BEN, "/encounters/brawl/order/k4/acted"));
    Desk other = new Desk(desk.root(), 2);
    other.act(GM, new TurnEnd(BRAWL));
    assertEquals(before, other.sees(BEN, "/encounters/brawl"));
    assertEquals("ok", desk.code(ADA, new TurnEnd(BRAWL)));
    assertEquals("ok", other.code(ADA, new TurnEnd(BRAWL)));
    assertEquals("k2", turn());
    assertEquals(3L, desk.at("/encounters/brawl/round"));
    assertEquals(other.sees(BEN, "/encounters/brawl"), desk.sees(BEN, "/encounters/brawl"));
  }

  @Test
  void theEndOfAnEncounterTellsNothingOfAHiddenTurn() {
    desk.act(GM, new InitiativeSet(in("k3"), Optional.of(-5.0)));
    desk.act(GM, new InitiativeSet(in("k4"), Optional.of(2.0)));
    desk.act(GM, new TurnSet(in("k4")));
    desk.act(GM, new TurnEnd(BRAWL));
    Desk other = new Desk(desk.root(), 2);
    other.act(GM, new TurnEnd(BRAWL));
    desk.act(GM, new EncounterEnd(BRAWL));
    other.act(GM, new EncounterEnd(BRAWL));
    assertEquals(other.sees(ADA, "/encounters/brawl"), desk.sees(ADA, "/encounters/brawl"));
  }

  @Test
  void withNobodyToBeSeenItIsAsIfNobodyTookPart() {
    desk.act(GM, new CombatantRemove(List.of(in("k1"), in("k2"), in("k4"))));
    assertEquals("k3", turn());
    assertNull(desk.sees(ADA, "/encounters/brawl/turn"));
    assertEquals("nobody-takes-part /encounter", desk.code(ADA, new TurnEnd(BRAWL)));
    desk.act(GM, new CombatantRemove(List.of(in("k3"))));
    assertEquals("nobody-takes-part /encounter", desk.code(ADA, new TurnEnd(BRAWL)));
  }

  @Test
  void whoWaitsTellsNothingOfThoseWhoseActorIsHidden() {
    desk.act(GM, new CombatantAdd(BRAWL, WOLF, Optional.empty(), Optional.of(11.5), false));
    assertEquals("ok", desk.code(ADA, new CombatantDelay(in("k1"), Optional.of(in("k2")))));
    assertEquals(11L, desk.at("/encounters/brawl/order/k1/initiative"));
  }
}

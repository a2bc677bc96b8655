package io.tablekeep.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.runtime.sim.RuleFate;
import io.tablekeep.sdk.state.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Changes that no seat sends stand in the same line as actions, and answer as late. */
class AmendmentTest {
  private static CompletableFuture<Receipt> nothing(Hall hall) {
    return hall.campaign.amend("import.test", Map.of(), Changes.none());
  }

  @Test
  void whatChangesNothingIsToldWhenWhatItReadIsDurable() {
    Hall hall = new Hall();
    Hall.Guest ada = hall.guest("ada", "phone");
    hall.store.failNext(Call.APPEND, Fault.delayed());
    CompletableFuture<Receipt> flying = ada.seat().submit(Hall.say(1, "On its way."));
    hall.settle();
    CompletableFuture<Receipt> nothing = nothing(hall);
    hall.pass(Duration.ofSeconds(1));
    assertFalse(flying.isDone());
    assertFalse(nothing.isDone(), "it was decided on what may be lost");
    hall.store.release();
    hall.settle();
    assertEquals(Receipt.Outcome.APPLIED, Hall.done(flying).outcome());
    assertEquals(Receipt.Outcome.APPLIED, Hall.done(nothing).outcome());
  }

  @Test
  void whatChangesNothingIsToBeTriedAgainWhenWhatItReadIsLost() {
    Hall hall = new Hall();
    Hall.Guest ada = hall.guest("ada", "phone");
    hall.store.failNext(Call.APPEND, Fault.delayed());
    CompletableFuture<Receipt> flying = ada.seat().submit(Hall.say(1, "On its way."));
    hall.settle();
    CompletableFuture<Receipt> nothing = nothing(hall);
    hall.pass(Duration.ofMinutes(1));
    assertEquals("outcome-unknown", Hall.done(flying).code());
    assertEquals(Receipt.Outcome.RETRY, Hall.done(nothing).outcome());
    assertEquals("outcome-unknown", Hall.done(nothing).code());
  }

  @Test
  void aFullLineTakesNoChangesEither() {
    Limits few = limits(3);
    Hall hall = new Hall(few, SeatOptions.defaults());
    Hall.Guest ada = hall.guest("ada", "phone");
    hall.runtime.ruleFates(owner -> RuleFate.TIMEOUT);
    List<CompletableFuture<Receipt>> actions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      actions.add(ada.seat().act(new Hall.Ponder()));
    }
    CompletableFuture<Receipt> more = nothing(hall);
    hall.simulation.advance(Duration.ofMillis(100));
    assertEquals(3, hall.meter("tablekeep.waiting"));
    assertEquals(Receipt.Outcome.RETRY, Hall.done(more).outcome());
    assertEquals("too-busy", Hall.done(more).code());
    hall.pass(Duration.ofSeconds(2));
    actions.forEach(action -> assertEquals("rule-timeout", Hall.done(action).code()));
  }

  /** As many actions may wait as said. */
  private static Limits limits(int waiting) {
    Limits all = Limits.defaults();
    return new Limits(
        all.payloadBytes(),
        all.entryBytes(),
        all.documentBytes(),
        all.seatQueue(),
        waiting,
        all.seats(),
        all.actionsPerSecond(),
        all.actionBurst(),
        all.signalsPerSecond(),
        all.ruleBudget(),
        100,
        all.signalTick());
  }
}

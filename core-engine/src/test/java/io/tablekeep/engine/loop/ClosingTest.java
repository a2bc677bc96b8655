package io.tablekeep.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.runtime.sim.RuleFate;
import io.tablekeep.sdk.state.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A campaign closes, whatever is under way, and nothing of it stays. */
class ClosingTest {
  private final Hall hall = new Hall();

  private void assertNothingStays() {
    assertEquals(0, hall.meter("tablekeep.campaigns"));
    assertEquals(0, hall.meter("tablekeep.campaigns.readonly"));
    assertEquals(0, hall.meter("tablekeep.seats.ring.versions"));
    assertEquals(0, hall.meter("tablekeep.waiting"));
  }

  @Test
  void changesThatComeToNothingHoldNoClosingUp() {
    hall.runtime.ruleFates(owner -> RuleFate.TIMEOUT);
    CompletableFuture<Receipt> imported =
        hall.campaign.amend("import.test", Map.of(), Changes.none());
    hall.simulation.advance(Duration.ofMillis(100));
    assertFalse(imported.isDone(), "the rules are being asked");
    CompletableFuture<Void> closed = hall.campaign.close();
    hall.pass(Duration.ofSeconds(1));
    assertEquals("rule-timeout", Hall.done(imported).code());
    assertTrue(closed.isDone());
    assertNothingStays();
  }

  @Test
  void rulesThatAreTooBusyHoldNoClosingUp() {
    Hall.Guest ada = hall.guest("ada", "phone");
    hall.runtime.ruleFates(owner -> RuleFate.EXHAUSTED);
    List<CompletableFuture<Receipt>> pondering = new ArrayList<>();
    List<CompletableFuture<Void>> closed = new ArrayList<>();
    hall.campaign
        .loop()
        .execute(
            () -> {
              pondering.add(ada.seat().act(new Hall.Ponder()));
              closed.add(hall.campaign.close());
            });
    hall.settle();
    assertEquals("rules-exhausted", Hall.done(pondering.get(0)).code());
    assertTrue(closed.get(0).isDone());
    assertNothingStays();
  }

  @Test
  void whatIsReopenedAfterTheEndIsLetGo() {
    Hall.Guest ada = hall.guest("ada", "phone");
    hall.store.failNext(Call.APPEND, Fault.unknownButStored());
    CompletableFuture<Receipt> lost = ada.seat().submit(Hall.say(1, "Anyone?"));
    hall.settle();
    assertEquals("outcome-unknown", Hall.done(lost).code());
    hall.store.failNext(Call.ACQUIRE, Fault.delayed());
    hall.pass(Duration.ofSeconds(1));
    CompletableFuture<Void> closed = hall.campaign.close();
    hall.settle();
    assertTrue(closed.isDone());
    assertNothingStays();
    long snapshots = hall.store.calls(Call.PUT_SNAPSHOT);
    hall.store.release();
    hall.pass(Duration.ofMinutes(5));
    assertNothingStays();
    assertEquals(snapshots + 1, hall.store.calls(Call.PUT_SNAPSHOT), "closed like any journal");
    assertEquals(2, hall.await(hall.await(hall.engine.open("night")).state()).version());
  }
}

package io.tablekeep.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.loop.Hall.Guest;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A document of a store that takes no writes yet is shown, and played once it does. */
class LookingOnTest {
  private final Hall hall = new Hall();

  /** Refuses the next openings of a document, which is in memory no more. */
  private void refuse(int times) {
    hall.await(hall.campaign.close());
    hall.settle();
    long next = hall.store.calls(Call.ACQUIRE);
    for (int i = 1; i <= times; i++) {
      hall.store.fail(Call.ACQUIRE, next + i, new Fault.Rejected(Refusal.READ_ONLY));
    }
  }

  private void enter(Guest guest, SeatRequest request) {
    guest.seat = hall.await(hall.await(hall.engine.open("night")).join(request, guest));
  }

  @Test
  void itIsShownAndRefusesActionsUntilTheStoreTakesThem() {
    Guest before = hall.guest("ada", "phone");
    assertEquals(
        Receipt.Outcome.APPLIED, hall.await(before.seat().submit(Hall.say(1, "Hello."))).outcome());
    hall.settle();
    refuse(4);
    Guest ada = new Guest();
    enter(ada, SeatRequest.first("ada", "phone"));
    hall.simulation.advance(Duration.ofMillis(20));
    assertEquals(1, ada.told("welcome").size());
    assertTrue(ada.told("welcome").get(0).contains("Hello."));
    assertEquals(List.of("line false"), ada.told("line"));
    Receipt refused = hall.await(ada.seat().submit(Hall.say(2, "Is anybody here?")));
    assertEquals(Receipt.Outcome.RETRY, refused.outcome());
    assertEquals("read-only", refused.code());
    hall.pass(Duration.ofSeconds(10));
    assertEquals(List.of("closed moved"), ada.told("closed"));
    Guest again = new Guest();
    enter(again, SeatRequest.first("ada", "phone").resuming(ada.token, ada.position));
    hall.settle();
    assertEquals(List.of("resumed"), again.told("resumed"));
    assertEquals(List.of(), again.told("line"));
    assertEquals(
        Receipt.Outcome.APPLIED,
        hall.await(again.seat().submit(Hall.say(2, "Is anybody here?"))).outcome());
  }

  @Test
  void itCanBeClosedBefore() {
    refuse(100);
    Guest ada = new Guest();
    enter(ada, SeatRequest.first("ada", "phone"));
    hall.await(hall.await(hall.engine.open("night")).close());
    hall.settle();
    assertEquals(1, ada.told("closed").size());
  }

  @Test
  void whatIsNotThereIsRefused() {
    refuse(1);
    CompletionException failure =
        assertThrows(CompletionException.class, () -> hall.await(hall.engine.open("nowhere")));
    assertEquals(Refusal.READ_ONLY, ((StoreException) failure.getCause()).reason());
  }
}

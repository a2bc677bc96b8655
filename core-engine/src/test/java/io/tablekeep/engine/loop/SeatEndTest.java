package io.tablekeep.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a seat that is over does no more, and what its end does not undo. */
class SeatEndTest {
  private Hall hall = new Hall();

  static String code(CompletableFuture<?> future) {
    assertTrue(future.isDone(), "not done");
    Throwable failure = assertThrows(CompletionException.class, future::join).getCause();
    return ((TablekeepException) failure).code();
  }

  @Test
  void nothingIsAskedOfThePastFromASeatThatIsGone() {
    Hall.Guest ada = hall.guest("ada", "phone");
    hall.await(ada.seat().submit(Hall.say(1, "Hello.")));
    assertTrue(hall.await(ada.seat().ask("log", Map.of())).length > 2);
    ada.seat().leave();
    CompletableFuture<byte[]> asked = ada.seat().ask("log", Map.of());
    hall.pass(Duration.ofSeconds(5));
    assertEquals("seat-gone", code(asked));
  }

  @Test
  void aSignalOfASeatThatIsGoneIsNotPassedOn() {
    Hall.Guest ada = hall.guest("ada", "phone");
    Hall.Guest ben = hall.guest("ben", "tablet");
    Hall.signal(ada, "ping", "{}");
    hall.pass(Duration.ofSeconds(1));
    assertEquals(1, ben.told("signal").size());
    Hall.signal(ada, "ping", "{}");
    ada.seat().leave();
    hall.pass(Duration.ofSeconds(1));
    assertEquals(1, ben.told("signal").size());
  }

  @Test
  void whoLosesTheGameMastersEyesIsShownNothingOfTheSameEntry() {
    change(Pointer.of("participants", "ben", "role"), "co-gm");
    Hall.Guest ben = hall.guest("ben", "tablet");
    change(Pointer.of("actors", "bram", "gmNotes"), "is blessed");
    assertTrue(ben.told.toString().contains("is blessed"));
    Receipt done =
        hall.await(
            hall.campaign.amend(
                "import.test",
                Map.of(),
                Changes.none()
                    .set(Pointer.of("participants", "ben", "role"), "player")
                    .set(Pointer.of("actors", "bram", "gmNotes"), "is a traitor")));
    hall.settle();
    assertEquals(Receipt.Outcome.APPLIED, done.outcome());
    assertEquals("closed role-changed", ben.told.get(ben.told.size() - 1));
    assertFalse(ben.told.toString().contains("is a traitor"), ben.told.toString());
  }

  @Test
  void whoIsTakenOffTheTableIsShownNothingOfTheSameEntry() {
    Hall.Guest ben = hall.guest("ben", "tablet");
    Receipt done =
        hall.await(
            hall.campaign.amend(
                "import.test",
                Map.of(),
                Changes.none()
                    .remove(Pointer.of("participants", "ben"))
                    .set(Pointer.of("maps", "inn", "name"), "The Empty Inn")));
    hall.settle();
    assertEquals(Receipt.Outcome.APPLIED, done.outcome());
    assertEquals("closed seat-revoked", ben.told.get(ben.told.size() - 1));
    assertEquals(List.of(), ben.told("frame"));
  }

  private void change(Pointer at, String value) {
    Receipt done =
        hall.await(hall.campaign.amend("import.test", Map.of(), Changes.none().set(at, value)));
    hall.settle();
    assertEquals(Receipt.Outcome.APPLIED, done.outcome());
  }

  @Test
  void comingBackMakesNobodyFaster() {
    hall = new Hall(Limits.defaults().withActionRate(1, 5), SeatOptions.defaults());
    long n = 0;
    for (String device : List.of("", "phone")) {
      List<CompletableFuture<Receipt>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Hall.Guest ada = hall.guest("ada", device);
        for (int k = 0; k < 4; k++) {
          all.add(ada.seat().submit(Hall.say(++n, "Quick.")));
        }
        if (i % 2 == 0) {
          ada.seat().leave(); // otherwise the next one takes the place, where there is a device
        }
        hall.settle();
        if (device.isEmpty()) {
          ada.seat().leave();
          hall.settle();
        }
      }
      long applied = all.stream().filter(one -> Hall.done(one).code().equals("ok")).count();
      assertEquals(5, applied, "all of it takes less than a second");
    }
    hall.pass(Duration.ofSeconds(10));
    Hall.Guest rested = hall.guest("ada", "phone");
    for (int k = 0; k < 5; k++) {
      assertEquals("ok", hall.await(rested.seat().submit(Hall.say(++n, "Rested."))).code());
    }
    assertEquals("rate-limited", hall.await(rested.seat().submit(Hall.say(++n, "Oh."))).code());
  }

  @Test
  void twoSeatsOfOnePersonHaveARateEach() {
    hall = new Hall(Limits.defaults().withActionRate(1, 5), SeatOptions.defaults());
    List<Hall.Guest> all = List.of(hall.guest("ada", "phone"), hall.guest("ada", "desk"));
    for (Hall.Guest each : all) {
      for (int n = 0; n < 5; n++) {
        int device = all.indexOf(each);
        assertEquals(
            "ok", hall.await(each.seat().submit(Hall.say(100 * device + n + 1, "x"))).code());
      }
    }
  }
}

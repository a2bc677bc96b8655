package io.tablekeep.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.BusyException;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Where many want to see something, all stand in one line, and are told the truth about it. */
class CrowdTest {
  private static Hall hall(SeatOptions seats) {
    return new Hall(Limits.defaults(), seats);
  }

  /** Asks often at once, and gives the codes of what came of it. */
  private static Set<String> often(Hall hall, Supplier<CompletableFuture<?>> ask) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(ask.get());
    }
    hall.settle();
    Set<String> codes = new TreeSet<>();
    for (CompletableFuture<?> one : all) {
      codes.add(one.isCompletedExceptionally() ? SeatEndTest.code(one) : "ok");
    }
    return codes;
  }

  @Test
  void whoLooksStandsInTheLineOfThoseWhoComeIn() {
    Hall hall = hall(SeatOptions.defaults().withJoins(1, 1));
    Pointer maps = Pointer.of("maps");
    assertEquals(Set.of("join-storm", "ok"), often(hall, () -> hall.campaign.look("ada", maps)));
    Page.Of page = new Page.Of(maps, "", false, 10);
    assertEquals(Set.of("join-storm", "ok"), often(hall, () -> hall.campaign.page("ada", page)));
    Hall calm = hall(SeatOptions.defaults().withJoins(1, 100));
    assertEquals(Set.of("ok"), often(calm, () -> calm.campaign.look("ada", maps)));
  }

  @Test
  void whoLooksInAStormIsToldHowLongToWait() {
    Hall hall = hall(SeatOptions.defaults().withJoins(1, 0));
    CompletableFuture<?> refused = hall.campaign.look("ada", Pointer.of("maps"));
    hall.settle();
    try {
      refused.join();
    } catch (CompletionException e) {
      Duration wait = ((BusyException) e.getCause()).retryAfter();
      assertTrue(wait.toMillis() >= 1_000, wait.toString());
      return;
    }
    throw new AssertionError("seen");
  }

  @Test
  void whoOpensMoreStandsInTheLineOfThoseWhoComeIn() {
    Hall hall = hall(SeatOptions.defaults().withJoins(1, 1));
    List<Hall.Guest> guests = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      guests.add(hall.guest("ada", "d" + i));
    }
    List<Hall.Guest> left = new ArrayList<>(guests);
    assertEquals(
        Set.of("ok", "try-again"),
        often(hall, () -> left.remove(0).seat().open(Pointer.of("maps"))));
    Hall.Guest ben = hall.guest("ben", "tablet");
    hall.await(ben.seat().submit(Hall.say(1, "All still here?")));
    hall.settle();
    guests.forEach(
        guest -> assertTrue(guest.told.toString().contains("All still here?"), "in step again"));
  }

  private static Hall.Guest slow(Hall hall) {
    Hall.Guest ada = hall.guest("ada", "phone");
    Hall.Guest ben = hall.guest("ben", "tablet");
    ada.seat().pause();
    hall.settle();
    for (int n = 1; n <= 3; n++) {
      hall.await(ben.seat().submit(Hall.say(n, "News.")));
    }
    hall.settle();
    return ada;
  }

  @Test
  void whoCannotCatchUpBecauseTheServerIsBusyIsToldThat() {
    Hall hall = hall(SeatOptions.defaults().withMemory(1, 20_000));
    Hall.Guest ada = slow(hall);
    hall.runtime.refuseWork(() -> true);
    ada.seat().ready();
    hall.pass(Duration.ofSeconds(5));
    assertEquals(List.of("closed overloaded"), ada.told("closed"));
    assertTrue(ada.retryAfter.toMillis() >= 1_000, ada.retryAfter.toString());
    assertEquals(0, hall.meters.get("tablekeep.seats.slow.closed").counter().count());
  }

  @Test
  void whoCannotCatchUpBecauseItWasTooLongIsCalledSlow() {
    Hall hall = hall(SeatOptions.defaults().withMemory(1, 0));
    Hall.Guest ada = slow(hall);
    ada.seat().ready();
    hall.pass(Duration.ofSeconds(5));
    assertEquals(List.of("closed slow-consumer"), ada.told("closed"));
  }
}

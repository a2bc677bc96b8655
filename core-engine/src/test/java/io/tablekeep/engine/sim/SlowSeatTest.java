package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.sim.ComebackEvening.Way;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Seats that take too little or want too much: what they are told, and when they go. */
class SlowSeatTest {
  @Test
  void whoIsTurnedAwayIsToldWhenToComeAgain() {
    ComebackEvening evening =
        new ComebackEvening(85, Way.RING, "ada", List.of(), options -> options.withJoins(1, 1));
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<Pointer> apart = List.of(Pointer.of("lore", "none" + i));
      CompletableFuture<Seat> unused =
          evening.campaign.join(
              SeatRequest.first("ada", "d" + i).opening(apart),
              new SeatListener() {
                @Override
                public void welcome(Welcome welcome) {
                  told.add("welcome");
                }

                @Override
                public void frame(Frame frame) {}

                @Override
                public void closed(String code, String message) {
                  told.add(code + " for no time");
                }

                @Override
                public void closed(String code, String message, Duration retryAfter) {
                  assertTrue(retryAfter.toMillis() >= 1_000, retryAfter.toString());
                  assertTrue(retryAfter.toMillis() <= 30_000, retryAfter.toString());
                  told.add(code);
                }
              });
    }
    evening.simulation.runUntilIdle();
    assertEquals(20, told.size());
    assertTrue(told.contains("welcome") && told.contains("join-storm"), told.toString());
    assertEquals(Set.of("welcome", "join-storm"), Set.copyOf(told));
  }

  @Test
  void whoSendsTooFastIsToldHowLongToWait() {
    ComebackEvening evening =
        new ComebackEvening(
            86,
            Way.RING,
            "ada",
            List.of(),
            options -> options,
            Limits.defaults().withActionRate(10, 2));
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    for (int n = 1; n <= 3; n++) {
      CompletableFuture<Receipt> unused = seat.submit(ComebackEvening.say(n, "quick"));
    }
    evening.simulation.runUntilIdle();
    Receipt last = mirror.receipts.stream().filter(r -> r.n() == 3).findFirst().orElseThrow();
    assertEquals("rate-limited", last.code());
    assertTrue(last.retryAfter().toMillis() <= 100, last.toString());
    evening.simulation.advance(last.retryAfter());
    Receipt again = evening.get(seat.submit(ComebackEvening.say(3, "quick")));
    assertEquals(Receipt.Outcome.APPLIED, again.outcome());
    assertEquals(Duration.ZERO, again.retryAfter());
  }

  @Test
  void asMuchAsGoesByASlowSeatIsBounded() {
    ComebackEvening evening =
        new ComebackEvening(
            87,
            Way.RING,
            "ada",
            List.of(),
            options -> options.withSlow(256, Duration.ofSeconds(30), 5_000));
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    seat.pause();
    evening.simulation.runUntilIdle();
    String text = "long ".repeat(100);
    for (int n = 1; n <= 6; n++) {
      evening.get(evening.gm.submit(ComebackEvening.say(n, text)));
    }
    assertEquals(null, mirror.closed);
    for (int n = 7; n <= 20; n++) {
      evening.get(evening.gm.submit(ComebackEvening.say(n, text)));
    }
    assertEquals("slow-consumer", mirror.closed);
    evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    assertEquals(List.of("welcome", "resumed"), mirror.begun);
    assertEquals(evening.steady.view().toString(), mirror.view().toString());
  }

  @Test
  void whatASlowSeatDoesNotSeeCloseNoSeat() {
    ComebackEvening evening =
        new ComebackEvening(
            88,
            Way.RING,
            "ada",
            List.of(),
            options -> options.withSlow(256, Duration.ofSeconds(30), 5_000));
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    seat.pause();
    String text = "hidden ".repeat(100);
    for (int n = 1; n <= 40; n++) {
      byte[] note =
          ("{\"title\":\"Mine\",\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
      Receipt kept = evening.get(evening.gm.submit(new Action("desk", n, "note.create", note)));
      assertEquals(Receipt.Outcome.APPLIED, kept.outcome(), kept.toString());
    }
    assertEquals(null, mirror.closed);
  }

  @Test
  void aSeatThatTakesNothingIsToldOneDifferenceThen() {
    ComebackEvening evening = new ComebackEvening(101, Way.RING, "ada", List.of());
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    seat.pause();
    evening.simulation.runUntilIdle();
    int before = mirror.frames;
    CompletableFuture<Receipt> mine = seat.submit(ComebackEvening.say(1, "slow"));
    for (int i = 0; i < 100; i++) {
      evening.get(evening.edit());
    }
    evening.get(mine);
    assertEquals(before, mirror.frames);
    seat.ready();
    evening.simulation.runUntilIdle();
    assertEquals(before + 1, mirror.frames);
    assertEquals(1, mirror.receipts.size());
    assertEquals(evening.steady.view().toString(), mirror.view().toString());
    evening.get(evening.edit());
    evening.simulation.runUntilIdle();
    assertEquals(evening.steady.view().toString(), mirror.view().toString());
  }

  @Test
  void whoIsSlowForTooLongIsClosedAndMayComeBack() {
    for (Way way : List.of(Way.RING, Way.JOURNAL)) {
      ComebackEvening evening = new ComebackEvening(111, way, "ada", List.of());
      Mirror mirror = new Mirror();
      Seat seat = evening.join(mirror, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      seat.pause();
      for (int i = 0; i < 30; i++) {
        evening.get(evening.edit());
      }
      evening.simulation.advance(Duration.ofSeconds(31));
      assertEquals("slow-consumer", mirror.closed);
      evening.join(mirror, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals(List.of("welcome", "resumed"), mirror.begun);
      assertEquals(evening.steady.view().toString(), mirror.view().toString());
    }
  }
}

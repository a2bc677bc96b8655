package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.view.Edits;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A seat dropped after any frame and resumed has in the end what one has that never dropped. */
class ComebackTest {
  private static final int EDITS = 40;
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  /** Where what the seat had is to be found. */
  private enum Way {
    RING,
    JOURNAL,
    SNAPSHOT,
    RESTART,
    KILL
  }

  private static SeatOptions options(Way way) {
    SeatOptions options = SeatOptions.defaults().withSeal(KEY);
    return switch (way) {
      case RING, RESTART, KILL -> options;
      case JOURNAL -> options.withMemory(1, 20_000);
      case SNAPSHOT -> options.withMemory(1, 0);
    };
  }

  /** A table in a simulation, with somebody who never drops. */
  private static final class Evening {
    final Simulation simulation;
    final SimulatedStore store;
    final SeatOptions options;
    final Edits edits;
    final List<Pointer> open;
    final String who;
    SimulatedRuntime runtime;
    Engine engine;
    Campaign campaign;
    Seat gm;
    Mirror steady = new Mirror();
    long n;
    int applied;

    Evening(long seed, Way way, String who, List<Pointer> open) {
      simulation = new Simulation(seed).maxSteps(10_000_000);
      store = SimulatedStore.open(new SimulatedDisk(seed), simulation::after, seed);
      options = options(way);
      edits = new Edits(seed);
      this.open = open;
      this.who = who;
      runtime = simulation.runtime("first");
      engine = start();
      campaign = get(engine.create("night", Tables.document("scribe")));
      sitDown();
    }

    private Engine start() {
      return Engine.start(
          EngineOptions.on(store)
              .withRuntime(runtime)
              .withSystems(List.of(new Scribe()))
              .withLimits(
                  Limits.defaults()
                      .withActionRate(1_000_000, 1_000_000)
                      .withRules(Duration.ofSeconds(1), 1_000_000))
              .withSeats(options));
    }

    private void sitDown() {
      gm = get(campaign.join("gm", new Listening()));
      steady = new Mirror();
      get(
          campaign.join(
              SeatRequest.first(who, "steady").opening(open),
              steady.connection(Integer.MAX_VALUE)));
      simulation.runUntilIdle();
    }

    void restart(boolean kill) {
      if (kill) {
        runtime.kill();
      } else {
        CompletableFuture<Void> closed = campaign.close();
        get(closed);
      }
      runtime = simulation.runtime("next");
      engine = start();
      campaign = get(engine.open("night"));
      sitDown();
    }

    <T> T get(CompletableFuture<T> future) {
      return simulation.await(future);
    }

    CompletableFuture<Receipt> edit() {
      Edits.Edit edit = edits.next();
      while (edit.at().key(0).equals("participants")) {
        edit = edits.next(); // no rule of a game may change who sits here
      }
      String value = edit.json() == null ? "{}" : "{\"v\":" + edit.json() + "}";
      String payload = "{\"at\":\"" + edit.at() + "\",\"value\":" + value + "}";
      byte[] utf8 = payload.getBytes(StandardCharsets.UTF_8);
      return gm.submit(new Action("desk", ++n, "scribe.write", utf8));
    }

    Seat join(Mirror mirror, int mayHear) {
      SeatRequest request = SeatRequest.first(who, "flaky").opening(open);
      if (mirror.token().length > 0) {
        request = request.resuming(mirror.token(), mirror.position());
      }
      return get(campaign.join(request, mirror.connection(mayHear)));
    }
  }

  /** Drops after so many messages, misses some, comes back, and hears the rest. */
  private static Mirror dropAt(Evening evening, int mayHear, Way way) {
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, mayHear);
    int gone = 3 * EDITS / 4;
    for (int i = 0; i < EDITS; i++) {
      Receipt receipt = evening.get(evening.edit());
      evening.applied += receipt.outcome() == Receipt.Outcome.APPLIED ? 1 : 0;
      evening.simulation.runUntilIdle();
      if (i == gone) {
        seat.leave();
        evening.simulation.runUntilIdle();
        if (way == Way.RESTART || way == Way.KILL) {
          evening.restart(way == Way.KILL);
        }
        CompletableFuture<Receipt> meanwhile = evening.edit();
        evening.join(mirror, Integer.MAX_VALUE);
        evening.get(meanwhile);
        evening.simulation.runUntilIdle();
      }
    }
    return mirror;
  }

  private static void everyFrame(Way way, long seed) {
    int resumed = 0;
    int last = 0;
    for (int mayHear = 0; mayHear <= EDITS + 2; mayHear++) {
      for (String who : List.of("gm", "ada")) {
        List<Pointer> open =
            mayHear % 3 == 0
                ? List.of()
                : mayHear % 3 == 1
                    ? List.of(Pointer.of("notes"), Pointer.of("actors", "k1"))
                    : List.of(Pointer.root());
        Evening evening = new Evening(seed, way, who, open);
        Mirror mirror = dropAt(evening, mayHear, way);
        String what = way + ", seed " + seed + ", " + who + " dropped after " + mayHear;
        assertEquals(evening.steady.view().toString(), mirror.view().toString(), what);
        String end = mirror.begun.get(mirror.begun.size() - 1);
        if (way == Way.SNAPSHOT && mirror.position() > 0 && mayHear > 0 && mayHear < 10) {
          assertEquals("welcome", end, what);
        }
        assertTrue(
            evening.applied > EDITS / 3, what + ": few edits were taken: " + evening.applied);
        resumed += end.equals("resumed") ? 1 : 0;
        last = mirror.frames;
      }
    }
    System.out.println(
        way + " seed " + seed + ": " + resumed + " of " + 2 * (EDITS + 3) + " resumed");
    assertTrue(last > 10, "too little was told: " + last);
    if (way != Way.SNAPSHOT) {
      assertTrue(resumed > EDITS, "only " + resumed + " were resumed");
    }
  }

  @Test
  void aSeatDroppedAnywhereGoesOnFromMemory() {
    everyFrame(Way.RING, 11);
    everyFrame(Way.RING, 12);
  }

  @Test
  void aSeatDroppedAnywhereGoesOnFromTheJournal() {
    everyFrame(Way.JOURNAL, 21);
    everyFrame(Way.JOURNAL, 22);
  }

  @Test
  void aSeatDroppedAnywhereBeginsAgainWhenNothingIsKnown() {
    everyFrame(Way.SNAPSHOT, 31);
  }

  @Test
  void aSeatGoesOnAfterARestartOfTheEngine() {
    everyFrame(Way.RESTART, 41);
  }

  @Test
  void aSeatGoesOnAfterTheEngineWasKilled() {
    everyFrame(Way.KILL, 51);
  }

  private static Action say(long n, String text) {
    return new Action(
        "flaky", n, "chat.say", ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void receiptsOnTheirWayAtTheDropComeToTheSeatThatIsThereNext() {
    Evening evening = new Evening(61, Way.RING, "ada", List.of());
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    CompletableFuture<Receipt> one = seat.submit(say(1, "one"));
    seat.leave();
    CompletableFuture<Receipt> late = evening.gm.submit(say(9, "later"));
    evening.get(late);
    assertTrue(one.isDone());
    assertEquals(List.of(), mirror.receipts);
    evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    assertEquals(1, mirror.receipts.size());
    assertEquals(Receipt.Outcome.APPLIED, mirror.receipts.get(0).outcome());
    assertEquals("resumed", mirror.begun.get(1));
    assertEquals(evening.steady.view().toString(), mirror.view().toString());
  }

  @Test
  void aNewerSeatOfTheSameDeviceTakesThePlaceOfTheOlder() {
    Evening evening = new Evening(71, Way.RING, "ada", List.of());
    Mirror first = new Mirror();
    Seat seat = evening.join(first, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    CompletableFuture<Receipt> flying = seat.submit(say(1, "over there"));
    Mirror second = new Mirror();
    evening.join(second, Integer.MAX_VALUE);
    evening.get(flying);
    evening.simulation.runUntilIdle();
    assertEquals("superseded", first.closed);
    assertEquals(1, second.receipts.size(), "the receipt came to the newer seat");
    Mirror other = new Mirror();
    evening.get(
        evening.campaign.join(
            SeatRequest.first("ada", "other"), other.connection(Integer.MAX_VALUE)));
    evening.simulation.runUntilIdle();
    assertEquals(null, second.closed, "another device disturbs nobody");
  }

  @Test
  void tokensThatDoNotCountAreRefusedWithAFreshWelcome() {
    Evening evening = new Evening(81, Way.RING, "ada", List.of());
    Mirror ada = new Mirror();
    evening.join(ada, Integer.MAX_VALUE).leave();
    evening.simulation.runUntilIdle();
    byte[] good = ada.token();
    for (int i = 0; i < good.length; i++) {
      byte[] forged = good.clone();
      forged[i] ^= 1;
      refused(evening, "ada", "flaky", forged);
    }
    refused(evening, "ada", "flaky", new byte[] {1, 2, 3});
    refused(evening, "ben", "flaky", good);
    refused(evening, "gm", "flaky", good);
    refused(evening, "ada", "another", good);
    evening.simulation.advance(Duration.ofDays(2));
    refused(evening, "ada", "flaky", good);
  }

  private static void refused(Evening evening, String who, String device, byte[] token) {
    Mirror mirror = new Mirror();
    Seat seat =
        evening.get(
            evening.campaign.join(
                SeatRequest.first(who, device).resuming(token, 1),
                mirror.connection(Integer.MAX_VALUE)));
    evening.simulation.runUntilIdle();
    assertEquals(List.of("bad-resume-token", "welcome"), mirror.begun);
    seat.leave();
    evening.simulation.runUntilIdle();
  }

  @Test
  void allTokensAreOfOneLength() {
    List<Integer> lengths = new ArrayList<>();
    for (Way way : List.of(Way.RING, Way.JOURNAL)) {
      Evening evening = new Evening(91, way, "ada", List.of(Pointer.root()));
      Mirror mirror = new Mirror();
      evening.join(mirror, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      lengths.add(mirror.token().length);
      for (int i = 0; i < 200; i++) {
        evening.get(evening.edit());
      }
      evening.simulation.runUntilIdle();
      lengths.add(mirror.token().length);
    }
    assertEquals(List.of(85, 85, 85, 85), lengths);
  }

  @Test
  void aSeatThatTakesNothingIsToldOneDifferenceThen() {
    Evening evening = new Evening(101, Way.RING, "ada", List.of());
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    seat.pause();
    evening.simulation.runUntilIdle();
    int before = mirror.frames;
    CompletableFuture<Receipt> mine = seat.submit(say(1, "slow"));
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
      Evening evening = new Evening(111, way, "ada", List.of());
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

  @Test
  void whatIsOpenedComesInAFrameAndIsFollowedFromThenOn() {
    Evening evening = new Evening(121, Way.RING, "gm", List.of());
    for (int i = 0; i < 60; i++) {
      evening.get(evening.edit());
    }
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    evening.get(seat.open(Pointer.of("maps")));
    evening.get(seat.open(Pointer.of("actors")));
    evening.get(seat.shut(Pointer.of("maps")));
    for (int i = 0; i < 60; i++) {
      evening.get(evening.edit());
    }
    evening.simulation.runUntilIdle();
    Mirror same = new Mirror();
    evening.get(
        evening.campaign.join(
            SeatRequest.first("gm", "same").opening(List.of(Pointer.of("actors"))),
            same.connection(Integer.MAX_VALUE)));
    evening.simulation.runUntilIdle();
    assertEquals(same.view().toString(), mirror.view().toString());
    evening.get(seat.open(Pointer.root()));
    evening.simulation.runUntilIdle();
    Campaign.State state = evening.get(evening.campaign.state());
    assertEquals(new String(state.canonical(), StandardCharsets.UTF_8), mirror.view().toString());
    CompletableFuture<Void> nothing = seat.open(Pointer.of("actors", "nobody"));
    evening.simulation.runUntilIdle();
    assertTrue(nothing.isDone());
  }
}

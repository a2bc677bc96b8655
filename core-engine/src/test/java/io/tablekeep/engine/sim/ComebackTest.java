package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.sim.ComebackEvening.Way;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A seat dropped after any frame and resumed has in the end what one has that never dropped. */
class ComebackTest {
  private static final int EDITS = 40;

  /** Drops after so many messages, misses some, comes back, and hears the rest. */
  private static Mirror dropAt(ComebackEvening evening, int mayHear, Way way) {
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
    int fresh = 0;
    int most = 0;
    for (int mayHear = 0; mayHear <= EDITS + 2; mayHear++) {
      for (String who : List.of("gm", "ada")) {
        List<Pointer> open =
            mayHear % 3 == 0
                ? List.of()
                : mayHear % 3 == 1
                    ? List.of(Pointer.of("notes"), Pointer.of("actors", "k1"))
                    : List.of(Pointer.root());
        ComebackEvening evening = new ComebackEvening(seed, way, who, open);
        Mirror mirror = dropAt(evening, mayHear, way);
        String what = way + ", seed " + seed + ", " + who + " dropped after " + mayHear;
        assertEquals(evening.steady.view().toString(), mirror.view().toString(), what);
        String end = mirror.begun.get(mirror.begun.size() - 1);
        assertTrue(
            evening.applied > EDITS / 3, what + ": few edits were taken: " + evening.applied);
        resumed += end.equals("resumed") ? 1 : 0;
        fresh += mayHear > 0 && mayHear < 10 && end.equals("welcome") ? 1 : 0;
        most = Math.max(most, mirror.frames);
      }
    }
    System.out.println(
        way + " seed " + seed + ": " + resumed + " of " + 2 * (EDITS + 3) + " resumed");
    assertTrue(most > 10, "too little was told: " + most);
    if (way == Way.SNAPSHOT) {
      // Of the eighteen who are dropped early; who has missed nothing at all goes on.
      assertTrue(fresh >= 12, "only " + fresh + " began again");
    } else {
      assertTrue(resumed > EDITS, "only " + resumed + " were resumed");
    }
  }

  /**
   * Seeds from one on: few in each build, more with {@code -Ptorture}; or the one that is named.
   */
  private static List<Long> seeds(long first, int quick, int middle, int most) {
    Long named = Long.getLong("tablekeep.seed");
    if (named != null) {
      return List.of(named);
    }
    int many =
        switch (System.getProperty("tablekeep.torture", "quick")) {
          case "quick" -> quick;
          case "short" -> middle;
          default -> most;
        };
    return LongStream.range(first, first + many).boxed().toList();
  }

  /** Somebody whose line is bad: now here, now gone, deaf for a while, opening this and that. */
  private static final class Wanderer {
    final ComebackEvening evening;
    final SplittableRandom chance;
    final Mirror mirror = new Mirror();
    final Set<Pointer> open = new TreeSet<>();
    @Nullable Seat seat;
    boolean paused;
    int compared;

    Wanderer(ComebackEvening evening, long seed) {
      this.evening = evening;
      chance = new SplittableRandom(seed);
    }

    void step() {
      if (mirror.closed != null) {
        seat = null;
      }
      Seat mine = seat;
      switch (chance.nextInt(14)) {
        case 0 -> leave();
        case 1, 2 -> sit(chance.nextInt(3) == 0 ? chance.nextInt(8) : Integer.MAX_VALUE);
        case 3 -> pause(mine, true);
        case 4 -> pause(mine, false);
        case 5, 6 -> open(mine);
        case 7 -> {
          if (chance.nextInt(6) == 0) {
            evening.restart(chance.nextBoolean());
            seat = null;
          }
        }
        default -> evening.get(evening.edit());
      }
      if (chance.nextInt(3) > 0) {
        evening.simulation.runUntilIdle();
      }
    }

    void leave() {
      Seat mine = seat;
      if (mine != null) {
        mine.leave();
        seat = null;
      }
    }

    void sit(int mayHear) {
      if (seat != null) {
        return;
      }
      SeatRequest request = SeatRequest.first(evening.who, "flaky").opening(List.copyOf(open));
      if (mirror.token().length > 0) {
        request = request.resuming(mirror.token(), mirror.position());
      }
      seat = evening.get(evening.campaign.join(request, mirror.connection(mayHear)));
      paused = false;
    }

    void pause(@Nullable Seat mine, boolean pauses) {
      if (mine != null) {
        if (pauses) {
          mine.pause();
        } else {
          mine.ready();
        }
        paused = pauses;
      }
    }

    void open(@Nullable Seat mine) {
      if (mine == null || paused) {
        return;
      }
      List<String> collections = List.of("actors", "items", "maps", "encounters", "lore");
      String collection = collections.get(chance.nextInt(collections.size()));
      Pointer place =
          switch (chance.nextInt(8)) {
            case 0 -> Pointer.root();
            case 1, 2, 3 -> Pointer.of(collection);
            default -> Pointer.of(collection, "k" + chance.nextInt(6));
          };
      boolean opens = !open.contains(place);
      CompletableFuture<Void> done = opens ? mine.open(place) : mine.shut(place);
      evening.simulation.runUntilIdle();
      boolean told = done.isDone() && !done.isCompletedExceptionally() && !mirror.isBroken();
      if (told && opens) {
        open.add(place);
      } else if (told) {
        open.remove(place);
      }
    }

    void compare(String what) {
      evening.simulation.runUntilIdle();
      // Who cannot catch up at all is closed after some tries.
      evening.simulation.advance(Duration.ofSeconds(2));
      if (seat == null || paused || mirror.isBroken() || mirror.closed != null) {
        return;
      }
      Mirror fresh = new Mirror();
      Seat same =
          evening.get(
              evening.campaign.join(
                  SeatRequest.first(evening.who, "same").opening(List.copyOf(open)),
                  fresh.connection(Integer.MAX_VALUE)));
      evening.simulation.runUntilIdle();
      assertEquals(fresh.view().toString(), mirror.view().toString(), what);
      same.leave();
      evening.simulation.runUntilIdle();
      compared++;
    }
  }

  @Test
  @Tag("torture")
  void whoComesAndGoesHasWhatAFreshSeatHas() {
    int compared = 0;
    int resumed = 0;
    int begun = 0;
    List<Long> seeds = seeds(1_001, 12, 200, 5_000);
    for (long seed : seeds) {
      Way way = List.of(Way.RING, Way.JOURNAL, Way.SNAPSHOT).get((int) (seed % 3));
      String who = seed % 2 == 0 ? "gm" : "ada";
      Wanderer wanderer = new Wanderer(new ComebackEvening(seed, way, who, List.of()), seed);
      for (int step = 0; step < 120; step++) {
        wanderer.step();
        if (step % 10 == 9) {
          wanderer.compare("seed " + seed + ", " + way + ", step " + step);
        }
      }
      wanderer.leave();
      wanderer.sit(Integer.MAX_VALUE);
      wanderer.compare("seed " + seed + ", " + way + ", at the end");
      compared += wanderer.compared;
      resumed += Collections.frequency(wanderer.mirror.begun, "resumed");
      begun += wanderer.mirror.begun.size();
    }
    System.out.printf(
        "%d evenings from seed %d: %d of %d connections resumed, compared %d times%n",
        seeds.size(), seeds.get(0), resumed, begun, compared);
    assertTrue(compared > 3 * seeds.size(), "compared " + compared + " times");
    assertTrue(resumed > seeds.size(), resumed + " resumed");
  }

  @Test
  @Tag("torture")
  void aSeatDroppedAnywhereGoesOnFromMemory() {
    seeds(11, 2, 10, 100).forEach(seed -> everyFrame(Way.RING, seed));
  }

  @Test
  @Tag("torture")
  void aSeatDroppedAnywhereGoesOnFromTheJournal() {
    seeds(21, 2, 10, 100).forEach(seed -> everyFrame(Way.JOURNAL, seed));
  }

  @Test
  @Tag("torture")
  void aSeatDroppedAnywhereBeginsAgainWhenNothingIsKnown() {
    seeds(31, 1, 10, 100).forEach(seed -> everyFrame(Way.SNAPSHOT, seed));
  }

  @Test
  @Tag("torture")
  void aSeatGoesOnAfterARestartOfTheEngine() {
    seeds(41, 1, 10, 100).forEach(seed -> everyFrame(Way.RESTART, seed));
  }

  @Test
  @Tag("torture")
  void aSeatGoesOnAfterTheEngineWasKilled() {
    seeds(51, 1, 10, 100).forEach(seed -> everyFrame(Way.KILL, seed));
  }

  @Test
  void receiptsOnTheirWayAtTheDropComeToTheSeatThatIsThereNext() {
    ComebackEvening evening = new ComebackEvening(61, Way.RING, "ada", List.of());
    Mirror mirror = new Mirror();
    Seat seat = evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    CompletableFuture<Receipt> one = seat.submit(ComebackEvening.say(1, "one"));
    seat.leave();
    CompletableFuture<Receipt> late = evening.gm.submit(ComebackEvening.say(9, "later"));
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
    ComebackEvening evening = new ComebackEvening(71, Way.RING, "ada", List.of());
    Mirror first = new Mirror();
    Seat seat = evening.join(first, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    CompletableFuture<Receipt> flying = seat.submit(ComebackEvening.say(1, "over there"));
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
  void whatIsOpenedComesInAFrameAndIsFollowedFromThenOn() {
    ComebackEvening evening = new ComebackEvening(121, Way.RING, "gm", List.of());
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

package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.view.Edits;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
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
    final Limits limits;
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
      this(seed, way, who, open, options -> options);
    }

    Evening(long seed, Way way, String who, List<Pointer> open, UnaryOperator<SeatOptions> bounds) {
      this(
          seed,
          way,
          who,
          open,
          bounds,
          Limits.defaults()
              .withActionRate(1_000_000, 1_000_000)
              .withRules(Duration.ofSeconds(1), 1_000_000));
    }

    Evening(
        long seed,
        Way way,
        String who,
        List<Pointer> open,
        UnaryOperator<SeatOptions> bounds,
        Limits limits) {
      this.limits = limits;
      simulation = new Simulation(seed).maxSteps(10_000_000);
      store = SimulatedStore.open(new SimulatedDisk(seed), simulation::after, seed);
      options = bounds.apply(options(way));
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
              .withLimits(limits)
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

    void role(String participant, String role) {
      Changes changes = Changes.none().set(Pointer.of("participants", participant, "role"), role);
      Receipt done = get(campaign.amend("test.role", Map.of(), changes));
      assertEquals(Receipt.Outcome.APPLIED, done.outcome(), done.toString());
      simulation.runUntilIdle();
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
    final Evening evening;
    final SplittableRandom chance;
    final Mirror mirror = new Mirror();
    final Set<Pointer> open = new TreeSet<>();
    @Nullable Seat seat;
    boolean paused;
    int compared;

    Wanderer(Evening evening, long seed) {
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
      Way way = Way.values()[(int) (seed % 3)];
      String who = seed % 2 == 0 ? "gm" : "ada";
      Wanderer wanderer = new Wanderer(new Evening(seed, way, who, List.of()), seed);
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
  void whoHasAnotherRoleBeginsAfresh() {
    for (String role : List.of("spectator", "co-gm")) {
      Evening evening = new Evening(83, Way.RING, "ada", List.of());
      Mirror ada = new Mirror();
      Seat seat = evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      evening.role("ada", role);
      assertEquals("role-changed", ada.closed);
      evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals(List.of("welcome", "bad-resume-token", "welcome"), ada.begun);
      evening.get(evening.edit());
      evening.simulation.runUntilIdle();
      Mirror same = new Mirror();
      evening.get(
          evening.campaign.join(
              SeatRequest.first("ada", "same"), same.connection(Integer.MAX_VALUE)));
      evening.simulation.runUntilIdle();
      assertEquals(same.view().toString(), ada.view().toString());
      // Back in the old role, the newest token counts for the other one.
      evening.role("ada", "player");
      evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals("welcome", ada.begun.get(ada.begun.size() - 1));
      assertTrue(seat.participant().id().equals("ada"));
    }
  }

  @Test
  void aTokenCountsFromItsOwnWelcome() {
    for (Way way : List.of(Way.RING, Way.JOURNAL)) {
      Evening evening = new Evening(84, way, "ada", List.of(Pointer.root()));
      Mirror first = new Mirror();
      Seat seat = evening.join(first, Integer.MAX_VALUE);
      while (first.position() < 6) {
        evening.get(evening.edit());
        evening.simulation.runUntilIdle();
      }
      seat.leave();
      // Another life of the same device, which counts anew and comes to the same position.
      Mirror second = new Mirror();
      Seat other = evening.join(second, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      while (second.position() < first.position()) {
        evening.get(evening.edit());
        evening.simulation.runUntilIdle();
      }
      other.leave();
      evening.join(first, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals("resumed", first.begun.get(1), way.toString());
      assertEquals(evening.steady.view().toString(), first.view().toString(), way.toString());
    }
  }

  @Test
  void whoIsTurnedAwayIsToldWhenToComeAgain() {
    Evening evening =
        new Evening(85, Way.RING, "ada", List.of(), options -> options.withJoins(1, 1));
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
    Evening evening =
        new Evening(
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
      CompletableFuture<Receipt> unused = seat.submit(say(n, "quick"));
    }
    evening.simulation.runUntilIdle();
    Receipt last = mirror.receipts.stream().filter(r -> r.n() == 3).findFirst().orElseThrow();
    assertEquals("rate-limited", last.code());
    assertTrue(last.retryAfter().toMillis() <= 100, last.toString());
    evening.simulation.advance(last.retryAfter());
    Receipt again = evening.get(seat.submit(say(3, "quick")));
    assertEquals(Receipt.Outcome.APPLIED, again.outcome());
    assertEquals(Duration.ZERO, again.retryAfter());
  }

  @Test
  void asMuchAsGoesByASlowSeatIsBounded() {
    Evening evening =
        new Evening(
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
      evening.get(evening.gm.submit(say(n, text)));
    }
    assertEquals(null, mirror.closed);
    for (int n = 7; n <= 20; n++) {
      evening.get(evening.gm.submit(say(n, text)));
    }
    assertEquals("slow-consumer", mirror.closed);
    evening.join(mirror, Integer.MAX_VALUE);
    evening.simulation.runUntilIdle();
    assertEquals(List.of("welcome", "resumed"), mirror.begun);
    assertEquals(evening.steady.view().toString(), mirror.view().toString());
  }

  @Test
  void whatASlowSeatDoesNotSeeCloseNoSeat() {
    Evening evening =
        new Evening(
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
    assertEquals(List.of(93, 93, 93, 93), lengths);
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

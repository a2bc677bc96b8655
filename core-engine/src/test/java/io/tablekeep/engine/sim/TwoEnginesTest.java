package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.cluster.Ownership;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Two engines on one store object: the older can never append again, and says so. */
class TwoEnginesTest {
  private final Simulation simulation = new Simulation(7);
  private final SimulatedStore store =
      SimulatedStore.open(new SimulatedDisk(7), simulation::after, 7);
  private final Host older = new Host(simulation, "older", store, Plan.calm(7));
  private final Host newer = new Host(simulation, "newer", store, Plan.calm(7));
  private final Listening olderHears = new Listening();
  private final Listening newerHears = new Listening();

  private <T> T get(CompletableFuture<T> future) {
    return simulation.await(future);
  }

  private static Action say(long n) {
    String payload = "{\"text\":\"line " + n + "\"}";
    return new Action("phone", n, "chat.say", payload.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> journal() {
    return store.durableEntries(Evidence.DOCUMENT).stream()
        .map(stored -> EntryDecoder.decode(Evidence.DOCUMENT, stored))
        .map(entry -> entry.epoch() + " " + entry.cause().type() + " " + entry.cause().n())
        .toList();
  }

  @Test
  void theOlderCanNeverAppendAgainAndSaysSo() {
    Seat oldSeat = get(get(older.create(Tables.document(""))).join("ada", olderHears));
    assertEquals(Receipt.Outcome.APPLIED, get(oldSeat.submit(say(1))).outcome());

    Seat newSeat = get(get(newer.open()).join("ada", newerHears));
    assertEquals(Receipt.Outcome.APPLIED, get(newSeat.submit(say(2))).outcome());
    List<String> before = journal();

    Receipt refused = get(oldSeat.submit(say(3)));
    simulation.runUntilIdle();
    assertEquals(Receipt.Outcome.RETRY, refused.outcome());
    assertEquals("not-stored", refused.code());
    assertTrue(olderHears.told.contains("closed moved"), olderHears.told::toString);
    assertTrue(newerHears.told.stream().noneMatch(told -> told.startsWith("closed")));
    assertEquals(before, journal(), "nothing of it was stored");

    assertEquals(Receipt.Outcome.APPLIED, get(newSeat.submit(say(3))).outcome());
    assertEquals(Receipt.Outcome.APPLIED, get(newSeat.submit(say(1))).outcome());
    simulation.runUntilIdle();
    assertEquals(4, journal().size(), "the retry ran once, the old receipt was found");
  }

  @Test
  void theOlderEndsOnceWhenItLearnsOfThatWhileItCloses() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Engine closing =
        Engine.start(
            EngineOptions.on(store)
                .withRuntime(simulation.runtime("closing"))
                .withDiceKey(new byte[32])
                .withMeters(meters));
    Campaign campaign = get(closing.create(Host.CAMPAIGN, Tables.document("")));
    Seat seat = get(campaign.join("ada", olderHears));
    assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say(1))).outcome());
    get(newer.open());
    CompletableFuture<Receipt> late = seat.submit(say(2));
    CompletableFuture<Void> closed = campaign.close();
    get(closed);
    simulation.runUntilIdle();
    assertEquals("not-stored", get(late).code());
    assertEquals(1, olderHears.told.stream().filter(told -> told.startsWith("closed")).count());
    assertEquals(0, meters.get("tablekeep.campaigns").gauge().value());
  }

  @Test
  void whatTheOlderHadOnItsWayIsEitherInTheJournalBeforeTheNewerReadsOrNever() {
    for (int seed = 0; seed < 50; seed++) {
      Simulation world = new Simulation(seed);
      SimulatedStore shared = SimulatedStore.open(new SimulatedDisk(seed), world::after, seed);
      Host first = new Host(world, "first", shared, Plan.calm(seed));
      Host second = new Host(world, "second", shared, Plan.calm(seed));
      Campaign campaign = world.await(first.create(Tables.document("")));
      Seat seat = world.await(campaign.join("ada", new Listening()));
      CompletableFuture<Receipt> one = seat.submit(say(1));
      CompletableFuture<Receipt> two = seat.submit(say(2));
      Campaign taken = world.await(second.open());
      long seen = world.await(taken.state()).version();
      world.runUntilIdle();
      assertEquals(seen, shared.durableLast(Evidence.DOCUMENT), "seed " + seed);
      long applied =
          List.of(one, two).stream()
              .filter(future -> future.join().outcome() == Receipt.Outcome.APPLIED)
              .count();
      assertEquals(seen, 1 + applied, "seed " + seed);
    }
  }

  /** An engine of several, which are asked whose a document is. */
  private Engine among(CampaignStore on, Supplier<CompletionStage<Boolean>> keeps) {
    Ownership ownership =
        new Ownership() {
          @Override
          public CompletionStage<Void> claim(DocumentId id) {
            return CompletableFuture.completedFuture(null);
          }

          @Override
          public CompletionStage<Boolean> keeps(DocumentId id) {
            return keeps.get();
          }

          @Override
          public void released(DocumentId id) {}
        };
    return Engine.start(
        EngineOptions.on(on)
            .withRuntime(simulation.runtime("among"))
            .withDiceKey(new byte[32])
            .withSeats(SeatOptions.defaults().withSeal(new byte[32]))
            .withOwnership(ownership));
  }

  private Seat join(Campaign campaign, Mirror who) {
    SeatRequest request = SeatRequest.first("ada", "phone");
    Seat seat =
        get(
            campaign.join(
                who.begun.isEmpty() ? request : request.resuming(who.token(), who.position()),
                who.connection(Integer.MAX_VALUE)));
    simulation.advance(Duration.ofMillis(50));
    return seat;
  }

  @Test
  void nobodyIsShownLessThanTheyHaveSeenAlready() {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    Engine stale = among(store, () -> kept);
    Engine fresh = among(store, () -> CompletableFuture.completedFuture(true));
    Mirror ada = new Mirror();
    Campaign before = get(stale.create(Host.CAMPAIGN, Tables.document("")));
    join(before, ada).leave();
    Campaign now = get(fresh.open(Host.CAMPAIGN));
    Seat seat = join(now, ada);
    assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say(1))).outcome());
    simulation.advance(Duration.ofMillis(50));
    seat.leave();
    String seen = ada.hash();
    assertEquals(List.of("welcome", "resumed"), ada.begun);
    for (int i = 0; i < 2; i++) {
      // First it does not know that it is behind, then it cannot tell.
      join(before, ada);
      assertEquals("behind", ada.closed);
      assertEquals(seen, ada.hash());
    }
    kept.complete(false);
    simulation.runUntilIdle();
    join(now, ada);
    assertEquals(List.of("welcome", "resumed", "resumed"), ada.begun);
  }

  @Test
  void whoeverWasBehindOnceMayBeBehindAgain() {
    Engine one = among(store, () -> CompletableFuture.completedFuture(true));
    Engine other = among(store, () -> CompletableFuture.completedFuture(true));
    Mirror ada = new Mirror();
    List<Campaign> both = new ArrayList<>();
    both.add(get(one.create(Host.CAMPAIGN, Tables.document(""))));
    join(both.get(0), ada).leave();
    both.add(get(other.open(Host.CAMPAIGN)));
    int said = 0;
    for (int i = 0; i < 6; i++) {
      // Each time the other has written meanwhile.
      Campaign next = both.get((i + 1) % 2);
      Seat seat = join(next, ada);
      if (i > 0) {
        assertEquals("behind", ada.closed, "round " + i);
        simulation.advance(Duration.ofSeconds(2));
        seat = join(next, ada);
      }
      assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say(++said))).outcome());
      simulation.advance(Duration.ofMillis(50));
      seat.leave();
      simulation.advance(Duration.ofMillis(50));
    }
    assertFalse(ada.begun.subList(1, ada.begun.size()).contains("welcome"));
  }

  @Test
  void whatWasSeenSinceTheLastTokenCounts() {
    Engine stale = among(store, () -> CompletableFuture.completedFuture(true));
    Engine fresh = among(store, () -> CompletableFuture.completedFuture(true));
    Mirror ada = new Mirror();
    Campaign before = get(stale.create(Host.CAMPAIGN, Tables.document("")));
    Seat seat = join(get(fresh.open(Host.CAMPAIGN)), ada);
    assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say(1))).outcome());
    simulation.advance(Duration.ofMillis(50));
    // Both have all there is, and the one that ada does not sit at is behind again.
    for (Engine each : List.of(stale, fresh)) {
      each.doubt("a test");
      simulation.advance(Duration.ofSeconds(2));
    }
    byte[] token = ada.token();
    for (int i = 2; i <= 4; i++) {
      assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say(i))).outcome());
      simulation.advance(Duration.ofMillis(50));
    }
    assertArrayEquals(token, ada.token());
    String seen = ada.hash();
    join(before, ada);
    assertEquals("behind", ada.closed);
    assertEquals(seen, ada.hash());
    simulation.advance(Duration.ofSeconds(2));
    join(before, ada);
    assertEquals(2, ada.begun.size());
    assertEquals(seen, ada.hash());
  }

  @Test
  void aStoreThatWasSetBackCounts() {
    Engine lost = among(store, () -> CompletableFuture.completedFuture(true));
    Mirror ada = new Mirror();
    Seat seat = join(get(lost.create(Host.CAMPAIGN, Tables.document(""))), ada);
    get(seat.submit(say(1)));
    simulation.advance(Duration.ofMillis(50));
    SimulatedStore older = SimulatedStore.open(new SimulatedDisk(8), simulation::after, 8);
    Engine back = among(older, () -> CompletableFuture.completedFuture(true));
    Campaign campaign = get(back.create(Host.CAMPAIGN, Tables.document("")));
    join(campaign, ada);
    assertEquals("behind", ada.closed);
    simulation.advance(Duration.ofSeconds(2));
    join(campaign, ada);
    assertEquals(List.of("welcome", "welcome"), ada.begun);
  }
}

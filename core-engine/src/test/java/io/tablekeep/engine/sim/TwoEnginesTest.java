package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.runtime.sim.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
}

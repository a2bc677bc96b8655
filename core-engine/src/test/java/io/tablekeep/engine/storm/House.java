package io.tablekeep.engine.storm;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/** The engine of the moment, its disk, and what happens to both. */
final class House {
  final Simulation simulation;
  private final SplittableRandom random;
  private final SimulatedDisk disk;
  private final SeatOptions seats;
  private final List<? extends ConflictResolver> resolvers;
  private SimulatedStore store;
  private FaultyStore entrance;
  private SimulatedRuntime runtime;
  private int processes;
  Engine engine;

  /** Whether it may not be found out any more what somebody saw. */
  boolean forgets;

  House(long seed, List<? extends ConflictResolver> resolvers) {
    this.resolvers = resolvers;
    simulation = new Simulation(seed).maxSteps(50_000_000);
    random = new SplittableRandom(seed ^ 0x40e5e);
    disk = new SimulatedDisk(seed);
    store = open();
    entrance = new FaultyStore(store);
    // Who comes back finds what they had in the ring, in the journal, or begins anew.
    SeatOptions usual = SeatOptions.defaults().withSeal(new byte[32]);
    int memory = random.nextInt(4);
    forgets = memory == 1;
    seats =
        switch (memory) {
          case 0 -> usual.withMemory(1, 20_000);
          case 1 -> usual.withMemory(1, 4);
          default -> usual;
        };
    runtime = simulation.runtime("p0");
    engine = start();
  }

  private SimulatedStore open() {
    return SimulatedStore.open(disk, simulation::after, random.nextLong());
  }

  private Engine start() {
    return Engine.start(
        EngineOptions.on(entrance)
            .withRuntime(runtime)
            .withSeats(seats)
            .withSystems(List.of(new Evening()))
            .withResolvers(resolvers)
            .withDiceKey(new byte[32])
            .withResidency(
                new ResidencyPolicy(
                    1_000, 1L << 30, Duration.ofSeconds(20), Duration.ofMinutes(10)))
            .withLimits(
                Limits.defaults()
                    .withActionRate(1_000_000, 1_000_000)
                    .withRules(Duration.ofMillis(250), 1_000_000)));
  }

  /** Ends the process, or takes the power from it, and starts another on the same disk. */
  void die(boolean power) {
    runtime.kill();
    if (power) {
      disk.crash();
      store = open();
    }
    entrance = new FaultyStore(store);
    runtime = simulation.runtime("p" + ++processes);
    engine = start();
  }

  /** Lets a store call that is still to come go wrong. */
  void hiccup() {
    forgets = true;
    long next = entrance.calls() + 1 + random.nextInt(6);
    entrance.fail(
        next,
        switch (random.nextInt(5)) {
          case 0 -> Fault.unknownButStored();
          case 1 -> Fault.unknownNotStored();
          case 2 -> new Fault.Rejected(Refusal.OVERLOADED);
          case 3 -> new Fault.Rejected(Refusal.UNAVAILABLE);
          default -> Fault.delayed();
        });
  }

  /** No fault is left to come. */
  void heal() {
    entrance.release();
    for (int i = 1; i <= 8; i++) {
      // Overwrites what is still to come by nothing worse than a late answer.
      entrance.fail(entrance.calls() + i, Fault.delayed());
    }
  }

  /** What is durable of a document. */
  List<StoredEntry> entries(DocumentId id) {
    return store.durableEntries(id);
  }

  /** Everything that is under way comes to its end, also answers that were held back. */
  void settle() {
    do {
      simulation.runUntilIdle();
      entrance.release();
    } while (simulation.runUntilIdle() > 0);
  }

  /** Time passes. */
  void pass(Duration time) {
    entrance.release();
    simulation.advance(time);
    settle();
  }

  /** Things go on for a moment; not all that is under way comes to its end. */
  void goOn() {
    simulation.advance(Duration.ofNanos(random.nextLong(3_000_000)));
  }

  /** Reads a journal from its beginning, as somebody who looks for damage. */
  Verification verify(DocumentId id, MeterRegistry meters) {
    SimulatedRuntime auditor = simulation.runtime("auditor");
    return await(
        new Journals(entrance, auditor, JournalOptions.DEFAULT, meters, "auditor").verify(id));
  }

  <T> T await(CompletionStage<T> stage) {
    for (int i = 0; i < 100 && !stage.toCompletableFuture().isDone(); i++) {
      settle();
      simulation.advance(Duration.ofMillis(100L * i));
    }
    entrance.release();
    return simulation.await(stage);
  }
}

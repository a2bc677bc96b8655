package io.tablekeep.engine.sim;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.cluster.Ownership;
import io.tablekeep.engine.runtime.sim.RuleFate;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.store.CampaignStore;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One engine in a process of its own. */
final class Host implements Door {
  static final String CAMPAIGN = "night";

  private static final Limits LIMITS = Limits.defaults().withActionRate(1_000_000, 1_000_000);

  private final SimulatedRuntime runtime;
  private final Engine engine;
  private boolean alive = true;

  Host(Simulation simulation, String name, CampaignStore store, Plan plan) {
    this(simulation.runtime(name), name, store, plan, Ownership.ALONE);
  }

  /** A node of a cluster. */
  Host(SimulatedRuntime runtime, String name, CampaignStore store, Plan plan, Ownership ownership) {
    this.runtime = runtime;
    long[] rules = {0};
    runtime.ruleFates(owner -> plan.ruleFates.getOrDefault(++rules[0], RuleFate.RUN));
    long[] work = {0};
    runtime.refuseWork(() -> plan.refusedWork.contains(++work[0]));
    engine =
        Engine.start(
            EngineOptions.on(store)
                .withRuntime(runtime)
                .withSystems(List.of(new Tally()))
                .withLimits(LIMITS)
                .withDiceKey(new byte[32])
                .withOwnership(ownership)
                .withOwner(name));
  }

  CompletableFuture<Campaign> create(byte[] document) {
    return engine.create(CAMPAIGN, document);
  }

  @Override
  public CompletableFuture<Campaign> open() {
    return engine.open(CAMPAIGN);
  }

  /** A planted mistake: the engine forgets which actions have run. */
  void forget(Evidence evidence) {
    evidence.hear(
        open(),
        (campaign, failure) -> {
          if (campaign != null) {
            Map<?, ?> open = (Map<?, ?>) field(field(engine, "documents"), "open");
            Object loop = ((CompletableFuture<?>) open.get(campaign.id())).getNow(null);
            Object journal = field(field(loop, "line"), "journal");
            ((Map<?, ?>) field(field(journal, "ledger"), "people")).clear();
          }
        });
  }

  private static Object field(Object of, String name) {
    try {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the engine keeps its receipts elsewhere", e);
    }
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  Engine engine() {
    return engine;
  }

  /** Lets the table go to another node. */
  CompletableFuture<Void> release() {
    return engine.release(Evidence.DOCUMENT);
  }

  void busy(boolean now) {
    if (alive) {
      runtime.refuseWork(() -> now);
    }
  }

  void kill() {
    alive = false;
    runtime.kill();
  }
}

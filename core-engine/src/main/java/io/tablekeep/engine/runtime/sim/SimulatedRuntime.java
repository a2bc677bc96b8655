package io.tablekeep.engine.runtime.sim;

import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RulesExecutor;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A process in a {@link Simulation}. Called from the simulation's thread only. */
public final class SimulatedRuntime implements EngineRuntime {
  private final Simulation simulation;
  private final String name;
  private final SimulatedRules rules;
  private final List<SimulatedLoop> loops = new ArrayList<>();
  private final Set<SimulatedLoop.Waiting> timers = new LinkedHashSet<>();
  private BooleanSupplier refusesWork = () -> false;
  private boolean alive = true;
  private boolean open = true;

  SimulatedRuntime(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
    this.rules = new SimulatedRules(simulation, this);
  }

  /**
   * The only process of a new simulation.
   *
   * @param seed of the simulation
   * @return the process
   */
  public static SimulatedRuntime ofSeed(long seed) {
    return new Simulation(seed).runtime("engine");
  }

  /**
   * What this process lives in: time, steps, trace.
   *
   * @return the simulation
   */
  public Simulation simulation() {
    return simulation;
  }

  /**
   * Ends the process as {@code kill -9} does: what it was about to do is never done, what comes
   * back to it is not heard. Stages it still waits for stay incomplete. Call it between steps, or
   * from something that happens outside of the process.
   */
  public void kill() {
    alive = false;
    open = false;
    simulation.kill(this);
    loops.forEach(SimulatedLoop::clear);
    timers.clear();
  }

  /**
   * Decides what becomes of rules.
   *
   * @param ofOwner asked for each rule as it is handed in
   */
  public void ruleFates(Function<String, RuleFate> ofOwner) {
    rules.fates(ofOwner);
  }

  /**
   * Decides whether offloaded work is refused as {@code overloaded}.
   *
   * @param refuses asked for each piece of work as it is handed in
   */
  public void refuseWork(BooleanSupplier refuses) {
    refusesWork = refuses;
  }

  @Override
  public Loop loop(String loopName) {
    SimulatedLoop loop = new SimulatedLoop(simulation, this, name + '/' + loopName);
    loops.add(loop);
    return loop;
  }

  @Override
  public <T> CompletionStage<T> offload(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    if (!alive) {
      return result;
    }
    if (!open || refusesWork.getAsBoolean()) {
      return CompletableFuture.failedFuture(
          open
              ? new TablekeepException(
                  ErrorKind.RESOURCE, "overloaded", "The server is busy; try again in a moment.")
              : new TablekeepException(
                  ErrorKind.RESOURCE, "closed", "The table is being shut down."));
    }
    simulation.add(
        simulation.duration(), true, name + " work", this, () -> SimulatedRules.call(work, result));
    return result;
  }

  @Override
  public RulesExecutor rules() {
    return rules;
  }

  @Override
  public Instant now() {
    return simulation.now();
  }

  @Override
  public long nanos() {
    return simulation.nanos();
  }

  @Override
  public Chance chance() {
    return simulation.chance();
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration atMost) {
    CompletableFuture<?> waited = stage.toCompletableFuture();
    Instant end = simulation.now().plus(atMost);
    while (!waited.isDone() && simulation.now().isBefore(end) && simulation.step()) {
      // Each step may be the one that ends it.
    }
    return waited.isDone() && !waited.isCompletedExceptionally();
  }

  /** Stops timers and refuses further work, as in production; tasks in the loops still run. */
  @Override
  public void close() {
    open = false;
    List.copyOf(timers).forEach(SimulatedLoop.Waiting::cancel);
  }

  boolean isAlive() {
    return alive;
  }

  boolean isOpen() {
    return open;
  }

  Set<SimulatedLoop.Waiting> timers() {
    return timers;
  }

  @Override
  public String toString() {
    return name;
  }
}

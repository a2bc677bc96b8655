package io.tablekeep.engine.runtime.sim;

import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.runtime.RulesExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Rules of a simulated process: each runs as one step, at a seeded time, or meets its fate. */
final class SimulatedRules implements RulesExecutor {
  private final Simulation simulation;
  private final SimulatedRuntime process;
  private Function<String, RuleFate> fates = owner -> RuleFate.RUN;

  SimulatedRules(Simulation simulation, SimulatedRuntime process) {
    this.simulation = simulation;
    this.process = process;
  }

  void fates(Function<String, RuleFate> ofOwner) {
    fates = ofOwner;
  }

  @Override
  public <T> CompletionStage<T> run(String owner, Duration budget, Callable<T> rule) {
    CompletableFuture<T> result = new CompletableFuture<>();
    if (!process.isAlive()) {
      return result;
    }
    if (!process.isOpen()) {
      return CompletableFuture.failedFuture(fault("rules-closed", owner));
    }
    switch (fates.apply(owner)) {
      case OVERLOADED -> result.completeExceptionally(fault("rules-overloaded", owner));
      case EXHAUSTED -> result.completeExceptionally(fault("rules-exhausted", owner));
      case TIMEOUT ->
          later(budget.toNanos(), () -> result.completeExceptionally(fault("rule-timeout", owner)));
      case THROW ->
          later(
              simulation.duration(),
              () -> result.completeExceptionally(fault("rule-failed", owner)));
      case RUN -> later(simulation.duration(), () -> call(rule, result));
    }
    return result;
  }

  private void later(long nanos, Runnable task) {
    simulation.add(nanos, true, process + " rule", process, task);
  }

  static <T> void call(Callable<T> code, CompletableFuture<T> result) {
    T value;
    try {
      value = code.call();
    } catch (Throwable thrown) { // as on a thread of its own
      result.completeExceptionally(thrown);
      return;
    }
    result.complete(value);
  }

  private static RuleFault fault(String code, String owner) {
    return new RuleFault(code, "The rules of '" + owner + "': simulated " + code + '.');
  }
}

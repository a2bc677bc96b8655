package io.tablekeep.engine.runtime.sim;

import io.tablekeep.engine.runtime.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A loop of a simulated process: a queue that the simulation serves one task at a time. */
final class SimulatedLoop implements Loop {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Simulation simulation;
  private final SimulatedRuntime process;
  private final String name;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  SimulatedLoop(Simulation simulation, SimulatedRuntime process, String name) {
    this.simulation = simulation;
    this.process = process;
    this.name = name;
  }

  @Override
  public boolean inLoop() {
    return simulation.isCurrent(this);
  }

  @Override
  public void execute(Runnable task) {
    if (!process.isAlive()) {
      return;
    }
    if (tasks.isEmpty()) {
      simulation.ready(this);
    }
    tasks.add(task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Waiting waiting = new Waiting(task);
    waiting.start(Math.max(MILLI, delay.toNanos()));
    return waiting;
  }

  @Override
  public <T extends @Nullable Object> void resume(
      CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then) {
    stage.whenComplete((value, failure) -> execute(() -> then.accept(value, unwrapped(failure))));
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  Runnable next() {
    return tasks.remove();
  }

  boolean hasTasks() {
    return !tasks.isEmpty();
  }

  boolean of(SimulatedRuntime other) {
    return process == other;
  }

  void clear() {
    tasks.clear();
  }

  @Override
  public String toString() {
    return name;
  }

  /** A timer. Due, it stands in the queue behind what is there. */
  final class Waiting implements Timer {
    private final Runnable task;
    private boolean cancelled;
    private Simulation.@Nullable Event event;

    Waiting(Runnable task) {
      this.task = task;
    }

    void start(long nanos) {
      if (process.isOpen()) {
        process.timers().add(this);
        event = simulation.add(nanos, false, name + " timer", process, this::due);
      }
    }

    private void due() {
      process.timers().remove(this);
      execute(
          () -> {
            if (!cancelled) {
              task.run();
            }
          });
    }

    @Override
    public void cancel() {
      cancelled = true;
      process.timers().remove(this);
      if (event != null) {
        simulation.cancel(event);
      }
    }
  }
}

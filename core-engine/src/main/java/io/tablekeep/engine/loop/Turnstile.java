package io.tablekeep.engine.loop;

import io.tablekeep.engine.BusyException;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets so many seats of an engine have their views made at a time, so that play goes on while
 * hundreds come back. Bounded: who would have to wait too long is told to come again. Thread-safe.
 */
final class Turnstile {
  private static final long SHORTEST = 1_000;
  private static final long LONGEST = 30_000;

  private final EngineRuntime runtime;
  private final SeatOptions options;
  private final SeatMetrics metrics;
  private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inside = new AtomicInteger();

  /** About how long one takes lately. */
  private final AtomicLong usualNanos = new AtomicLong();

  Turnstile(EngineRuntime runtime, SeatOptions options, SeatMetrics metrics) {
    this.runtime = runtime;
    this.options = options;
    this.metrics = metrics;
  }

  /**
   * Does some work when it is its turn.
   *
   * @param work begins it
   * @return its end; or a failure with code {@code join-storm}, at once
   */
  <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> work) {
    if (metrics.waiting.get() >= options.waitingJoins()) {
      metrics.storms.increment();
      return CompletableFuture.failedFuture(
          new BusyException(
              "join-storm",
              "Many are coming in at once. Try again in a few seconds.",
              untilCalm()));
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    metrics.waiting.incrementAndGet();
    queue.add(() -> begin(work, done));
    next();
    return done;
  }

  /** Whether whoever comes now has to wait. */
  boolean isBusy() {
    return inside.get() >= options.joins();
  }

  /**
   * Until those who wait are through, and up to as much again, so that not all come back at once.
   */
  private Duration untilCalm() {
    long through = usualNanos.get() / 1_000_000 * metrics.waiting.get() / options.joins();
    long least = Math.max(SHORTEST, Math.min(LONGEST / 2, through));
    return Duration.ofMillis(least + Math.floorMod(runtime.chance().bits(), least));
  }

  private <T> void begin(Supplier<CompletionStage<T>> work, CompletableFuture<T> done) {
    long since = runtime.nanos();
    CompletionStage<T> stage;
    try {
      stage = work.get();
    } catch (RuntimeException failed) {
      stage = CompletableFuture.failedFuture(failed);
    }
    stage.whenComplete(
        (value, failure) -> {
          inside.decrementAndGet();
          long took = runtime.nanos() - since;
          usualNanos.updateAndGet(usual -> usual + (took - usual) / 8);
          if (failure != null) {
            done.completeExceptionally(failure);
          } else {
            done.complete(value);
          }
          next();
        });
  }

  private void next() {
    while (true) {
      if (inside.incrementAndGet() > options.joins()) {
        inside.decrementAndGet();
        // Whoever leaves meanwhile has looked at the queue after this one was put into it.
        return;
      }
      Runnable first = queue.poll();
      if (first == null) {
        inside.decrementAndGet();
        if (queue.isEmpty()) {
          return;
        }
      } else {
        metrics.waiting.decrementAndGet();
        first.run();
      }
    }
  }
}

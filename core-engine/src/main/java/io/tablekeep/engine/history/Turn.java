package io.tablekeep.engine.history;

import io.tablekeep.engine.metrics.HistoryMetrics;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** So many readings of journals go on at a time, so many wait, more are refused. Thread-safe. */
final class Turn {
  private static final int RUNNING = 2;
  private static final int WAITING = 256;

  private final HistoryMetrics metrics;
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private int running;

  Turn(HistoryMetrics metrics) {
    this.metrics = metrics;
  }

  <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable begin = () -> begin(work, done);
    synchronized (this) {
      if (running >= RUNNING) {
        if (queue.size() >= WAITING) {
          return CompletableFuture.failedFuture(busy(metrics));
        }
        queue.add(begin);
        metrics.waiting.set(queue.size());
        return done;
      }
      running++;
      metrics.running.set(running);
    }
    begin.run();
    return done;
  }

  static TablekeepException busy(HistoryMetrics metrics) {
    metrics.refused.increment();
    return new TablekeepException(
        ErrorKind.RESOURCE,
        "history-busy",
        "Too much is being looked up at once. Try again in a few seconds.");
  }

  private <T> void begin(Supplier<CompletionStage<T>> work, CompletableFuture<T> done) {
    CompletionStage<T> stage;
    try {
      stage = work.get();
    } catch (RuntimeException failed) {
      stage = CompletableFuture.failedFuture(failed);
    }
    stage.whenComplete(
        (value, failure) -> {
          Runnable next = next();
          if (failure != null) {
            done.completeExceptionally(failure);
          } else {
            done.complete(value);
          }
          if (next != null) {
            next.run();
          }
        });
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = queue.poll();
    if (next == null) {
      running--;
    }
    metrics.waiting.set(queue.size());
    metrics.running.set(running);
    return next;
  }
}

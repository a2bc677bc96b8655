package io.tablekeep.engine.runtime.vertx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for work that blocks or takes long, with a queue that has a limit. */
final class Workers {
  private static final long CLOSE_SECONDS = 10;

  private final MeterRegistry meters;
  private final ThreadPoolExecutor pool;
  private final Timer timer;
  private final Counter rejected;
  private final List<Meter> all;

  Workers(int threads, int queue, MeterRegistry meters) {
    this.meters = meters;
    AtomicInteger made = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread = new Thread(task, "tablekeep-worker-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    timer =
        Timer.builder("tablekeep.workers.run")
            .description("Time that offloaded work takes, without its wait")
            .register(meters);
    rejected =
        Counter.builder("tablekeep.workers.rejected")
            .description("Work that was refused because the queue was full")
            .register(meters);
    all =
        List.of(
            timer,
            rejected,
            Gauge.builder("tablekeep.workers.waiting", pool, p -> p.getQueue().size())
                .description("Work that waits for a thread")
                .register(meters),
            Gauge.builder("tablekeep.workers.active", pool, ThreadPoolExecutor::getActiveCount)
                .description("Threads at work")
                .register(meters));
  }

  <T> CompletionStage<T> run(Callable<T> work) {
    Work<T> task = new Work<>(work, timer);
    try {
      pool.execute(task);
    } catch (RejectedExecutionException full) {
      rejected.increment();
      task.result.completeExceptionally(refusal());
    }
    return task.result;
  }

  private TablekeepException refusal() {
    return pool.isShutdown()
        ? new TablekeepException(ErrorKind.RESOURCE, "closed", "The table is being shut down.")
        : new TablekeepException(
            ErrorKind.RESOURCE, "overloaded", "The server is busy; try again in a moment.");
  }

  /** Lets what is queued end, for some seconds; then refuses it. */
  void close() {
    pool.shutdown();
    boolean ended = false;
    try {
      ended = pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      for (Runnable left : pool.shutdownNow()) {
        ((Work<?>) left).result.completeExceptionally(refusal());
      }
    }
    all.forEach(meters::remove);
  }

  private static final class Work<T> implements Runnable {
    private final Callable<T> work;
    private final Timer timer;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Work(Callable<T> work, Timer timer) {
      this.work = work;
      this.timer = timer;
    }

    @Override
    public void run() {
      long start = System.nanoTime();
      T value;
      try {
        value = work.call();
      } catch (Throwable failure) { // whoever waits is told, whatever it was
        result.completeExceptionally(failure);
        return;
      } finally {
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
      result.complete(value);
    }
  }
}

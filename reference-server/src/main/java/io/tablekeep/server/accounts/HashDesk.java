package io.tablekeep.server.accounts;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords on two threads of their own, so that guessing keeps nobody else waiting. What
 * would wait too long is refused. Thread-safe.
 */
public final class HashDesk implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 64;

  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A desk.
   *
   * @param vertx makes its threads
   */
  public HashDesk(Vertx vertx) {
    workers = vertx.createSharedWorkerExecutor("tablekeep-passwords", THREADS);
  }

  /** Runs one piece of work. */
  <T> CompletableFuture<T> run(Callable<T> work) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE, "overloaded", "Too many log in at once. Try again."));
    }
    return workers
        .executeBlocking(work, false)
        .onComplete(done -> waiting.decrementAndGet())
        .toCompletionStage()
        .toCompletableFuture();
  }

  @Override
  public void close() {
    workers.close().onFailure(fault -> {});
  }
}

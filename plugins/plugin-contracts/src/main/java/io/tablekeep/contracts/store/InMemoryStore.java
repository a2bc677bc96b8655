package io.tablekeep.contracts.store;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreStats;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A store for tests that do not care about storing: everything is gone with the object.
 * Thread-safe.
 *
 * <p>"Durable" here only means "in the map". Answers come through an executor, by default the
 * caller's own thread before the call returns; hand in another to have them come later.
 */
public final class InMemoryStore extends AbstractStore {
  private final Executor answers;
  private final Tables tables = new Tables();
  private boolean closed;
  private long commits;

  /** Answers before each call returns. */
  public InMemoryStore() {
    this(Runnable::run);
  }

  /**
   * Answers through an executor.
   *
   * @param answers runs the answers in the order it gets them
   */
  public InMemoryStore(Executor answers) {
    this.answers = answers;
  }

  @Override
  public Set<StoreCapability> capabilities() {
    return Set.of();
  }

  @Override
  void write(Write write, Outcome outcome) {
    Runnable answer;
    synchronized (this) {
      Optional<Appended.Rejected> refusal =
          closed
              ? Tables.rejected(Refusal.CLOSED, "The store is closed.")
              : tables.refusal(write, true);
      if (refusal.isPresent()) {
        answer = () -> outcome.not(refusal.get());
      } else {
        long number = tables.apply(write);
        commits++;
        answer = () -> outcome.done(number);
      }
    }
    answers.execute(answer);
  }

  @Override
  <T> CompletionStage<T> query(Function<Tables, T> query) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    Runnable answer;
    synchronized (this) {
      if (closed) {
        StoreException why = new StoreException(Refusal.CLOSED, "The store is closed.");
        answer = () -> stage.completeExceptionally(why);
      } else {
        T found = query.apply(tables);
        answer = () -> stage.complete(found);
      }
    }
    answers.execute(answer);
    return stage;
  }

  @Override
  public synchronized StoreStats stats() {
    long[] counts = tables.counts();
    return new StoreStats(0, 0, Long.MAX_VALUE, -1, -1, counts[1], commits, 0, 0, 0, 0);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}

package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that read, each query on a connection of its own; at most {@link #WAITING} queries
 * wait. A connection that was lost while it rested is replaced and the query asked once more; while
 * the server cannot be reached, queries fail at once between the attempts.
 */
final class Readers {
  private static final int WAITING = 10_000;

  /** Something asked of a connection. */
  interface Query<T> {
    T ask(ReadSession session) throws SQLException;
  }

  private interface Task<T> {
    T run() throws SQLException;
  }

  private final Database database;
  private final ThreadPoolExecutor threads;
  private final ConcurrentLinkedDeque<ReadSession> sessions = new ConcurrentLinkedDeque<>();
  private final Backoff backoff = new Backoff();
  private volatile String broken = "";

  Readers(Database database, int count) {
    this.database = database;
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "tablekeep-postgres-reader");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Asks on a thread of this pool; failures come as StoreException. */
  <T> CompletableFuture<T> ask(String what, Query<T> query) {
    return submit(what, () -> onSession(query));
  }

  CompletableFuture<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return submit(
        "Checking",
        () -> {
          try (ReadSession session = new ReadSession(database.checker())) {
            return new Checker(session, found).check();
          }
        });
  }

  private <T> CompletableFuture<T> submit(String what, Task<T> task) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    try {
      threads.execute(() -> run(what, task, stage));
    } catch (RejectedExecutionException e) {
      Refusal reason = threads.isShutdown() ? Refusal.CLOSED : Refusal.OVERLOADED;
      String message =
          reason == Refusal.CLOSED ? "The store is closed." : "Too many reads are waiting.";
      stage.completeExceptionally(new StoreException(reason, message, e));
    }
    return stage;
  }

  private static <T> void run(String what, Task<T> task, CompletableFuture<T> stage) {
    T found;
    try {
      found = task.run();
    } catch (SQLException e) {
      stage.completeExceptionally(SqlErrors.asException(what, e));
      return;
    } catch (RuntimeException | Error e) {
      stage.completeExceptionally(e);
      return;
    }
    stage.complete(found);
  }

  private <T> T onSession(Query<T> query) throws SQLException {
    ReadSession rested = sessions.poll();
    if (rested != null) {
      try {
        return on(rested, query);
      } catch (SQLException e) {
        if (SqlErrors.isRefused(e)) {
          throw e;
        }
        letGo(); // the others were lost with it
      }
    }
    return on(fresh(), query);
  }

  /** A connection on which something failed is not used again. */
  private <T> T on(ReadSession session, Query<T> query) throws SQLException {
    boolean fine = false;
    try {
      T found = query.ask(session);
      fine = true;
      return found;
    } finally {
      if (fine) {
        sessions.push(session);
      } else {
        session.close();
      }
    }
  }

  private ReadSession fresh() throws SQLException {
    if (backoff.remaining(System.nanoTime()) > 0) {
      throw new StoreException(Refusal.UNAVAILABLE, database + " cannot be reached: " + broken);
    }
    try {
      ReadSession session = new ReadSession(database.reader());
      backoff.succeeded();
      return session;
    } catch (SQLException | StoreException e) {
      broken = SqlErrors.say(e);
      backoff.failed(System.nanoTime());
      throw e;
    }
  }

  private void letGo() throws SQLException {
    for (ReadSession s = next(); s != null; s = next()) {
      s.close();
    }
  }

  private @Nullable ReadSession next() {
    return sessions.poll();
  }

  /** Answers what was asked, then lets go. */
  void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
      letGo();
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw SqlErrors.asException("Closing", e);
    }
  }
}

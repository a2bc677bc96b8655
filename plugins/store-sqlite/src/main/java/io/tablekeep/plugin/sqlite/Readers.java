package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A few threads that read, each query on a connection of its own; at most {@link #WAITING} queries
 * wait.
 */
final class Readers {
  private static final int WAITING = 10_000;

  /** Something asked of a connection. */
  interface Query<T> {
    T ask(ReadSession session) throws SQLException;
  }

  /** Something done while no connection is open. */
  interface Interlude {
    void run() throws SQLException;
  }

  private final Database database;
  private final ThreadPoolExecutor threads;
  private final ConcurrentLinkedDeque<ReadSession> sessions = new ConcurrentLinkedDeque<>();
  private final ReadWriteLock open = new ReentrantReadWriteLock();

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
              Thread thread = new Thread(task, "tablekeep-sqlite-reader");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Asks on a thread of this pool; failures come as StoreException. */
  <T> CompletableFuture<T> ask(String what, Query<T> query) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    try {
      threads.execute(() -> run(what, query, stage));
    } catch (RejectedExecutionException e) {
      Refusal reason = threads.isShutdown() ? Refusal.CLOSED : Refusal.OVERLOADED;
      String message =
          reason == Refusal.CLOSED ? "The store is closed." : "Too many reads are waiting.";
      stage.completeExceptionally(new StoreException(reason, message, e));
    }
    return stage;
  }

  private <T> void run(String what, Query<T> query, CompletableFuture<T> stage) {
    T found;
    open.readLock().lock();
    try {
      found = onSession(query);
    } catch (SQLException e) {
      stage.completeExceptionally(SqlErrors.asException(what, e));
      return;
    } catch (RuntimeException | Error e) {
      stage.completeExceptionally(e);
      return;
    } finally {
      open.readLock().unlock();
    }
    stage.complete(found);
  }

  /** Borrows a connection; one on which something failed is not used again. */
  private <T> T onSession(Query<T> query) throws SQLException {
    ReadSession session = sessions.poll();
    if (session == null) {
      session = new ReadSession(database.reader(), database.path());
    }
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

  /** Writes back the write-ahead file as far as possible without disturbing anyone, then tells. */
  void checkpoint(Runnable done) {
    var unused =
        ask("A checkpoint", session -> Upkeep.checkpoint(session.connection(), "PASSIVE"))
            .whenComplete((result, failure) -> done.run());
  }

  /** Waits for the queries under way, closes all connections, and lets nobody in meanwhile. */
  void withoutConnections(Interlude interlude) throws SQLException {
    open.writeLock().lock();
    try {
      closeSessions();
      interlude.run();
    } finally {
      open.writeLock().unlock();
    }
  }

  private void closeSessions() throws SQLException {
    for (ReadSession s = sessions.poll(); s != null; s = sessions.poll()) {
      s.close();
    }
  }

  /** Answers what was asked, then lets go. */
  void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
      closeSessions();
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw SqlErrors.asException("Closing", e);
    }
  }
}

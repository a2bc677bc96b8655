package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The writer's connection as it comes and goes, and the epochs that are spent by writes of unknown
 * outcome: a new connection raises them before anything else is written. Belongs to the writer's
 * thread.
 */
final class Link implements AutoCloseable {
  private static final long REST = TimeUnit.SECONDS.toNanos(1);

  private final Database database;
  private final Counters counters;
  private final Map<DocumentId, Epoch> spent = new HashMap<>();
  private final Backoff backoff = new Backoff();
  private @Nullable WriteSession session;
  private String broken = "";
  private long lastUse;

  Link(Database database, Counters counters) throws SQLException {
    this.database = database;
    this.counters = counters;
    session = new WriteSession(database.writer());
    lastUse = System.nanoTime();
  }

  /** The connection as it is; null: there is none. */
  @Nullable WriteSession session() {
    return session;
  }

  /** Nanoseconds until {@link #reach} tries again. */
  long pause(long now) {
    return backoff.remaining(now);
  }

  /** It has just worked. */
  void used() {
    lastUse = System.nanoTime();
  }

  /** Nobody may go on with this epoch. */
  void spend(Work.Fenced work) {
    spent.merge(work.id, work.epoch, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  /** What is said while there is no connection. */
  Rejected refusal(Work work) {
    Epoch gone = spent.get(work.id);
    if (gone != null && work instanceof Work.Fenced mine && gone.compareTo(mine.epoch) >= 0) {
      return new Rejected(
          Refusal.FENCED,
          work.id + " had a write of unknown outcome: its epoch is spent. Acquire.");
    }
    return new Rejected(Refusal.READ_ONLY, database + " takes no writes now: " + broken);
  }

  /** Gives the connection up. */
  void lose(Throwable why) {
    broken = SqlErrors.say(why);
    close();
  }

  @Override
  public void close() {
    WriteSession open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        broken += ", then " + SqlErrors.say(e);
      }
    }
  }

  /** The connection, a new one where necessary and possible; null: not now. */
  @Nullable WriteSession reach() {
    WriteSession open = session;
    if (open != null && System.nanoTime() - lastUse > REST) {
      open = stillThere(open);
    }
    if (open == null && backoff.remaining(System.nanoTime()) <= 0) {
      open = connect();
    }
    return open;
  }

  /** After a rest: a connection that was lost meanwhile is noticed before anything is sent. */
  private @Nullable WriteSession stillThere(WriteSession open) {
    try {
      if (open.answers()) {
        used();
        return open;
      }
      lose(new SQLException("the connection was lost"));
    } catch (SQLException e) {
      lose(e);
    }
    return null;
  }

  private @Nullable WriteSession connect() {
    try {
      WriteSession open = new WriteSession(database.writer());
      session = open;
      open.spend(spent);
      spent.clear();
      backoff.succeeded();
      counters.recoveries.increment();
      used();
      return open;
    } catch (SQLException | StoreException e) {
      lose(e);
      backoff.failed(System.nanoTime());
      return null;
    }
  }

  @Override
  public String toString() {
    return database.toString();
  }
}

package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It drains the queue into one transaction, commits, and answers all of
 * it; then keeps {@link Pace}. Callers only wake it when it sleeps for want of work, never while it
 * paces.
 *
 * <p>Errors: no room, and a lock or a medium that refused from the start, are known to have stored
 * nothing. After anything else nobody knows: the answer is Unknown, all connections are closed and
 * opened again, which recovers what the file holds; a full checkpoint then writes and syncs it anew
 * (after a failed sync the cache may show what the disk never got), and the epochs concerned are
 * raised. Until that has succeeded, writes are refused as READ_ONLY and one attempt a second is
 * made.
 */
final class Writer implements Runnable {
  private static final int BATCH_ENTRIES = 4_096;
  private static final long BATCH_BYTES = 8 << 20;
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long IDLE_TAIL = 256;
  private static final long IDLE_WAL_BYTES = 1 << 20;

  private final Database database;
  private final SqliteOptions options;
  private final Readers readers;
  private final Inbox inbox;
  private final Deque<Work> unfinished = new ArrayDeque<>();
  private final Set<DocumentId> toSpend = new HashSet<>();
  private final Pace pace;
  private final Thread thread = new Thread(this, "tablekeep-sqlite-writer");
  private final Counters counters;
  private Ledger ledger;
  private volatile boolean finishCheckpoint;
  private volatile boolean checkpointing;
  private volatile @Nullable Throwable broken;
  private long nextHeal;
  private long walBytes;
  private boolean sweeping = true;
  private long nextSweep;
  private boolean tight;
  private long nextSpaceCheck;

  Writer(Database database, SqliteOptions options, Readers readers, Inbox inbox, Counters counters)
      throws SQLException {
    this.database = database;
    this.options = options;
    this.inbox = inbox;
    this.counters = counters;
    this.readers = readers;
    long now = System.nanoTime();
    pace = new Pace(options.minGap().toNanos(), options.maxGap().toNanos(), now);
    nextSpaceCheck = now;
    nextSweep = now;
    nextHeal = now;
    ledger = openLedger();
    try {
      Upkeep.forgetUnfinished(ledger.connection());
    } catch (SQLException e) {
      ledger.close();
      throw e;
    }
    thread.setDaemon(true);
  }

  private Ledger openLedger() throws SQLException {
    Connection connection = database.writer();
    try {
      return new Ledger(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  void start() {
    inbox.servedBy(thread);
    thread.start();
  }

  /** Writes and answers what was accepted, then ends the thread and closes the connection. */
  void close() {
    inbox.close();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    while (!inbox.isClosed() || !inbox.isEmpty() || !unfinished.isEmpty()) {
      if (inbox.isEmpty() && unfinished.isEmpty()) {
        rest();
        continue;
      }
      long wait = inbox.isClosed() ? 0 : pace.waitNanos(System.nanoTime());
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
        continue;
      }
      process(gather());
      maintain();
    }
    inbox.finish();
    finish();
  }

  /** Sleeps until there is work; does upkeep when there is none for a while. */
  private void rest() {
    boolean upkeep = broken == null && isUpkeepDue();
    boolean woken = inbox.sleep(upkeep ? IDLE_NANOS : 60 * SECOND);
    if (upkeep && !woken && inbox.isEmpty() && !inbox.isClosed()) {
      tend();
    }
  }

  private boolean isUpkeepDue() {
    return sweeping || ledger.rows.tailLength() >= IDLE_TAIL || walBytes >= IDLE_WAL_BYTES;
  }

  private List<Work> gather() {
    List<Work> batch = new ArrayList<>(unfinished);
    unfinished.clear();
    int entries = 0;
    long bytes = 0;
    while (entries + batch.size() < BATCH_ENTRIES && bytes < BATCH_BYTES) {
      Work work = inbox.poll();
      if (work == null) {
        break;
      }
      pace.taken(work.id.hashCode());
      entries += work.entryCount();
      bytes += work instanceof Work.Append ? work.bytes() : Parts.SIZE;
      batch.add(work);
    }
    pace.committing(System.nanoTime(), entries);
    walBytes += 3 * 4_120 + bytes + bytes / 4;
    return batch;
  }

  private void process(List<Work> batch) {
    if (broken != null && !heal()) {
      Throwable why = broken;
      for (Work work : batch) {
        work.refuse(
            new Appended.Rejected(
                Refusal.READ_ONLY, database.path() + " does not take writes: " + why));
      }
      answer(batch);
      return;
    }
    boolean committing = false;
    try {
      ledger.begin();
      boolean full = isDiskTight();
      for (Work work : batch) {
        if (full && work.grows()) {
          work.abandon(ledger);
          work.refuse(new Appended.Rejected(Refusal.FULL, "The disk is almost full."));
        } else {
          work.decide(ledger);
        }
      }
      ledger.flush();
      boolean changed = ledger.isChanged();
      committing = true;
      ledger.commit();
      counters.committed(changed, batch);
    } catch (SQLException | RuntimeException | Error e) {
      fail(batch, e, committing);
      return;
    }
    answer(batch);
  }

  private void answer(List<Work> batch) {
    for (Work work : batch) {
      if (work.isDecided()) {
        inbox.settled(work);
        if (work.isRejected()) {
          counters.rejected.increment();
        }
        sweeping |= work instanceof Work.Delete;
        work.tellDecided();
      } else {
        unfinished.add(work);
      }
    }
  }

  /** Nothing of the batch was stored, or nobody knows. */
  private void fail(List<Work> batch, Throwable why, boolean committing) {
    Appended outcome = new Appended.Unknown(why);
    if (why instanceof SQLException e
        && (SqlErrors.isFull(e) || (SqlErrors.isNotNow(e) && !committing))) {
      try {
        ledger = ledger.renewed();
        outcome =
            new Appended.Rejected(
                SqlErrors.isFull(e) ? Refusal.FULL : Refusal.READ_ONLY,
                "Nothing was stored: " + e.getMessage());
      } catch (SQLException again) {
        again.addSuppressed(why);
        outcome = new Appended.Unknown(again);
      }
    }
    if (outcome instanceof Appended.Unknown) {
      broken = why;
      batch.forEach(work -> toSpend.add(work.id));
      nextHeal = System.nanoTime();
      heal();
    } else {
      forgetUnfinished();
    }
    for (Work work : batch) {
      inbox.settled(work);
      boolean rejected = work.isRejected() || outcome instanceof Appended.Rejected;
      (rejected ? counters.rejected : counters.unknown).increment();
      if (work.isRejected()) {
        work.tellDecided();
      } else {
        work.tell(outcome);
      }
    }
  }

  private void forgetUnfinished() {
    try {
      Upkeep.forgetUnfinished(ledger.connection());
    } catch (SQLException e) {
      failedUpkeep(e);
    }
  }

  /** Opens the file anew and believes what is there; true when writing may go on. */
  private boolean heal() {
    if (System.nanoTime() - nextHeal < 0) {
      return false;
    }
    try {
      readers.withoutConnections(
          () -> {
            ledger.close();
            ledger = openLedger();
          });
      if (!Upkeep.checkpoint(ledger.connection(), "FULL").isComplete()) {
        throw new SQLException("what is in the write-ahead file could not be written back");
      }
      Upkeep.forgetUnfinished(ledger.connection());
      ledger.spend(toSpend);
      toSpend.clear();
      walBytes = 0;
      broken = null;
      counters.recoveries.increment();
      return true;
    } catch (SQLException | StoreException e) {
      broken = e;
      nextHeal = System.nanoTime() + SECOND;
      return false;
    }
  }

  private boolean isDiskTight() {
    if (options.reserveBytes() > 0 && System.nanoTime() - nextSpaceCheck >= 0) {
      nextSpaceCheck = System.nanoTime() + SECOND;
      long free = database.freeBytes();
      tight = free >= 0 && free < options.reserveBytes();
    }
    return tight;
  }

  /**
   * After a commit: keeps the write-ahead file short, off the way of those who wait where possible.
   */
  private void maintain() {
    if (broken != null) {
      return;
    }
    try {
      if (finishCheckpoint || walBytes > 8 * options.walBytes()) {
        // A reader's thread has written back the bulk; what came meanwhile is little.
        finishCheckpoint = false;
        checkpoint();
      } else if (walBytes > options.walBytes() && !checkpointing) {
        checkpointing = true;
        readers.checkpoint(
            () -> {
              finishCheckpoint = true;
              checkpointing = false;
            });
      }
      if (sweeping && System.nanoTime() - nextSweep >= 0) {
        nextSweep = System.nanoTime() + SECOND;
        sweeping = Upkeep.sweep(ledger);
      }
    } catch (SQLException e) {
      failedUpkeep(e);
    }
  }

  private void checkpoint() throws SQLException {
    Upkeep.Checkpoint done = Upkeep.checkpoint(ledger.connection(), "PASSIVE");
    counters.checkpointed();
    walBytes = done.isComplete() ? 0 : done.bytes();
  }

  private void tend() {
    try {
      if (sweeping) {
        sweeping = Upkeep.sweep(ledger);
      } else if (ledger.rows.tailLength() >= IDLE_TAIL) {
        Upkeep.place(ledger);
      } else if (walBytes >= IDLE_WAL_BYTES) {
        checkpoint();
        walBytes = Math.min(walBytes, IDLE_WAL_BYTES - 1);
      }
    } catch (SQLException e) {
      failedUpkeep(e);
    }
  }

  /** Nobody was waiting for it; but the next write must find a sound connection. */
  private void failedUpkeep(SQLException e) {
    sweeping = false;
    if (SqlErrors.isFull(e) || SqlErrors.isNotNow(e)) {
      try {
        ledger = ledger.renewed();
        return;
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
    }
    broken = e;
  }

  /** Leaves one whole file behind: everything indexed, nothing in the write-ahead file. */
  private void finish() {
    try (Ledger last = ledger) {
      if (broken == null) {
        Upkeep.place(last);
        Upkeep.checkpoint(last.connection(), "TRUNCATE");
      }
    } catch (SQLException e) {
      broken = e;
    }
  }
}

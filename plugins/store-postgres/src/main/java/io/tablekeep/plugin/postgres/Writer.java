package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: takes what waits in rounds, sends each as few statements, and answers
 * all of a statement when its commit has returned.
 *
 * <p>Errors: what the server refused with ERROR is known not to be stored. Where that may be the
 * fault of one document, the others are sent without it. After silence or a lost connection nobody
 * knows: the answer is Unknown, the connection is given up, and once a new one stands the epochs
 * concerned are raised, which waits for whatever the server is still doing with them. Until then
 * writes are refused as READ_ONLY.
 */
final class Writer implements Runnable {
  private static final int BATCH_ENTRIES = 4_096;
  private static final long BATCH_BYTES = 8 << 20;
  private static final int RETRIES = 3;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long UPKEEP = 60 * SECOND;

  /** A statement of a round, and those who wait for it. */
  private interface Call {
    void run(WriteSession session) throws SQLException;
  }

  private final Link link;
  private final Inbox inbox;
  private final Counters counters;
  private final Pace pace;
  private final List<Work> waiting = new ArrayList<>();
  private final Thread thread = new Thread(this, "tablekeep-postgres-writer");
  private long nextUpkeep;

  Writer(Database database, PostgresOptions options, Inbox inbox, Counters counters)
      throws SQLException {
    link = new Link(database, counters);
    this.inbox = inbox;
    this.counters = counters;
    nextUpkeep = System.nanoTime();
    pace = new Pace(options.minGapMicros() * 1_000L, options.maxGapMicros() * 1_000L, nextUpkeep);
    thread.setDaemon(true);
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
    while (!inbox.isClosed() || !inbox.isEmpty() || !waiting.isEmpty()) {
      if (inbox.isEmpty() && waiting.isEmpty()) {
        rest();
        continue;
      }
      long wait = inbox.isClosed() ? 0 : pace.waitNanos(System.nanoTime());
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
        continue;
      }
      gather();
      process();
      tidyAtLast();
    }
    inbox.finish();
    link.close();
  }

  /** Sleeps until there is work; tries to reach the database again, and tidies up, when not. */
  private void rest() {
    long now = System.nanoTime();
    long time = link.session() == null ? link.pause(now) : nextUpkeep - now;
    boolean woken = time > 0 && inbox.sleep(time);
    if (woken || !inbox.isEmpty() || inbox.isClosed()) {
      return;
    }
    WriteSession open = link.reach();
    if (open != null && System.nanoTime() - nextUpkeep >= 0) {
      tend(open);
    }
  }

  /** Those who never let this thread rest are made to wait for a little of the tidying up. */
  private void tidyAtLast() {
    WriteSession open = link.session();
    if (open != null && System.nanoTime() - nextUpkeep >= SECOND) {
      tend(open);
    }
  }

  private void gather() {
    int entries = waiting.size();
    int fresh = 0;
    long bytes = 0;
    while (entries < BATCH_ENTRIES && bytes < BATCH_BYTES) {
      Work work = inbox.poll();
      if (work == null) {
        break;
      }
      entries += 1 + work.entryCount();
      bytes += work.roundBytes();
      fresh += work.entryCount();
      pace.taken(work.id.hashCode());
      waiting.add(work);
    }
    pace.committing(System.nanoTime(), fresh);
  }

  private void process() {
    WriteSession open = link.reach();
    if (open == null) {
      refuseAll();
      return;
    }
    Round round = Round.of(waiting);
    if (!round.chains.isEmpty()) {
      append(open, round.chains);
    }
    // What could not be sent for want of a connection waits in its place for the next round.
    open = link.session();
    if (open != null && !round.acquires.isEmpty()) {
      acquire(open, round.acquires);
    } else {
      waiting.addAll(0, round.acquires);
    }
    open = link.session();
    Work.Fenced other = round.other;
    if (other != null) {
      if (open == null || !other(open, other)) {
        waiting.add(0, other);
      }
    }
    link.used();
  }

  private void refuseAll() {
    List<Work> refused = new ArrayList<>(waiting);
    waiting.clear();
    refused.forEach(work -> tell(work, link.refusal(work)));
  }

  private void append(WriteSession open, List<Round.Chain> chains) {
    List<Work> works = new ArrayList<>();
    chains.forEach(chain -> works.addAll(chain.appends));
    SQLException refused =
        attempt(
            open,
            works,
            session -> {
              List<Appended> answers = session.append(chains);
              committed(chains, answers);
              for (int i = 0; i < answers.size(); i++) {
                chains.get(i).tell(answers.get(i), this::tell);
              }
            });
    if (refused == null) {
      return;
    }
    if (chains.size() > 1 && SqlErrors.mayBeOnes(refused)) {
      for (Round.Chain chain : chains) {
        WriteSession now = link.session();
        if (now == null) {
          waiting.addAll(0, chain.appends);
        } else {
          append(now, List.of(chain));
        }
      }
    } else {
      refuse(works, refused);
    }
  }

  private void committed(List<Round.Chain> chains, List<Appended> answers) {
    long entries = 0;
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof Appended.Durable) {
        entries += chains.get(i).last - chains.get(i).after;
      }
    }
    if (entries > 0) {
      counters.entries.add(entries);
      counters.commits.increment();
    }
  }

  private void acquire(WriteSession open, List<Work.Acquire> acquires) {
    SQLException refused =
        attempt(
            open,
            acquires,
            session -> {
              Map<DocumentId, Long> epochs = session.acquire(acquires);
              counters.commits.increment();
              for (Work.Acquire acquire : acquires) {
                tell(acquire, new Appended.Durable(epochs.getOrDefault(acquire.id, 0L)));
              }
            });
    if (refused != null) {
      refuse(acquires, refused);
    }
  }

  /** Whether it is over; a snapshot has further parts otherwise. */
  private boolean other(WriteSession open, Work.Fenced work) {
    boolean[] more = {false};
    SQLException refused =
        attempt(
            open,
            List.of(work),
            session -> {
              Appended answer = ask(session, work);
              if (answer == null) {
                more[0] = true;
                return;
              }
              if (work instanceof Work.Delete) {
                nextUpkeep = System.nanoTime();
              }
              if (answer instanceof Appended.Durable) {
                counters.commits.increment();
              }
              tell(work, answer);
            });
    if (refused != null) {
      refuse(List.of(work), refused);
    }
    return !more[0];
  }

  private static @Nullable Appended ask(WriteSession session, Work.Fenced work)
      throws SQLException {
    if (work instanceof Work.Put put) {
      return session.send(put).orElse(null);
    }
    return work instanceof Work.Drop drop ? session.drop(drop) : session.delete((Work.Delete) work);
  }

  /** Runs a statement; the error when it was refused, null when everybody has an answer. */
  private @Nullable SQLException attempt(WriteSession open, List<? extends Work> works, Call call) {
    for (int attempt = 1; ; attempt++) {
      try {
        call.run(open);
        return null;
      } catch (SQLException e) {
        if (SqlErrors.mayRetry(e) && attempt < RETRIES) {
          continue;
        }
        if (SqlErrors.isRefused(e)) {
          if (SqlErrors.isStale(e)) {
            link.lose(e);
          }
          return e;
        }
        unknown(works, e);
        return null;
      } catch (RuntimeException | Error e) {
        unknown(works, e);
        return null;
      }
    }
  }

  private void refuse(List<? extends Work> works, SQLException why) {
    Rejected rejected =
        new Rejected(
            SqlErrors.writeReason(why), link + " refused the write: " + SqlErrors.say(why));
    works.forEach(work -> tell(work, rejected));
  }

  private void unknown(List<? extends Work> works, Throwable why) {
    link.lose(why);
    for (Work work : works) {
      if (work instanceof Work.Put put && put.written < put.parts()) {
        tell(
            work,
            new Rejected(
                Refusal.READ_ONLY,
                link + " was lost before the snapshot was sent: " + SqlErrors.say(why)));
        continue;
      }
      if (work instanceof Work.Fenced fenced) {
        link.spend(fenced);
      }
      tell(work, new Appended.Unknown(why));
    }
  }

  private void tell(Work work, Appended answer) {
    inbox.settled(work);
    if (answer instanceof Rejected) {
      counters.rejected.increment();
    } else if (answer instanceof Appended.Unknown) {
      counters.unknown.increment();
    }
    work.tell(answer);
  }

  /** Nobody waits for it. What fails here would fail others: the connection is made anew. */
  private void tend(WriteSession open) {
    try {
      boolean more = open.sweep();
      if (!more) {
        counters.usedBytes = open.usedBytes();
      }
      nextUpkeep = System.nanoTime() + (more ? SECOND / 20 : UPKEEP);
    } catch (SQLException e) {
      nextUpkeep = System.nanoTime() + UPKEEP;
      link.lose(e);
    }
    link.used();
  }
}

package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer: filled by any thread, emptied by the writer's, bounded by count and
 * bytes. Whoever adds wakes the writer only when it sleeps, so that under load adding costs no
 * system call.
 */
final class Inbox {
  private final ConcurrentLinkedQueue<Work> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final int countLimit;
  private final long bytesLimit;
  private final Counters counters;
  private @Nullable Thread writer;
  private volatile boolean closed;
  private volatile boolean finished;

  Inbox(PostgresOptions options, Counters counters) {
    countLimit = options.queueLimit();
    bytesLimit = options.queueBytes();
    this.counters = counters;
  }

  /** Before anything is added. */
  void servedBy(Thread thread) {
    writer = thread;
  }

  /** Takes a write, from any thread, or refuses it at once. */
  void offer(Work work) {
    if (closed) {
      refuse(work, Refusal.CLOSED, "The store is closed.");
      return;
    }
    int waiting = count.incrementAndGet();
    long size = bytes.addAndGet(work.bytes());
    if (waiting > countLimit || (size > bytesLimit && waiting > 1)) {
      settled(work);
      refuse(work, Refusal.OVERLOADED, "The store has more to write than it can take.");
      return;
    }
    queue.add(work);
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      LockSupport.unpark(writer);
    }
    if (finished) {
      refuseAll();
    }
  }

  private void refuse(Work work, Refusal reason, String message) {
    counters.rejected.increment();
    work.tell(new Appended.Rejected(reason, message));
  }

  private void refuseAll() {
    for (Work work = queue.poll(); work != null; work = queue.poll()) {
      settled(work);
      refuse(work, Refusal.CLOSED, "The store is closed.");
    }
  }

  /** A write that was taken here has got its answer. */
  void settled(Work work) {
    count.decrementAndGet();
    bytes.addAndGet(-work.bytes());
  }

  int count() {
    return count.get();
  }

  long bytes() {
    return bytes.get();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  @Nullable Work poll() {
    return queue.poll();
  }

  /** The writer waits for something to do; whether it was woken for that. */
  boolean sleep(long nanos) {
    asleep.set(true);
    if (queue.isEmpty() && !closed) {
      LockSupport.parkNanos(this, nanos);
    }
    return !asleep.compareAndSet(true, false);
  }

  /** Nothing more is taken; what was is still written. */
  void close() {
    closed = true;
    LockSupport.unpark(writer);
  }

  boolean isClosed() {
    return closed;
  }

  /** The writer has left; what slipped in behind it is refused. */
  void finish() {
    finished = true;
    refuseAll();
  }
}

package io.tablekeep.engine.runtime.rules;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after rules that take too long. Under load it naps for a fixed time at most instead of
 * being woken for each rule, so that watching costs a rule next to nothing; with nothing to do it
 * sleeps.
 */
final class Watchdog extends Thread {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(25);
  private static final long QUIET = TimeUnit.SECONDS.toNanos(1);

  /** Waking up later than this is taken for a machine that stood still. */
  private static final long STALL = TimeUnit.MILLISECONDS.toNanos(20);

  private final RulesThreads pool;
  private final long graceNanos;
  private volatile boolean sleeping;
  private volatile long nextLook;

  Watchdog(RulesThreads pool, long graceNanos) {
    super(null, null, "tablekeep-rules-watchdog", 0, false);
    this.pool = pool;
    this.graceNanos = graceNanos;
    this.nextLook = System.nanoTime();
    setDaemon(true);
  }

  /** A rule has begun. Called after its thread shows it. */
  void expect(long deadline) {
    if (sleeping || nextLook - deadline > 0) {
      LockSupport.unpark(this);
    }
  }

  @Override
  public void run() {
    long planned = System.nanoTime();
    long busyAt = planned;
    while (!pool.over()) {
      // From here on a beginning rule wakes us, so none is missed between looking and napping.
      sleeping = true;
      long now = System.nanoTime();
      if (now - planned > STALL) {
        pool.extend(now - planned);
      }
      boolean busy = false;
      long next = now + NAP;
      for (RulesThread thread : pool.threads()) {
        long again = thread.look(now, graceNanos);
        if (again != RulesThread.NOTHING) {
          busy = true;
          next = again - next < 0 ? again : next;
        }
      }
      if (busy) {
        busyAt = now;
      }
      if (busy || now - busyAt < QUIET) {
        nextLook = next;
        sleeping = false;
        planned = next;
        LockSupport.parkNanos(pool, Math.max(1, next - System.nanoTime()));
      } else {
        LockSupport.park(pool);
        planned = System.nanoTime();
        busyAt = planned;
      }
    }
  }
}

package io.tablekeep.engine.runtime.rules;

import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.sdk.plugin.BudgetThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that runs rules, one after the other, and answers the watchdog. */
final class RulesThread extends BudgetThread {
  /** Answer of {@link #look}: there is nothing to wait for. */
  static final long NOTHING = Long.MAX_VALUE;

  private final RulesThreads pool;
  private final String givenName;
  private final @Nullable ClassLoader loader = RulesThread.class.getClassLoader();

  /** Orders the end of a rule with what the watchdog does to it. */
  private final Object gate = new Object();

  private @Nullable Run<?> current;
  private long number;
  private long deadline;
  private boolean extended;
  private boolean over;

  // The rest is guarded by the pool's lock; these two are also read by the thread itself.
  private volatile @Nullable Run<?> next;
  private volatile boolean dismissed;
  final long generation;
  boolean abandoned;
  int served;

  @SuppressWarnings("ThreadPriorityCheck") // a hint that helps where the system heeds it
  RulesThread(RulesThreads pool, String name, long generation) {
    super(() -> {}, name);
    this.pool = pool;
    this.givenName = name;
    this.generation = generation;
    setDaemon(true);
    setPriority(MIN_PRIORITY);
    setContextClassLoader(loader);
  }

  /** Hands the thread its next rule. Called under the pool's lock. */
  void assign(Run<?> run) {
    next = run;
  }

  /** Lets the idle thread end; the pool counts it no more. Called under the pool's lock. */
  void dismiss() {
    dismissed = true;
  }

  /** The rule that was handed over and not begun. */
  @Nullable Run<?> assigned() {
    return next;
  }

  @Override
  public void run() {
    Run<?> run = null;
    boolean orderly = false;
    try {
      run = await();
      while (run != null) {
        serve(run);
        boolean more = pool.finished(this, run);
        run = null;
        if (more) {
          run = await();
        }
      }
      orderly = true;
    } finally {
      if (!orderly) { // the thread was stopped from outside
        leave();
        pool.broken(this, run);
      }
    }
  }

  private @Nullable Run<?> await() {
    Run<?> run = next;
    while (run == null && !dismissed) {
      LockSupport.park(pool);
      Thread.interrupted(); // a stray interrupt would turn this into a busy loop
      run = next;
    }
    next = null;
    return run;
  }

  private <T> void serve(Run<T> run) {
    long start = System.nanoTime();
    long end = start + run.budgetNanos;
    synchronized (gate) {
      current = run;
      number = begin();
      over = false;
      deadline = end;
      extended = false;
    }
    pool.watchdog().expect(end);
    T value = null;
    Throwable failure = null;
    try {
      value = run.rule.call();
    } catch (Throwable thrown) { // whatever a plugin throws fails its rule and nothing else
      failure = Failures.portable(thrown);
    }
    boolean late = leave();
    LeftBehind.clear(this, givenName, loader);
    run.owner.timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    if (late) { // whatever came of it is dropped; the watchdog may have answered already
      StackTraceElement[] where =
          failure == null ? new StackTraceElement[0] : failure.getStackTrace();
      run.result.completeExceptionally(timeout(run, where));
    } else if (failure == null) {
      run.result.complete(value);
    } else {
      run.result.completeExceptionally(failure);
    }
  }

  /** The rule is over. Says whether it was ended by the watchdog. */
  private boolean leave() {
    synchronized (gate) {
      current = null;
      return finish();
    }
  }

  /**
   * Looks whether the rule that runs here is late, and does what is due about it. Called by the
   * watchdog.
   *
   * @return when to look again, in {@link System#nanoTime}, or {@link #NOTHING}
   */
  long look(long now, long graceNanos) {
    Run<?> late;
    boolean givenUp = false;
    StackTraceElement[] where;
    synchronized (gate) {
      if (current == null || deadline == NOTHING) {
        return NOTHING;
      }
      if (now - deadline < 0) {
        return deadline;
      }
      late = current;
      where = getStackTrace();
      if (over) {
        givenUp = true;
        deadline = NOTHING;
        pool.abandoned(this, late);
      } else {
        over = true;
        deadline = now + graceNanos;
        late.owner.timeouts.increment();
        end(number);
      }
    }
    pool.late(this, late, where, givenUp);
    return givenUp ? NOTHING : now + graceNanos;
  }

  /** Makes up for time in which the whole machine stood still; once for a rule. */
  void extend(long nanos) {
    synchronized (gate) {
      if (current != null && !over && !extended && deadline != NOTHING) {
        extended = true;
        deadline += nanos;
      }
    }
  }

  /** Whether a rule runs here that the watchdog still waits for. */
  boolean busy() {
    synchronized (gate) {
      return current != null && deadline != NOTHING;
    }
  }

  /** What a rule that ran too long is told. */
  static RuleFault timeout(Run<?> run, StackTraceElement[] where) {
    return new RuleFault(
        "rule-timeout",
        "The rules of '"
            + run.owner.name
            + "' took longer than "
            + TimeUnit.NANOSECONDS.toMillis(run.budgetNanos)
            + " ms and were stopped.",
        where,
        null);
  }
}

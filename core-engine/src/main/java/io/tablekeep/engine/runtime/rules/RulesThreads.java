package io.tablekeep.engine.runtime.rules;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.runtime.RulesExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules executor on real threads. Owners with waiting rules take turns; each has a limit on
 * what runs at once. Thread-safe; a result is completed on a rules thread, a refusal on the
 * caller's, a timeout on the watchdog's.
 */
public final class RulesThreads implements RulesExecutor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RulesThreads.class);
  private static final int OWNERS = 512;

  /** After so many rules a thread is renewed where its thread locals cannot be cleared. */
  private static final int RENEW = 1000;

  private final RulesOptions options;
  private final MeterRegistry meters;
  private final Watchdog watchdog;
  private final CopyOnWriteArrayList<RulesThread> threads = new CopyOnWriteArrayList<>();

  /** Held for a few instructions at a time, never while plugin code or a stage's dependents run. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Owner> owners = new HashMap<>();
  private final ArrayDeque<Owner> round = new ArrayDeque<>();
  private final ArrayDeque<RulesThread> idle = new ArrayDeque<>();
  private final List<Gauge> gauges;
  private int waiting;
  private int active;
  private int abandoned;
  private long made;
  private long generation;
  private volatile boolean closed;

  /**
   * Makes the executor. Threads are started as they are needed.
   *
   * @param options its limits
   * @param meters where its metrics go
   */
  public RulesThreads(RulesOptions options, MeterRegistry meters) {
    this.options = options;
    this.meters = meters;
    this.gauges =
        List.of(
            gauge("waiting", "Rules that wait for a thread", () -> waiting),
            gauge("abandoned", "Given-up threads that are still alive", () -> abandoned),
            gauge("threads", "Threads that run rules or wait for them", () -> active));
    this.watchdog = new Watchdog(this, options.grace().toNanos());
    watchdog.start();
  }

  private Gauge gauge(String name, String description, IntSupplier count) {
    return Gauge.builder("tablekeep.rules." + name, () -> locked(count))
        .description(description)
        .register(meters);
  }

  private int locked(IntSupplier count) {
    lock.lock();
    try {
      return count.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> CompletionStage<T> run(String owner, Duration budget, Callable<T> rule) {
    RulesThread thread = null;
    String refusal;
    Run<T> run;
    lock.lock();
    try {
      Owner of = owner(owner);
      run = new Run<>(of, budget.toNanos(), rule);
      refusal = refusal(of);
      if (refusal.isEmpty()) {
        of.waiting.add(run);
        waiting++;
        list(of);
        thread = next();
      }
    } finally {
      lock.unlock();
    }
    if (!refusal.isEmpty()) {
      run.refuse(refusal);
    } else if (thread != null) {
      wake(thread);
    }
    return run.result;
  }

  private String refusal(Owner owner) {
    if (closed) {
      return "rules-closed";
    }
    if (owner.abandoned >= options.abandonedPerOwner() || (active == 0 && !mayStart())) {
      return "rules-exhausted";
    }
    return waiting >= options.queued() || owner.waiting.size() >= options.queuedPerOwner()
        ? "rules-overloaded"
        : "";
  }

  private Owner owner(String name) {
    Owner known = owners.get(name);
    if (known == null) {
      if (owners.size() >= OWNERS) {
        for (Iterator<Owner> all = owners.values().iterator(); all.hasNext(); ) {
          Owner other = all.next();
          if (other.unused()) {
            all.remove();
            other.close(meters);
          }
        }
      }
      known = new Owner(name, meters);
      owners.put(name, known);
    }
    known.forgotten = false;
    return known;
  }

  private boolean mayStart() {
    return active < options.threads()
        && active + abandoned < options.threads() + options.abandoned();
  }

  /** Puts an owner at the end of the round if one of its rules may start. */
  private void list(Owner owner) {
    if (!owner.listed
        && !owner.waiting.isEmpty()
        && owner.running < options.perOwner()
        && owner.running + owner.abandoned < options.abandonedPerOwner()) {
      owner.listed = true;
      round.add(owner);
    }
  }

  /** The rule whose turn it is. */
  private @Nullable Run<?> take() {
    Owner owner = round.poll();
    if (owner == null) {
      return null;
    }
    owner.listed = false;
    Run<?> run = owner.waiting.remove();
    waiting--;
    owner.running++;
    list(owner);
    return run;
  }

  /** Gives the next rule to an idle thread or a new one; empty when there is no rule or thread. */
  private @Nullable RulesThread next() {
    Run<?> run = idle.isEmpty() && !mayStart() ? null : take();
    if (run == null) {
      return null;
    }
    RulesThread thread = idle.pollFirst();
    if (thread == null) {
      active++;
      thread = new RulesThread(this, "tablekeep-rules-" + ++made, generation);
    }
    thread.assign(run);
    return thread;
  }

  private void wake(RulesThread thread) {
    if (thread.getState() != Thread.State.NEW) {
      LockSupport.unpark(thread);
      return;
    }
    threads.add(thread);
    try {
      thread.start();
    } catch (OutOfMemoryError full) { // no native thread left
      LOG.error("No thread for rules could be started", full);
      broken(thread, null);
    }
  }

  /** Uses what became free. */
  private void dispatch() {
    RulesThread thread;
    do {
      lock.lock();
      try {
        thread = next();
      } finally {
        lock.unlock();
      }
      if (thread != null) {
        wake(thread);
      }
    } while (thread != null);
  }

  /** A rule has ended on a thread. Says whether the thread goes on. */
  boolean finished(RulesThread thread, Run<?> run) {
    boolean more;
    lock.lock();
    try {
      release(thread, run.owner);
      boolean old = !LeftBehind.clearsThreadLocals() && ++thread.served >= RENEW;
      more = !closed && !old && thread.generation == generation && active < options.threads();
      if (more) {
        active++;
        Run<?> following = take();
        if (following != null) {
          thread.assign(following);
        } else {
          idle.addFirst(thread);
        }
      }
    } finally {
      lock.unlock();
    }
    if (!more) {
      threads.remove(thread);
      dispatch();
    }
    return more;
  }

  /** Takes a thread that ran an owner's rule out of all counts. */
  private void release(RulesThread thread, Owner owner) {
    if (thread.abandoned) {
      thread.abandoned = false;
      owner.abandoned--;
      abandoned--;
    } else {
      owner.running--;
      active--;
    }
    list(owner);
    dropForgotten(owner);
  }

  /** A thread was stopped from outside, or could not be started. */
  void broken(RulesThread thread, @Nullable Run<?> held) {
    Run<?> run;
    lock.lock();
    try {
      run = held == null ? thread.assigned() : held;
      if (run != null) {
        release(thread, run.owner);
      } else if (idle.remove(thread)) {
        active--;
      }
    } finally {
      lock.unlock();
    }
    threads.remove(thread);
    if (run != null) {
      run.result.completeExceptionally(
          new RuleFault("rule-failed", "The thread of the rule was stopped."));
    }
    dispatch();
  }

  /** A rule did not stop in its grace. Called under the thread's gate, so that it still runs. */
  void abandoned(RulesThread thread, Run<?> run) {
    lock.lock();
    try {
      thread.abandoned = true;
      run.owner.running--;
      run.owner.abandoned++;
      active--;
      abandoned++;
    } finally {
      lock.unlock();
    }
  }

  /** A rule is over its budget, or its grace. */
  void late(RulesThread thread, Run<?> run, StackTraceElement[] where, boolean givenUp) {
    RuleFault fault = RulesThread.timeout(run, where);
    if (!givenUp) {
      run.result.completeExceptionally(fault);
      return;
    }
    LOG.warn("{} is given up: a rule of '{}' does not stop", thread, run.owner.name, fault);
    List<Run<?>> hopeless = new ArrayList<>();
    lock.lock();
    try {
      if (active == 0 && !mayStart()) {
        owners.values().forEach(owner -> drain(owner, hopeless));
      } else if (run.owner.abandoned >= options.abandonedPerOwner()) {
        drain(run.owner, hopeless);
      }
      list(run.owner);
    } finally {
      lock.unlock();
    }
    hopeless.forEach(waits -> waits.refuse("rules-exhausted"));
    dispatch();
  }

  private void drain(Owner owner, List<Run<?>> into) {
    waiting -= owner.waiting.size();
    into.addAll(owner.waiting);
    owner.waiting.clear();
    if (owner.listed) {
      owner.listed = false;
      round.remove(owner);
    }
  }

  private void dropForgotten(Owner owner) {
    if (owner.forgotten && owner.unused()) {
      owners.remove(owner.name);
      owner.close(meters);
    }
  }

  @Override
  public void forget(String owner) {
    lock.lock();
    try {
      Owner known = owners.get(owner);
      if (known != null) {
        known.forgotten = true;
        dropForgotten(known);
      }
      generation++;
      dismissIdle();
    } finally {
      lock.unlock();
    }
  }

  private void dismissIdle() {
    for (RulesThread thread : idle) {
      thread.dismiss();
      threads.remove(thread);
      LockSupport.unpark(thread);
    }
    active -= idle.size();
    idle.clear();
  }

  /** Refuses what waits and what comes. Rules that run are still watched until they end. */
  @Override
  public void close() {
    List<Run<?>> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      owners.values().forEach(owner -> drain(owner, left));
      dismissIdle();
    } finally {
      lock.unlock();
    }
    left.forEach(run -> run.refuse("rules-closed"));
    gauges.forEach(meters::remove);
    LockSupport.unpark(watchdog);
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /** All threads, the given-up ones included. */
  List<RulesThread> threads() {
    return threads;
  }

  /** Whether there is nothing left to watch, for ever. */
  boolean over() {
    return closed && threads.stream().noneMatch(RulesThread::busy);
  }

  /** The machine stood still: running rules get that time back. */
  void extend(long nanos) {
    threads.forEach(thread -> thread.extend(nanos));
  }
}

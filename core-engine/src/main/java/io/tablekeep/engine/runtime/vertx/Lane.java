package io.tablekeep.engine.runtime.vertx;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.EventLoop;
import io.vertx.core.internal.ContextInternal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one event loop, for the loops of all documents that live there.
 *
 * <p>Any thread pushes; only a push that finds no drain on its way asks the event loop for one. A
 * drain runs a bounded number of tasks, then lets sockets and timers have their turn. The queue has
 * no limit of its own: tasks come from sockets, appends, rules and timers, and each of those has
 * one.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int TURN = 64;
  private static final VarHandle NEWEST;
  private static final VarHandle SCHEDULED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEWEST = lookup.findVarHandle(Lane.class, "newest", Task.class);
      SCHEDULED = lookup.findVarHandle(Lane.class, "scheduled", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * A link of the queue; made to be extended, so that a task that needs an object anyway is one.
   */
  abstract static class Task implements Runnable {
    private @Nullable Task next;
  }

  /** A plain task. */
  static final class Plain extends Task {
    private final Runnable runnable;

    Plain(Runnable runnable) {
      this.runnable = runnable;
    }

    @Override
    public void run() {
      runnable.run();
    }
  }

  private final ContextInternal context;
  private final EventLoop eventLoop;
  private final Counter failures;

  /** What was pushed and not taken, newest first. */
  @SuppressWarnings("UnusedVariable") // through NEWEST
  private volatile @Nullable Task newest;

  /** Whether a drain is on its way or at work. */
  @SuppressWarnings("UnusedVariable") // through SCHEDULED
  private volatile boolean scheduled;

  /** What was taken and not run, oldest first; touched by the event loop only. */
  private @Nullable Task taken;

  private final Runnable wake;

  Lane(ContextInternal context, Counter failures) {
    this.context = context;
    this.eventLoop = context.nettyEventLoop();
    this.failures = failures;
    // One dispatch a drain: what the tasks do belongs to this context, for Vert.x.
    this.wake = () -> context.dispatch(this::drain);
  }

  ContextInternal context() {
    return context;
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  boolean inLane() {
    return eventLoop.inEventLoop();
  }

  void push(Task task) {
    Task seen;
    do {
      seen = newest;
      task.next = seen;
    } while (!NEWEST.compareAndSet(this, seen, task));
    if (!scheduled && SCHEDULED.compareAndSet(this, false, true)) {
      eventLoop.execute(wake);
    }
  }

  private void drain() {
    int left = TURN;
    while (left > 0) {
      Task task = taken;
      if (task == null) {
        task = take();
        if (task == null) {
          scheduled = false;
          // A push between taking and clearing found a drain at work and asked for none.
          if (newest == null || !SCHEDULED.compareAndSet(this, false, true)) {
            return;
          }
          continue;
        }
      }
      taken = task.next;
      task.next = null;
      left--;
      try {
        task.run();
      } catch (Throwable failure) { // a task's failure must not end the tasks after it
        failures.increment();
        LOG.error("A task on an event loop failed", failure);
      }
    }
    eventLoop.execute(wake);
  }

  /** Takes all that was pushed, oldest first. */
  private @Nullable Task take() {
    Task task = (Task) NEWEST.getAndSet(this, (Task) null);
    Task ordered = null;
    while (task != null) {
      Task older = task.next;
      task.next = ordered;
      ordered = task;
      task = older;
    }
    return ordered;
  }
}

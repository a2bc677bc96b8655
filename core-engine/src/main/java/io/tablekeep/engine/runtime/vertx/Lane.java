package io.tablekeep.engine.runtime.vertx;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.EventLoop;
import io.vertx.core.internal.ContextInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop, for the loops of all documents that live there.
 *
 * <p>Tasks stand in the event loop's own queue, which wakes it once for many; a queue of ours
 * before it was measured and gained nothing. The queue has no limit of its own: tasks come from
 * sockets, appends, rules and timers, and each of those has one. A long queue is worked off for up
 * to a second before sockets are read again (Netty's quantum), so a loop that is behind takes in no
 * more.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final ContextInternal context;
  private final EventLoop eventLoop;
  private final Counter failures;

  Lane(ContextInternal context, Counter failures) {
    this.context = context;
    this.eventLoop = context.nettyEventLoop();
    this.failures = failures;
  }

  /** A task of this lane; made to be extended, so that what needs an object anyway is the task. */
  abstract static class Task implements Runnable {
    final Lane lane;

    Task(Lane lane) {
      this.lane = lane;
    }

    /** Called by the event loop: what the task does belongs to the lane's context, for Vert.x. */
    @Override
    public final void run() {
      ContextInternal before = lane.context.beginDispatch();
      try {
        body();
      } catch (Throwable failure) { // must not reach the event loop
        lane.failures.increment();
        LOG.error("A task on an event loop failed", failure);
      } finally {
        lane.context.endDispatch(before);
      }
    }

    abstract void body();
  }

  /** A plain task. */
  private static final class Plain extends Task {
    private final Runnable runnable;

    Plain(Lane lane, Runnable runnable) {
      super(lane);
      this.runnable = runnable;
    }

    @Override
    void body() {
      runnable.run();
    }
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
    eventLoop.execute(task);
  }

  void push(Runnable task) {
    eventLoop.execute(new Plain(this, task));
  }
}

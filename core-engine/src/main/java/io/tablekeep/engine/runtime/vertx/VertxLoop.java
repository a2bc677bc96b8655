package io.tablekeep.engine.runtime.vertx;

import io.netty.util.concurrent.Future;
import io.tablekeep.engine.runtime.Loop;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A document's loop on a Vert.x event loop. */
public final class VertxLoop implements Loop {
  private final String name;
  private final Lane lane;
  private final Set<Waiting> timers;

  VertxLoop(String name, Lane lane, Set<Waiting> timers) {
    this.name = name;
    this.lane = lane;
    this.timers = timers;
  }

  /**
   * The context whose event loop this is. Handlers that run on it are on this loop already.
   *
   * @return an event-loop context, shared by all loops of its event loop
   */
  public Context context() {
    return lane.context();
  }

  @Override
  public boolean inLoop() {
    return lane.inLane();
  }

  @Override
  public void execute(Runnable task) {
    lane.push(task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Waiting waiting = new Waiting(lane, timers, task);
    waiting.start(Math.max(TimeUnit.MILLISECONDS.toNanos(1), delay.toNanos()));
    return waiting;
  }

  @Override
  public <T extends @Nullable Object> void resume(
      CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then) {
    stage.whenComplete(new Resumed<>(lane, then));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Waits for a stage, then stands in the queue itself: one object for both. */
  private static final class Resumed<T extends @Nullable Object> extends Lane.Task
      implements BiConsumer<T, @Nullable Throwable> {
    private final BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Resumed(Lane lane, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then) {
      super(lane);
      this.then = then;
    }

    @Override
    public void accept(T result, @Nullable Throwable thrown) {
      value = result;
      failure = thrown;
      lane.push(this);
    }

    @Override
    void body() {
      Throwable cause = failure;
      while ((cause instanceof CompletionException || cause instanceof ExecutionException)
          && cause.getCause() != null) {
        cause = cause.getCause();
      }
      then.accept(value, cause);
    }
  }

  /** A timer: due on the event loop, then in the queue behind what is there. */
  static final class Waiting extends Lane.Task implements Timer {
    private final Set<Waiting> all;
    private final Runnable task;
    private volatile boolean cancelled;
    private volatile @Nullable Future<?> due;

    Waiting(Lane lane, Set<Waiting> all, Runnable task) {
      super(lane);
      this.all = all;
      this.task = task;
    }

    void start(long nanos) {
      all.add(this);
      due = lane.eventLoop().schedule(() -> lane.push(this), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    void body() {
      if (!cancelled) {
        all.remove(this);
        task.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      all.remove(this);
      Future<?> future = due;
      if (future != null) {
        future.cancel(false);
      }
    }
  }
}

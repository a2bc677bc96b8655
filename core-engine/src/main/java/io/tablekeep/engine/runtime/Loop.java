package io.tablekeep.engine.runtime;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A single thread's queue of small tasks; tasks run one after the other, in order of arrival. */
public interface Loop extends Executor {
  /**
   * Whether the caller is on this loop.
   *
   * @return true on the loop's thread
   */
  boolean inLoop();

  /**
   * Runs a task on the loop, later even when called on it. From any thread.
   *
   * @param task a short task that never blocks
   */
  @Override
  void execute(Runnable task);

  /**
   * Runs a task on the loop after a while. From any thread.
   *
   * @param delay how long to wait, at least a millisecond
   * @param task a short task that never blocks
   * @return cancels it
   */
  Timer after(Duration delay, Runnable task);

  /**
   * Brings the end of a stage back to the loop.
   *
   * @param stage what to wait for
   * @param then runs on the loop with the result or the failure, unwrapped
   * @param <T> the result
   */
  <T extends @Nullable Object> void resume(
      CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then);

  /** A task that waits for its time. */
  interface Timer {
    /** Forgets the task, if it has not begun. */
    void cancel();
  }
}

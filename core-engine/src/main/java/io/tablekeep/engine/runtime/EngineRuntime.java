package io.tablekeep.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Time, threads and chance, as the engine sees them. Thread-safe. */
public interface EngineRuntime extends AutoCloseable {
  /**
   * A single-threaded loop for one document. Several documents may share a thread.
   *
   * @param name for logs and metrics
   * @return the loop
   */
  Loop loop(String name);

  /**
   * Runs work that may block or take long: disk, whole documents, compression. The pool and its
   * queue are bounded; at the limit the stage fails with code {@code overloaded}.
   *
   * @param work what to do, on any thread
   * @param <T> its result
   * @return completes on any thread; use {@link Loop#resume} to come back
   */
  <T> CompletionStage<T> offload(Callable<T> work);

  /**
   * The executor that plugin code runs on.
   *
   * @return the executor, one for the runtime
   */
  RulesExecutor rules();

  /**
   * Wall-clock time.
   *
   * @return now, with millisecond precision
   */
  Instant now();

  /**
   * A clock for durations.
   *
   * @return nanoseconds since some moment
   */
  long nanos();

  /**
   * The source of chance: unpredictable in production, seeded in a simulation.
   *
   * @return the source, thread-safe
   */
  Chance chance();

  /**
   * Waits for a stage, as a closing program has to. Never on a loop.
   *
   * @param stage what to wait for
   * @param atMost how long
   * @return false when the time was up, the stage failed or the waiting was interrupted
   */
  boolean await(CompletionStage<?> stage, Duration atMost);

  /**
   * Stops timers and threads of this runtime's own making. A {@code Vertx} it was given stays open.
   */
  @Override
  void close();
}

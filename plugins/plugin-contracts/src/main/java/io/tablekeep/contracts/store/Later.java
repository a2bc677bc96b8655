package io.tablekeep.contracts.store;

import java.time.Duration;

/** The part of a scheduler that {@link SimulatedStore} needs; a simulated runtime is one. */
@FunctionalInterface
public interface Later {
  /**
   * Runs a task later, on the same thread, in simulated time.
   *
   * @param delay from now; tasks of the same time run in the order they were handed in
   * @param task what to run
   */
  void after(Duration delay, Runnable task);
}

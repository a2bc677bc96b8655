package io.tablekeep.contracts.store;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: the smallest scheduler that {@link SimulatedStore} can live on. */
final class Clockwork implements Later {
  private record Task(long at, long number, Runnable run) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private long now;
  private long number;

  @Override
  public void after(Duration delay, Runnable task) {
    tasks.add(new Task(now + delay.toNanos(), number++, task));
  }

  /** Runs the next task; false when there is none. */
  boolean step() {
    Task next = tasks.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    next.run().run();
    return true;
  }
}

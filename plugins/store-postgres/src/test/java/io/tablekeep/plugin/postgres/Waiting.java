package io.tablekeep.plugin.postgres;

import java.util.concurrent.TimeUnit;

/** Waits for what will happen, on however slow a machine. */
final class Waiting {
  /** Something that may be so. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private Waiting() {}

  static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("It did not happen within a minute.");
      }
      Thread.sleep(20);
    }
  }
}

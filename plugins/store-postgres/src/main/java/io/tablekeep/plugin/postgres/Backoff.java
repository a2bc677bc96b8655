package io.tablekeep.plugin.postgres;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When to try again to reach the database: after 0.1 s at first, twice as long each time, up to 5
 * s, and each time up to half of that less, so that many servers do not come back at once.
 */
final class Backoff {
  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MOST = TimeUnit.SECONDS.toNanos(5);

  private long step;
  private long next;

  /** Nanoseconds until the next attempt; 0 or less when one may be made. */
  synchronized long remaining(long now) {
    return step == 0 ? 0 : next - now;
  }

  synchronized void failed(long now) {
    step = step == 0 ? 2 * LEAST : Math.min(MOST, 2 * step);
    next = now + ThreadLocalRandom.current().nextLong(step / 2, step + 1);
  }

  synchronized void succeeded() {
    step = 0;
  }
}

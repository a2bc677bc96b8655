package io.tablekeep.engine.history;

import java.time.Duration;

/**
 * When answers are given: 10, 20, 40, 80… milliseconds after the question. So how long it took to
 * pass over what somebody may not know tells at most which of a few slots it was. Pure.
 */
final class Slots {
  private static final Duration FIRST = Duration.ofMillis(10);
  private static final Duration LEAST = Duration.ofMillis(1);

  private Slots() {}

  /** How long an answer is held that took so long; never less than a millisecond. */
  static Duration rest(long nanos) {
    long slot = FIRST.toNanos();
    while (slot - nanos < LEAST.toNanos()) {
      slot *= 2;
    }
    return Duration.ofNanos(slot - nanos);
  }
}

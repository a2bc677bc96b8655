package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long MILLI = 1_000_000;

  private final Pace pace = new Pace(MILLI, 5 * MILLI / 2, 0);
  private long now = 1;

  /** Lets time pass in which documents write this often, each commit as soon as it may. */
  private long run(int documents, int perSecond, int seconds) {
    long between = 1_000 * MILLI / perSecond;
    long next = now;
    long waited = 0;
    for (int i = 0; i < perSecond * seconds; ) {
      now = Math.max(now, next);
      waited = Math.max(0, pace.waitNanos(now));
      now += waited;
      int entries = 0;
      while (next <= now) {
        pace.taken(31 * (i++ % documents) + 7);
        next += between;
        entries++;
      }
      pace.committing(now, entries);
    }
    return waited;
  }

  @Test
  void whoIsAloneNeverWaits() {
    assertEquals(0, run(1, 2_000, 2));
    assertEquals(0, run(3, 2_000, 2));
  }

  @Test
  void whoWritesSeldomNeverWaits() {
    assertEquals(0, run(50, 100, 5));
  }

  @Test
  void underLoadCommitsAreKeptApart() {
    run(50, 1_500, 2);
    pace.committing(now, 4);
    assertEquals(5.0 * MILLI / 2, (double) pace.waitNanos(now), 1_000);
    assertEquals(MILLI / 2.0, (double) pace.waitNanos(now + 2 * MILLI), 1_000);
    assertEquals(0, pace.waitNanos(now + 3 * MILLI));
  }

  @Test
  void whereManyShareACommitAnywayTheGapShrinksAgain() {
    run(50, 3_000, 2);
    pace.committing(now, 5);
    assertEquals(5.0 * MILLI / 3, (double) pace.waitNanos(now), MILLI / 10.0);
    run(50, 20_000, 2);
    pace.committing(now, 20);
    assertEquals(MILLI, (double) pace.waitNanos(now), 1_000);
  }

  @Test
  void theGapGrowsWithTheLoad() {
    run(50, 500, 3);
    pace.committing(now, 1);
    long wait = pace.waitNanos(now);
    assertTrue(wait > MILLI && wait < 2 * MILLI, wait + " ns");
  }

  @Test
  void whenTheLoadIsOverNobodyWaits() {
    run(50, 3_000, 2);
    run(50, 20, 10);
    pace.committing(now, 1);
    assertEquals(0, pace.waitNanos(now));
  }
}

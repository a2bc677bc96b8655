package io.tablekeep.plugin.postgres;

/**
 * How far apart commits are kept. One user waits for nothing: as long as few documents write, or
 * writes are rare, each is committed at once. When many documents write often, commits are kept
 * apart, because a sync and its wake-ups cost about as much CPU as three actions; what comes
 * meanwhile shares the next one. When so many come that enough share it anyway, the gap shrinks
 * again, for then it only costs time.
 *
 * <p>The gap counts from the beginning of the last commit, so at low rates it has mostly passed
 * already.
 */
final class Pace {
  private static final double CALM = 300;
  private static final double BUSY = 1_000;

  /** Entries that share a commit; with more of them a longer wait would save little. */
  private static final double ENOUGH = 5;

  private static final double MEMORY_NANOS = 100e6;
  private static final int WINDOW = 64;
  private static final int FEW = 4;

  private final long minGap;
  private final long maxGap;
  private double entriesPerSecond;
  private long lastCommit;
  private long seen;
  private int seenCount;
  private boolean many;

  Pace(long minGapNanos, long maxGapNanos, long now) {
    minGap = minGapNanos;
    maxGap = maxGapNanos;
    lastCommit = now - maxGapNanos;
  }

  /** A write of a document was taken from the queue. */
  void taken(int documentHash) {
    seen |= 1L << ((documentHash * 0x9E3779B9) >>> 26);
    if (++seenCount == WINDOW) {
      many = Long.bitCount(seen) >= FEW;
      seen = 0;
      seenCount = 0;
    }
  }

  /** A commit began. */
  void committing(long now, int entries) {
    double passed = Math.max(1, now - lastCommit);
    double weight = passed / (passed + MEMORY_NANOS);
    entriesPerSecond += weight * (entries * 1e9 / passed - entriesPerSecond);
    lastCommit = now;
  }

  /** Nanoseconds to wait before the next commit; 0 or less for none. */
  long waitNanos(long now) {
    long passed = now - lastCommit;
    if (!many || passed >= maxGap || entriesPerSecond < CALM) {
      return 0;
    }
    double load = Math.min(1, (entriesPerSecond - CALM) / (BUSY - CALM));
    double gap = Math.min(minGap + load * (maxGap - minGap), ENOUGH * 1e9 / entriesPerSecond);
    return Math.max(minGap, (long) gap) - passed;
  }
}

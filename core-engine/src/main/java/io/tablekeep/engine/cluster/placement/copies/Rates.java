package io.tablekeep.engine.cluster.placement.copies;

/**
 * Reads and writes a second of late, older ones counting less: half after {@value #HALF_LIFE}
 * seconds.
 *
 * @param reads a second, at least 0
 * @param writes a second, at least 0
 */
public record Rates(double reads, double writes) {
  /** After so many seconds something counts half. */
  public static final int HALF_LIFE = 30;

  /** Nothing was read or written. */
  public static final Rates NONE = new Rates(0, 0);

  /**
   * Checks.
   *
   * @param reads as in the record
   * @param writes as in the record
   */
  public Rates {
    if (!(reads >= 0 && writes >= 0)) {
      throw new IllegalArgumentException("rates are at least 0: " + reads + ", " + writes);
    }
  }

  /**
   * The rates some time later.
   *
   * @param moreReads reads since, at least 0
   * @param moreWrites writes since, at least 0
   * @param millis how long that is; nothing changes when it is not more than 0
   * @return the rates
   */
  public Rates after(long moreReads, long moreWrites, long millis) {
    if (millis <= 0) {
      return this;
    }
    double seconds = millis / 1_000.0;
    double old = Math.pow(0.5, seconds / HALF_LIFE);
    return new Rates(
        old * reads + (1 - old) * moreReads / seconds,
        old * writes + (1 - old) * moreWrites / seconds);
  }
}

package io.tablekeep.engine.cluster.placement;

/** The health score of a node, a pure function of what it has measured. */
public final class Health {
  /** Durable acks up to here, in microseconds, are those of a healthy node, as the seeds say. */
  static final double WELL_MICROS = 100_000;

  private Health() {}

  /**
   * Scores a node. The worst of its parts counts, so that one good part hides no bad one.
   *
   * @param load 0 to 1; up to 0.7 is well, 1 is half well: a busy node still does its work
   * @param p99 of durable acks, in microseconds; up to 100 ms is well, from a second on is not
   * @param failures share of appends that the store refused or left unknown, 0 to 1; a tenth is not
   *     well at all
   * @param heap share of the heap in use after a collection, 0 to 1; up to 0.8 is well, 1 is not
   * @param disk share of the disk in use, 0 to 1; up to 0.9 is well, full is not
   * @return 0, not well at all, to 1, well
   */
  public static double score(double load, long p99, double failures, double heap, double disk) {
    double worst = 1 - falling(load, 0.7, 1) / 2;
    worst = Math.min(worst, 1 - falling((double) p99, WELL_MICROS, 10 * WELL_MICROS));
    worst = Math.min(worst, 1 - falling(failures, 0, 0.1));
    worst = Math.min(worst, 1 - falling(heap, 0.8, 1));
    return Math.min(worst, 1 - falling(disk, 0.9, 1));
  }

  /** 0 up to {@code well}, 1 from {@code ill} on, on a line between. */
  private static double falling(double value, double well, double ill) {
    return Math.max(0, Math.min(1, (value - well) / (ill - well)));
  }
}

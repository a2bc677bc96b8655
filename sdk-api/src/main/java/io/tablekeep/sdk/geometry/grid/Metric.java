package io.tablekeep.sdk.geometry.grid;

/** How a game counts distance on squares. On hexagons only {@link #EUCLID} differs: else, steps. */
public enum Metric {
  /**
   * A diagonal step is 1: "5-5-5" (SRD 5.1, "Movement and Position: Variant, Playing on a Grid").
   */
  CHEBYSHEV,
  /** The first diagonal step is 1, the second 2, and so on: "5-10-5" (SRD 3.5, "Movement"). */
  ALTERNATING,
  /** A diagonal step is 2, as if there were none. */
  MANHATTAN,
  /** The straight distance, from middle to middle. */
  EUCLID;

  /**
   * The length of a move of so many columns and rows, by the shortest way.
   *
   * @param columns steps to the side, at least 0
   * @param rows steps up or down, at least 0
   * @return cells
   */
  public double of(int columns, int rows) {
    return of(columns, rows, 0);
  }

  /**
   * The length of a move when some diagonal steps were made before it; which matters only to {@link
   * #ALTERNATING}.
   */
  double of(int columns, int rows, long diagonalsBefore) {
    int most = Math.max(columns, rows);
    int least = Math.min(columns, rows);
    return switch (this) {
      case CHEBYSHEV -> most;
      case ALTERNATING -> most + ((diagonalsBefore + least) / 2 - diagonalsBefore / 2);
      case MANHATTAN -> (double) most + least;
      case EUCLID -> Math.sqrt((double) most * most + (double) least * least);
    };
  }
}

package io.tablekeep.sdk.geometry.sight;

/**
 * Angles without trigonometry: round a square instead of a circle, from 0 (to the right) over 1
 * (down), 2 (left) and 3 (up) to 4. Grows with the angle, and is computed alike everywhere.
 */
final class Turn {
  static final double FULL = 4;

  private Turn() {}

  static double of(double x, double y) {
    if (x >= 0) {
      return y >= 0 ? y / (x + y) : 3 + x / (x - y);
    }
    return y >= 0 ? 1 - x / (y - x) : 2 + y / (x + y);
  }

  /** The direction of a turn, to the right; |x| + |y| = 1. */
  static double x(double turn) {
    return turn <= 2 ? 1 - turn : turn - 3;
  }

  /** The direction of a turn, downwards. */
  static double y(double turn) {
    return turn <= 1 ? turn : turn <= 3 ? 2 - turn : turn - 4;
  }
}

package io.tablekeep.sdk.geometry;

import java.util.Optional;

/**
 * A direction on a map, kept with length 1.
 *
 * @param x to the right
 * @param y downwards
 */
public record Direction(double x, double y) {
  /**
   * Brings any arrow to length 1.
   *
   * @param x to the right
   * @param y downwards
   * @throws IllegalArgumentException if the arrow has no length, or none that is finite
   */
  public Direction {
    double length = Math.sqrt(x * x + y * y);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("no direction: " + x + ", " + y);
    }
    x = x / length + 0.0; // never -0
    y = y / length + 0.0;
  }

  /**
   * The direction from one place to another.
   *
   * @param from where
   * @param to where to
   * @return the direction; empty if both are the same place
   */
  public static Optional<Direction> between(Point from, Point to) {
    double x = to.x() - from.x();
    double y = to.y() - from.y();
    return x * x + y * y > 0 ? Optional.of(new Direction(x, y)) : Optional.empty();
  }

  /**
   * A direction by its angle. Quarter turns are exact.
   *
   * @param clockwise degrees clockwise from "to the right"; 90 is down
   * @return the direction
   */
  public static Direction degrees(double clockwise) {
    double quarters = Math.floor(clockwise / 90);
    double rest = StrictMath.toRadians(clockwise - quarters * 90);
    double cos = StrictMath.cos(rest);
    double sin = StrictMath.sin(rest);
    return switch ((int) (quarters - 4 * Math.floor(quarters / 4))) {
      case 0 -> new Direction(cos, sin);
      case 1 -> new Direction(-sin, cos);
      case 2 -> new Direction(-cos, -sin);
      default -> new Direction(sin, -cos);
    };
  }
}

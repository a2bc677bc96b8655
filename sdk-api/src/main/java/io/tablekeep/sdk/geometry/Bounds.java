package io.tablekeep.sdk.geometry;

/**
 * An upright rectangle, its borders included. Empty when a least value is above its greatest.
 *
 * @param minX the left border, in cells
 * @param minY the upper border, in cells
 * @param maxX the right border, in cells
 * @param maxY the lower border, in cells
 */
public record Bounds(double minX, double minY, double maxX, double maxY) implements Region {
  /**
   * What lies within a distance to the left, right, up and down.
   *
   * @param middle the middle
   * @param reach half the sides, in cells
   * @return the square
   */
  public static Bounds around(Point middle, double reach) {
    return new Bounds(
        middle.x() - reach, middle.y() - reach, middle.x() + reach, middle.y() + reach);
  }

  /**
   * What lies in both.
   *
   * @param other another rectangle
   * @return the common part, perhaps empty
   */
  public Bounds and(Bounds other) {
    return new Bounds(
        Math.max(minX, other.minX),
        Math.max(minY, other.minY),
        Math.min(maxX, other.maxX),
        Math.min(maxY, other.maxY));
  }

  /**
   * Whether any place lies in it.
   *
   * @return false if it is empty
   */
  public boolean some() {
    return minX <= maxX && minY <= maxY;
  }

  @Override
  public boolean contains(Point point) {
    return point.x() >= minX && point.x() <= maxX && point.y() >= minY && point.y() <= maxY;
  }

  @Override
  public Bounds bounds() {
    return this;
  }
}

package io.tablekeep.sdk.geometry;

/**
 * The place a creature or thing takes up (SRD 5.1, "Creature Size"): an upright rectangle round its
 * middle. Turning a token does not turn its space.
 *
 * @param middle its middle
 * @param width cells from left to right
 * @param height cells from top to bottom
 */
public record Space(Point middle, double width, double height) {
  /**
   * A space as wide as high.
   *
   * @param middle its middle
   * @param size cells; 1 for a Medium creature on cells of 5 feet, 2 for a Large one
   * @return the space
   */
  public static Space of(Point middle, double size) {
    return new Space(middle, size, size);
  }

  /**
   * Its borders.
   *
   * @return the rectangle
   */
  public Bounds bounds() {
    return new Bounds(
        middle.x() - width / 2,
        middle.y() - height / 2,
        middle.x() + width / 2,
        middle.y() + height / 2);
  }
}

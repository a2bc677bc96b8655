package io.tablekeep.sdk.geometry;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * A place on a map. The unit is the grid cell: (0, 0) is the upper left corner of the first cell, x
 * grows to the right and y downwards; the middle of the first cell is (0.5, 0.5).
 *
 * @param x cells to the right
 * @param y cells downwards
 */
@Doc("A place on a map in grid cells: x to the right, y down, (0,0) the corner of the first cell.")
public record Point(
    @Range(min = -Point.FARTHEST, max = Point.FARTHEST) double x,
    @Range(min = -Point.FARTHEST, max = Point.FARTHEST) double y) {
  /** No place is farther out than so many cells. */
  public static final double FARTHEST = 100_000;

  /**
   * The straight distance to another place (Euclid). Systems that count steps along the grid
   * measure with the grid instead.
   *
   * @param other the other place
   * @return cells, at least 0
   */
  public double to(Point other) {
    return Math.hypot(other.x - x, other.y - y);
  }
}

package io.tablekeep.sdk.geometry;

/** A part of the plane: an area of effect, what an eye sees. A pure value. */
public interface Region {
  /**
   * Whether a place lies in it. What lies on the border does, as far as doubles can tell.
   *
   * @param point the place, in cells
   * @return true if it lies inside or on the border
   */
  boolean contains(Point point);

  /**
   * A rectangle that holds all of it; finite.
   *
   * @return the rectangle, not always the smallest
   */
  Bounds bounds();
}

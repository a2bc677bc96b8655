package io.tablekeep.sdk.geometry.area;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;

/**
 * An area of effect with its point of origin. What lies less than {@link #CLOSE} outside counts as
 * on the border, so that a cell whose middle is on the border is never lost to rounding.
 *
 * <p>Whether walls cut it is another question: {@link
 * io.tablekeep.sdk.geometry.sight.Walls#reached}.
 */
public sealed interface Area extends Region permits Circle, Cone, Rectangle {
  /** How far outside still counts as the border, in cells. */
  double CLOSE = 1e-9;

  /**
   * Where the effect starts. Whether a creature there is spared is for the rules.
   *
   * @return the point of origin, in cells
   */
  Point origin();
}

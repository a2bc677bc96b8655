package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;

/**
 * Somebody who looks. A viewer has one for each token they see through.
 *
 * @param at where the eye is: the middle of the token
 * @param range how far it sees at all, in cells; 0 is blind
 * @param darkvision how far it sees darkness as dim light and dim light as bright, in cells
 */
public record Eye(Point at, double range, double darkvision) {
  /** A range that no map reaches. */
  public static final double FAR = 10 * Point.FARTHEST;

  /**
   * An eye like a human's.
   *
   * @param at where it is
   * @return an eye that sees any distance, and nothing in the dark
   */
  public static Eye human(Point at) {
    return new Eye(at, FAR, 0);
  }
}

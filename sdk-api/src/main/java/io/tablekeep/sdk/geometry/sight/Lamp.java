package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;

/**
 * A light that shines.
 *
 * @param at where it is
 * @param bright how far it gives bright light, in cells
 * @param dim how far it gives any light, in cells; counted from the lamp like {@code bright}
 * @param shadows whether walls stop it
 */
public record Lamp(Point at, double bright, double dim, boolean shadows) {
  /** What it gives at a distance. */
  Illumination reach(Point place) {
    double x = place.x() - at.x();
    double y = place.y() - at.y();
    double square = x * x + y * y;
    if (square <= bright * bright) {
      return Illumination.BRIGHT;
    }
    return square <= dim * dim ? Illumination.DIM : Illumination.DARK;
  }
}

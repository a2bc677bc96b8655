package io.tablekeep.sdk.geometry.sight;

/**
 * An eye that looks from place to place. It remembers the wall that stopped it last and tries that
 * one first: what hides the middle of a creature mostly hides the rest of it. Sees just what {@link
 * Sight#sees(Eye, io.tablekeep.sdk.geometry.Point)} says. For one thread.
 */
public final class Gaze {
  private final Sight sight;
  private final Eye eye;
  private final Way way;

  Gaze(Sight sight, Eye eye) {
    this.sight = sight;
    this.eye = eye;
    this.way = new Way(Passage.SIGHT, eye.at());
  }

  /**
   * Whether it sees a place.
   *
   * @param x from the left, in cells
   * @param y from the top, in cells
   * @return true if the place is within range, not behind a wall, and not dark to this eye
   */
  public boolean sees(double x, double y) {
    return sight.sees(eye, way, x, y);
  }

  /**
   * Whether it sees one of several places.
   *
   * @param places x and y in turn
   * @return true if it sees any
   */
  public boolean seesAny(double[] places) {
    for (int i = 0; i < places.length; i += 2) {
      if (sees(places[i], places[i + 1])) {
        return true;
      }
    }
    return false;
  }
}

package io.tablekeep.sdk.geometry.grid;

/**
 * A hexagon in axial coordinates, in which steps add up. With {@code s = -q - r} they are cube
 * coordinates. {@link HexGrid} translates from and to {@link Cell}.
 *
 * @param q steps to the right (rows), or to the lower right (columns)
 * @param r steps to the lower right (rows), or down (columns)
 */
public record Axial(int q, int r) {
  /**
   * The third cube coordinate.
   *
   * @return {@code -q - r}
   */
  public int s() {
    return -q - r;
  }

  /**
   * A step from here.
   *
   * @param step the step
   * @return where it leads
   */
  public Axial plus(Axial step) {
    return new Axial(q + step.q, r + step.r);
  }

  /**
   * How many steps it takes to another hexagon.
   *
   * @param other the other
   * @return steps, at least 0
   */
  public int steps(Axial other) {
    int dq = Math.abs(q - other.q);
    int dr = Math.abs(r - other.r);
    return Math.max(Math.max(dq, dr), Math.abs(s() - other.s()));
  }

  /** The hexagon at a place between hexagons. */
  static Axial round(double q, double r) {
    double s = -q - r;
    double nearQ = Math.floor(q + 0.5);
    double nearR = Math.floor(r + 0.5);
    double nearS = Math.floor(s + 0.5);
    double offQ = Math.abs(nearQ - q);
    double offR = Math.abs(nearR - r);
    double offS = Math.abs(nearS - s);
    if (offQ > offR && offQ > offS) {
      nearQ = -nearR - nearS;
    } else if (offR > offS) {
      nearR = -nearQ - nearS;
    }
    return new Axial((int) nearQ, (int) nearR);
  }
}

package io.tablekeep.plugin.d20.sheet;

/** How big a creature is (SRD 5.1, "Monsters", "Lifting and Carrying"). */
public enum Size {
  TINY(0.5, 0.5),
  SMALL(1, 1),
  MEDIUM(1, 1),
  LARGE(2, 2),
  HUGE(3, 4),
  GARGANTUAN(4, 8);

  private final double cells;
  private final double load;

  Size(double cells, double load) {
    this.cells = cells;
    this.load = load;
  }

  /**
   * The side of its space, in cells of five feet.
   *
   * @return 0.5 to 4
   */
  public double cells() {
    return cells;
  }

  /**
   * How many times as much as a medium creature it carries.
   *
   * @return 0.5 to 8
   */
  public double load() {
    return load;
  }
}

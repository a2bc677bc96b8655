package io.tablekeep.plugin.d20.sheet;

/** Advantage and disadvantage; any number of both cancel each other. */
public enum Edge {
  NONE,
  ADVANTAGE,
  DISADVANTAGE;

  /**
   * The d20 to roll.
   *
   * @return a notation
   */
  public String dice() {
    return switch (this) {
      case NONE -> "1d20";
      case ADVANTAGE -> "2d20kh1";
      case DISADVANTAGE -> "2d20kl1";
    };
  }

  /**
   * What both sides come to.
   *
   * @param better whether anything gives advantage
   * @param worse whether anything gives disadvantage
   * @return one of the three
   */
  public static Edge of(boolean better, boolean worse) {
    return better == worse ? NONE : better ? ADVANTAGE : DISADVANTAGE;
  }
}

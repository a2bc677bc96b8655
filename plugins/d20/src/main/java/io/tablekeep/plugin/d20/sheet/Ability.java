package io.tablekeep.plugin.d20.sheet;

import java.util.Locale;

/** The six abilities (SRD 5.1, "Using Ability Scores"). */
public enum Ability {
  STR,
  DEX,
  CON,
  INT,
  WIS,
  CHA;

  /**
   * What a score adds to a d20.
   *
   * @param score 1 to 30
   * @return -5 to 10
   */
  public static int modifier(int score) {
    return Math.floorDiv(score - 10, 2);
  }

  /**
   * How the document writes it.
   *
   * @return {@code str} and so on
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

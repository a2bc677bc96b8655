package io.tablekeep.plugin.d20.tables;

import java.util.OptionalInt;

/** How many cantrips and spells a class knows by its level (SRD 5.1, the classes' tables). */
public final class Known {
  private static final int[] BARD = {
    4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 15, 16, 18, 19, 19, 20, 22, 22, 22
  };
  private static final int[] SORCERER = {
    2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 13, 13, 14, 14, 15, 15, 15, 15
  };
  private static final int[] WARLOCK = {
    2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15
  };
  private static final int[] RANGER = {
    0, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11
  };

  private Known() {}

  /**
   * Cantrips known.
   *
   * @param of the class
   * @param level 1 to 20
   * @return empty for a class that knows none
   */
  public static OptionalInt cantrips(HeroClass of, int level) {
    int first =
        switch (of) {
          case BARD, DRUID, WARLOCK -> 2;
          case CLERIC, WIZARD -> 3;
          case SORCERER -> 4;
          default -> 0;
        };
    return first == 0
        ? OptionalInt.empty()
        : OptionalInt.of(first + (level >= 4 ? 1 : 0) + (level >= 10 ? 1 : 0));
  }

  /**
   * Spells known.
   *
   * @param of the class
   * @param level 1 to 20
   * @return empty for a class that prepares its spells or has none
   */
  public static OptionalInt spells(HeroClass of, int level) {
    return switch (of) {
      case BARD -> OptionalInt.of(BARD[level - 1]);
      case SORCERER -> OptionalInt.of(SORCERER[level - 1]);
      case WARLOCK -> OptionalInt.of(WARLOCK[level - 1]);
      case RANGER -> OptionalInt.of(RANGER[level - 1]);
      default -> OptionalInt.empty();
    };
  }
}

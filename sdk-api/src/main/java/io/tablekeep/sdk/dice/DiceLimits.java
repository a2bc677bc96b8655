package io.tablekeep.sdk.dice;

/** How much one notation may ask for, so that nobody rolls a table to a standstill. */
public final class DiceLimits {
  /** Dice that one term may name; more is an error. */
  public static final int DICE_A_TERM = 999;

  /**
   * Rolls of one notation. Naming more dice than that is an error; explosions and repeated rolls
   * end when it is reached.
   */
  public static final int ROLLS = 10_000;

  /** Extra rolls of one die by one modifier; then it stays as it is. */
  public static final int EXTRA_ROLLS = 1_000;

  /** Characters of a notation. */
  public static final int CHARACTERS = 2_000;

  /** How deep parentheses, groups and powers may be nested. */
  public static final int DEPTH = 50;

  private DiceLimits() {}
}

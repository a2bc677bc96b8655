package io.tablekeep.sdk.dice;

import io.tablekeep.sdk.error.ErrorKind;

/**
 * One kind of die: which faces it has, and how likely each is.
 *
 * @param kind the sort of die
 * @param sides for {@link Kind#PLAIN} how many sides, at least 1 (not whole only where a notation
 *     computes it: the die then rolls the whole part, and its highest face is never "the highest");
 *     for the others as {@link Kind} says
 */
public record Die(Kind kind, double sides) {
  /** The most sides a die may have: the largest whole number that a double holds exactly. */
  public static final double MOST_SIDES = 9_007_199_254_740_991.0;

  /** Sorts of dice. */
  public enum Kind {
    /** Faces 1 to {@code sides}. */
    PLAIN,
    /** A plain die of 100 sides, written {@code d%}. */
    PERCENT,
    /** Fudge: as many minus, blank and plus; {@code sides} is 2. */
    FUDGE,
    /** Fudge with one minus and one plus on six sides; {@code sides} is 1. */
    FUDGE_ONE,
    /** A coin: 0 or 1; {@code sides} is 2. */
    COIN
  }

  /** A die with a hundred sides. */
  public static final Die PERCENT = new Die(Kind.PERCENT, 100);

  /** A Fudge die. */
  public static final Die FUDGE = new Die(Kind.FUDGE, 2);

  /** A Fudge die that is blank on four of six sides. */
  public static final Die FUDGE_ONE = new Die(Kind.FUDGE_ONE, 1);

  /** A coin. */
  public static final Die COIN = new Die(Kind.COIN, 2);

  /**
   * Checks the sides.
   *
   * @param kind as in the record
   * @param sides as in the record
   */
  public Die {
    if (!(sides >= 1 && sides <= MOST_SIDES)) {
      throw new DiceException(
          ErrorKind.USER, DiceException.LIMIT, "A die has 1 to 9007199254740991 sides.", 0);
    }
  }

  /**
   * A plain die.
   *
   * @param sides how many sides
   * @return the die
   */
  public static Die of(double sides) {
    return new Die(Kind.PLAIN, sides);
  }

  /**
   * The lowest face.
   *
   * @return -1, 0 or 1
   */
  public long least() {
    return switch (kind) {
      case PLAIN, PERCENT -> 1;
      case FUDGE, FUDGE_ONE -> -1;
      case COIN -> 0;
    };
  }

  /**
   * The highest face, as far as it can fall.
   *
   * @return the face
   */
  public long most() {
    return switch (kind) {
      case PLAIN, PERCENT -> (long) sides;
      case FUDGE, FUDGE_ONE, COIN -> 1;
    };
  }

  /**
   * What "the highest face" means to modifiers, {@code !} for example.
   *
   * @return {@link #most()}, or the sides when they are not whole
   */
  public double top() {
    return kind == Kind.PLAIN ? sides : most();
  }

  /**
   * Whether only one face can fall.
   *
   * @return whether rolling again can never change anything
   */
  public boolean single() {
    return least() == top();
  }

  /**
   * How many equally likely draws there are.
   *
   * @return at least 1
   */
  public long draws() {
    return switch (kind) {
      case PLAIN, PERCENT -> (long) sides;
      case FUDGE -> 3;
      case FUDGE_ONE -> 6;
      case COIN -> 2;
    };
  }

  /**
   * The face of a draw.
   *
   * @param draw 0 to {@link #draws()} - 1
   * @return the face
   */
  public long face(long draw) {
    return switch (kind) {
      case PLAIN, PERCENT -> draw + 1;
      case FUDGE -> draw - 1;
      case FUDGE_ONE -> draw == 0 ? -1 : draw == 5 ? 1 : 0;
      case COIN -> draw;
    };
  }

  /**
   * Whether this die has such a face.
   *
   * @param face a face
   * @return whether it can fall
   */
  public boolean has(long face) {
    return face >= least() && face <= most();
  }
}

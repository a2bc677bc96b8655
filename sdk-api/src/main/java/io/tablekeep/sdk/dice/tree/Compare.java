package io.tablekeep.sdk.dice.tree;

import io.tablekeep.sdk.dice.Numbers;

/**
 * A condition on the value of a die.
 *
 * @param test how to compare
 * @param with what with; ignored by {@link Test#EVEN}, {@link Test#ODD}, {@link Test#LEAST} and
 *     {@link Test#MOST}
 */
public record Compare(Test test, double with) {
  /** Ways to compare. */
  public enum Test {
    /** Equal. */
    SAME("="),
    /** Not equal. */
    OTHER("!="),
    /** Less. */
    BELOW("<"),
    /** Less or equal. */
    AT_MOST("<="),
    /** Greater. */
    ABOVE(">"),
    /** Greater or equal. */
    AT_LEAST(">="),
    /** Divisible by two. */
    EVEN("even"),
    /** Not divisible by two. */
    ODD("odd"),
    /** The lowest face of the die, whichever it is. */
    LEAST("least"),
    /** The highest face of the die, whichever it is. */
    MOST("most"),
    /** Any value. */
    ANY("any"),
    /** No value. */
    NONE("none");

    private final String sign;

    Test(String sign) {
      this.sign = sign;
    }
  }

  /** The lowest face. */
  public static final Compare LEAST = new Compare(Test.LEAST, 0);

  /** The highest face. */
  public static final Compare MOST = new Compare(Test.MOST, 0);

  /** Any value. */
  public static final Compare ANY = new Compare(Test.ANY, 0);

  /** No value. */
  public static final Compare NONE = new Compare(Test.NONE, 0);

  /**
   * Whether a value fulfils it.
   *
   * @param value the value of the die
   * @param least the lowest face of the die
   * @param most the highest face of the die
   * @return whether it does
   */
  public boolean matches(double value, double least, double most) {
    return switch (test) {
      case SAME -> value == with;
      case OTHER -> value != with;
      case BELOW -> value < with;
      case AT_MOST -> value <= with;
      case ABOVE -> value > with;
      case AT_LEAST -> value >= with;
      case EVEN -> value % 2 == 0;
      case ODD -> value % 2 != 0;
      case LEAST -> value == least;
      case MOST -> value == most;
      case ANY -> true;
      case NONE -> false;
    };
  }

  @Override
  public String toString() {
    return switch (test) {
      case EVEN, ODD, LEAST, MOST, ANY, NONE -> test.sign;
      default -> test.sign + Numbers.text(with);
    };
  }
}

package io.tablekeep.sdk.dice;

/** What happened to a die after it fell; the sign stands behind its value in a roll's text. */
public enum Mark {
  /** It was raised to a minimum. */
  RAISED("^"),
  /** It was lowered to a maximum. */
  LOWERED("v"),
  /** It led to another roll. */
  EXPLODED("!"),
  /** The extra rolls were added to this die. */
  COMPOUNDED("!"),
  /** The extra rolls count one less. */
  PENETRATED("p"),
  /** It was rolled again, until it stood. */
  REROLLED("r"),
  /** It was rolled again once. */
  REROLLED_ONCE("ro"),
  /** It was rolled again for being there already. */
  UNIQUE("u"),
  /** It was rolled again once for being there already. */
  UNIQUE_ONCE("uo"),
  /** It does not count. */
  DROPPED("d"),
  /** It counts as a success. */
  SUCCESS("*"),
  /** It counts as a failure. */
  FAILURE("_"),
  /** A critical success, for people to see. */
  CRITICAL_SUCCESS("**"),
  /** A critical failure, for people to see. */
  CRITICAL_FAILURE("__");

  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  /**
   * How the mark is written.
   *
   * @return one or two characters
   */
  public String sign() {
    return sign;
  }
}

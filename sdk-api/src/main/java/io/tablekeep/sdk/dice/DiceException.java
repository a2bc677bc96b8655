package io.tablekeep.sdk.dice;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;

/**
 * A notation cannot be read or rolled. The codes are the constants of this class; the place of the
 * fault within the notation is {@link #at()}.
 */
public final class DiceException extends TablekeepException {
  private static final long serialVersionUID = 1L;

  /** The text is no notation of its dialect. */
  public static final String NOTATION = "dice-notation";

  /** Too many dice, too many sides, too long a text. */
  public static final String LIMIT = "dice-limit";

  /** A die with a single face should explode or be rolled again. */
  public static final String ENDLESS = "dice-endless";

  /** A reference names no number. */
  public static final String REFERENCE = "dice-reference";

  /** The result is no number: a division by zero, the root of a negative number. */
  public static final String NUMBER = "dice-number";

  /** Fewer faces were given than the notation needs. */
  public static final String MISSING = "dice-missing";

  /** There is no dialect of that name. */
  public static final String DIALECT = "dice-dialect";

  private final int at;

  /**
   * A fault in a notation.
   *
   * @param kind whose matter it is
   * @param code one of the constants
   * @param message one sentence
   * @param at index of the first character at fault, counted from 0
   */
  public DiceException(ErrorKind kind, String code, String message, int at) {
    super(kind, code, message);
    this.at = at;
  }

  /**
   * The place of the fault.
   *
   * @return index of the first character at fault, counted from 0; the notation's length when it
   *     ends too early
   */
  public int at() {
    return at;
  }
}

package io.tablekeep.sdk.dice.tree;

import java.util.Locale;

/** Functions of numbers, on doubles; angles in radians. */
public enum Function {
  /** Without its sign. */
  ABS(1),
  /** Up to the next whole number. */
  CEIL(1),
  /** Cosine. */
  COS(1),
  /** Power of e. */
  EXP(1),
  /** Down to the next whole number. */
  FLOOR(1),
  /** Natural logarithm. */
  LOG(1),
  /** To the nearest whole number, a half away from zero. */
  ROUND(1),
  /** -1, 0 or 1. */
  SIGN(1),
  /** Sine. */
  SIN(1),
  /** Square root. */
  SQRT(1),
  /** Tangent. */
  TAN(1),
  /** Towards zero to a whole number. */
  TRUNC(1),
  /** Power. */
  POW(2),
  /** The greatest. */
  MAX(2),
  /** The least. */
  MIN(2);

  private final int arguments;

  Function(int arguments) {
    this.arguments = arguments;
  }

  /**
   * How many arguments it takes at least.
   *
   * @return 1 or 2
   */
  public int arguments() {
    return arguments;
  }

  /**
   * How it is written.
   *
   * @return lower-case letters
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of one number.
   *
   * @param x the number
   * @return the result; not finite where there is none
   */
  public double apply(double x) {
    return switch (this) {
      case ABS -> Math.abs(x);
      case CEIL -> Math.ceil(x);
      case COS -> Math.cos(x);
      case EXP -> Math.exp(x);
      case FLOOR -> Math.floor(x);
      case LOG -> Math.log(x);
      case ROUND -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x);
      case SIGN -> Math.signum(x);
      case SIN -> Math.sin(x);
      case SQRT -> Math.sqrt(x);
      case TAN -> Math.tan(x);
      case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
      case POW, MAX, MIN -> x;
    };
  }

  /**
   * Of two numbers; more are taken two at a time.
   *
   * @param x the first
   * @param y the second
   * @return the result
   */
  public double apply(double x, double y) {
    return switch (this) {
      case POW -> Math.pow(x, y);
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
      default -> apply(x);
    };
  }
}

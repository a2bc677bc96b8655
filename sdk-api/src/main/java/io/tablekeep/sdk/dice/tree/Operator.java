package io.tablekeep.sdk.dice.tree;

/** Arithmetic of two numbers, on doubles. */
public enum Operator {
  /** The sum. */
  PLUS('+'),
  /** The difference. */
  MINUS('-'),
  /** The product. */
  TIMES('*'),
  /** The quotient, with its fraction. */
  OVER('/'),
  /** The remainder, with the sign of the divisor; by zero it is the dividend. */
  MODULO('%'),
  /** The power. */
  POWER('^');

  private final char sign;

  Operator(char sign) {
    this.sign = sign;
  }

  /**
   * How it is written.
   *
   * @return one character
   */
  public char sign() {
    return sign;
  }

  /**
   * Does it.
   *
   * @param left first operand
   * @param right second operand
   * @return the result; not finite where there is none
   */
  public double apply(double left, double right) {
    return switch (this) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case OVER -> left / right;
      case MODULO -> right == 0 ? left : left - right * Math.floor(left / right);
      case POWER -> Math.pow(left, right);
    };
  }
}

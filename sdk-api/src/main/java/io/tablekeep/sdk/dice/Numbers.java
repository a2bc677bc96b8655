package io.tablekeep.sdk.dice;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class Numbers {
  private static final double WHOLE = 1e15;
  private static final double PLAIN = 1e21;

  private Numbers() {}

  /**
   * Two decimals, a half away from zero.
   *
   * @param value any finite number
   * @return the number rounded
   */
  public static double cents(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= WHOLE) {
      return value + 0.0;
    }
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_UP).doubleValue() + 0.0;
  }

  /**
   * Without a fraction where there is none.
   *
   * @param value any number
   * @return such as {@code 16} or {@code 9.45}
   */
  public static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
      return Long.toString((long) value);
    }
    if (Math.abs(value) >= PLAIN || Math.abs(value) < 1 / WHOLE || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
  }
}

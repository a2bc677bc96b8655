package io.tablekeep.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a tree. Numbers are I-JSON doubles (RFC 7493): a whole number within
 * ±(2<sup>53</sup>-1) is a {@code Long}, whatever it was written as (1.0 and 1e0 are 1, -0 is 0);
 * any other finite number is a {@code Double}. So equal numbers are equal objects.
 */
public final class Values {
  /** The largest whole number that a double tells from its neighbours: 2<sup>53</sup>-1. */
  public static final long MAX_SAFE = (1L << 53) - 1;

  private static final int SMALL = 1024;
  private static final Long[] LONGS = new Long[2 * SMALL];

  static {
    for (int i = 0; i < LONGS.length; i++) {
      LONGS[i] = (long) i - SMALL;
    }
  }

  private Values() {}

  /**
   * A whole number as a tree value. Small ones are shared.
   *
   * @param number any
   * @return a Long, or the nearest Double beyond ±(2<sup>53</sup>-1)
   */
  public static Object number(long number) {
    if (number >= -SMALL && number < SMALL) {
      return LONGS[(int) number + SMALL];
    }
    if (number > MAX_SAFE || number < -MAX_SAFE) {
      return (double) number;
    }
    return number;
  }

  /**
   * A number as a tree value.
   *
   * @param number finite
   * @return a Long when it is a whole number within ±(2<sup>53</sup>-1), else a Double
   * @throws IllegalArgumentException not finite, which JSON cannot say
   */
  public static Object number(double number) {
    long whole = (long) number;
    if (whole == number && whole <= MAX_SAFE && whole >= -MAX_SAFE) {
      return number(whole);
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not a JSON number: " + number);
    }
    return Interning.number(number);
  }

  /**
   * Whether two values are the same value; numbers by value, containers by content, versions aside.
   *
   * @param a a tree value or null for none
   * @param b a tree value or null for none
   * @return true when both are absent or equal
   */
  public static boolean same(@Nullable Object a, @Nullable Object b) {
    return a == b || (a != null && a.equals(b));
  }

  /**
   * What a value is, in a word for messages.
   *
   * @param value a tree value or null for none
   * @return {@code nothing}, {@code null}, {@code a string}, {@code a number}, {@code true or
   *     false}, {@code an array} or {@code an object}
   */
  public static String describe(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    if (value instanceof JsonArray) {
      return "an array";
    }
    return value instanceof JsonObject ? "an object" : "null";
  }

  /** Refuses what is not a tree value: a defect of the caller, found where it happens. */
  static void check(Object value) {
    boolean good =
        value instanceof String
            || value instanceof JsonContainer
            || value instanceof Boolean
            || value instanceof JsonNull
            || (value instanceof Long whole && whole <= MAX_SAFE && whole >= -MAX_SAFE)
            || (value instanceof Double number && number(number.doubleValue()) instanceof Double);
    if (!good) {
      throw new IllegalArgumentException(
          "not a tree value: " + value + " (" + value.getClass().getName() + ')');
    }
  }
}

package io.tablekeep.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * Reads what this engine has written itself, where anything else than expected is damage.
 * Stateless.
 */
public final class Strict {
  private Strict() {}

  /**
   * A text.
   *
   * @param value what stands there; null for nothing
   * @param where what it is part of, to be told
   * @return the text
   * @throws IllegalArgumentException it is none
   */
  public static String text(@Nullable Object value, String where) {
    if (value instanceof String text) {
      return text;
    }
    throw lacks(where, "a text");
  }

  /**
   * An integer.
   *
   * @param value what stands there; null for nothing
   * @param where what it is part of, to be told
   * @return the number
   * @throws IllegalArgumentException it is none
   */
  public static long number(@Nullable Object value, String where) {
    if (value instanceof Long number) {
      return number;
    }
    throw lacks(where, "a number");
  }

  /**
   * An object.
   *
   * @param value what stands there; null for nothing
   * @param where what it is part of, to be told
   * @return the object
   * @throws IllegalArgumentException it is none
   */
  public static JsonObject object(@Nullable Object value, String where) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw lacks(where, "an object");
  }

  /**
   * An array.
   *
   * @param value what stands there; null for nothing
   * @param where what it is part of, to be told
   * @return the array
   * @throws IllegalArgumentException it is none
   */
  public static JsonArray array(@Nullable Object value, String where) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw lacks(where, "an array");
  }

  private static IllegalArgumentException lacks(String where, String what) {
    return new IllegalArgumentException(where + " lacks " + what);
  }
}

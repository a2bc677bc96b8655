package io.tablekeep.engine.rules;

import java.time.Instant;

/**
 * Keys for new entities: time in microseconds, then a count within the action, in base 36. They
 * sort by time, tell nothing that a time stamp would not, and are the same when the action is
 * decided again.
 */
public final class Keys {
  private static final int TIME_DIGITS = 11;

  private Keys() {}

  /**
   * A key.
   *
   * @param time when the entity came to be
   * @param count how many keys of that time there are already
   * @return lower-case letters, digits and a hyphen
   */
  public static String of(Instant time, int count) {
    return of(micros(time), count);
  }

  /**
   * A point in time as keys count it.
   *
   * @param time the time
   * @return microseconds since 1970
   */
  public static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  /** When a key was made; -1 for what is no such key. */
  static long microsOf(String key) {
    try {
      boolean plain = key.length() >= TIME_DIGITS && key.charAt(0) == '0';
      return plain ? Long.parseLong(key.substring(0, TIME_DIGITS), 36) : -1;
    } catch (NumberFormatException other) {
      return -1;
    }
  }

  static String of(long micros, int count) {
    String time = Long.toString(micros, 36);
    StringBuilder key = new StringBuilder(TIME_DIGITS + 4);
    key.append("0".repeat(TIME_DIGITS - time.length())).append(time);
    if (count > 0) {
      key.append(count < 36 ? "-0" : "-").append(Integer.toString(count, 36));
    }
    return key.toString();
  }
}

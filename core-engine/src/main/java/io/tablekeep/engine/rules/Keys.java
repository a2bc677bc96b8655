package io.tablekeep.engine.rules;

/**
 * Keys for new entities: time in microseconds, then a count within the action, in base 36. They
 * sort by time, tell nothing that a time stamp would not, and are the same when the action is
 * decided again.
 */
final class Keys {
  private static final int TIME_DIGITS = 11;

  private Keys() {}

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

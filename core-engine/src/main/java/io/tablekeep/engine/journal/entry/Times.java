package io.tablekeep.engine.journal.entry;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Moments as {@code 2026-11-22T01:15:57.123Z}: always milliseconds, always UTC, years 0 to 9999. Of
 * the same day as the one before, writing is a dozen digits.
 */
final class Times {
  static final int LENGTH = 24;
  private static final long DAY = 86_400_000L;

  private final byte[] quoted = "\"0000-00-00T00:00:00.000Z\"".getBytes(StandardCharsets.US_ASCII);
  private long day = Long.MIN_VALUE;

  /** The quoted text; valid until the next call. */
  byte[] quoted(Instant time) {
    long millis = time.toEpochMilli();
    long days = Math.floorDiv(millis, DAY);
    if (days != day) {
      LocalDate date = LocalDate.ofEpochDay(days);
      if (date.getYear() < 0 || date.getYear() > 9999) {
        throw new IllegalArgumentException("not a time of this era: " + time);
      }
      digits(1, 4, date.getYear());
      digits(6, 2, date.getMonthValue());
      digits(9, 2, date.getDayOfMonth());
      day = days;
    }
    int rest = (int) (millis - days * DAY);
    digits(12, 2, rest / 3_600_000);
    digits(15, 2, rest / 60_000 % 60);
    digits(18, 2, rest / 1_000 % 60);
    digits(21, 3, rest % 1_000);
    return quoted;
  }

  private void digits(int at, int count, int number) {
    int left = number;
    for (int i = at + count - 1; i >= at; i--) {
      quoted[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** Reads the text form. */
  static Instant parse(String text) {
    if (text.length() != LENGTH || text.charAt(23) != 'Z') {
      throw new DateTimeException("not a time: " + text);
    }
    long days =
        LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)).toEpochDay();
    long seconds = (number(text, 11, 2) * 60L + number(text, 14, 2)) * 60L + number(text, 17, 2);
    return Instant.ofEpochMilli(days * DAY + seconds * 1_000 + number(text, 20, 3));
  }

  private static int number(String text, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a time: " + text);
      }
      number = 10 * number + digit;
    }
    return number;
  }
}

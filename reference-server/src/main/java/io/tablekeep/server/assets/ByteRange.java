package io.tablekeep.server.assets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param from first byte
 * @param length how many bytes; 0 when the file has no such part
 */
public record ByteRange(long from, long length) {
  private static final String UNIT = "bytes=";

  /**
   * The part that a {@code Range} header asks for (RFC 9110, 14).
   *
   * @param header the header; null when there is none
   * @param size bytes of the whole
   * @return empty for the whole: when nothing is asked for, or several parts, or nothing that is
   *     understood
   */
  public static Optional<ByteRange> of(@Nullable String header, long size) {
    if (header == null || !header.startsWith(UNIT)) {
      return Optional.empty();
    }
    String range = header.substring(UNIT.length()).strip();
    int dash = range.indexOf('-');
    if (dash < 0 || range.indexOf(',') >= 0) {
      return Optional.empty();
    }
    String first = range.substring(0, dash).strip();
    String last = range.substring(dash + 1).strip();
    if (!isNumber(first) || !isNumber(last) || (first.isEmpty() && last.isEmpty())) {
      return Optional.empty();
    }
    if (first.isEmpty()) {
      long length = Math.min(number(last), size);
      return Optional.of(new ByteRange(size - length, length));
    }
    long from = number(first);
    long to = last.isEmpty() ? size - 1 : Math.min(number(last), size - 1);
    if (!last.isEmpty() && number(last) < from) {
      return Optional.empty();
    }
    return Optional.of(from >= size ? new ByteRange(0, 0) : new ByteRange(from, to - from + 1));
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}

package io.tablekeep.sdk.dice.parse;

import org.jspecify.annotations.Nullable;

/**
 * What stands between terms: space, and words for people in {@code [...]} or comments as {@code
 * //}, {@code #} and {@code /*} begin them.
 */
final class Remarks {
  private Remarks() {}

  /** Moves on to the next term, or stays where a remark is not closed. */
  static void skip(Cursor cursor) {
    label(cursor);
  }

  /** Moves on, and tells the first remark; empty if there is none. */
  static String label(Cursor cursor) {
    String first = null;
    while (!cursor.done()) {
      if (space(cursor)) {
        continue;
      }
      String one = remark(cursor);
      if (one == null) {
        break;
      }
      first = first == null ? one.strip() : first;
    }
    return first == null ? "" : first;
  }

  private static boolean space(Cursor cursor) {
    char c = cursor.peek();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      cursor.at++;
      return true;
    }
    return false;
  }

  private static @Nullable String remark(Cursor cursor) {
    return switch (cursor.peek()) {
      case '[' -> closed(cursor, 1, "]");
      case '#' -> line(cursor, 1);
      case '/' ->
          switch (cursor.peek(1)) {
            case '/' -> line(cursor, 2);
            case '*' -> closed(cursor, 2, "*/");
            default -> null;
          };
      default -> null;
    };
  }

  private static @Nullable String closed(Cursor cursor, int skip, String end) {
    int from = cursor.at + skip;
    int to = cursor.text.indexOf(end, from);
    if (to < 0) {
      return null;
    }
    cursor.at = to + end.length();
    return cursor.text.substring(from, to);
  }

  private static String line(Cursor cursor, int skip) {
    int from = cursor.at + skip;
    int to = from;
    while (to < cursor.text.length() && "\n\r\u2028\u2029".indexOf(cursor.text.charAt(to)) < 0) {
      to++;
    }
    cursor.at = to;
    return cursor.text.substring(from, to);
  }
}

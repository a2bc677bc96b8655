package io.tablekeep.engine.state;

import org.jspecify.annotations.Nullable;

/** Decodes one JSON string that has escapes or is not plain ASCII: the slow half of the reader. */
final class JsonText {
  private final byte[] in;
  private final int from;
  private final int end;
  private int at;
  private String code = "";
  private String problem = "";

  /** Of a string whose bytes before {@code at} are plain ASCII. */
  JsonText(byte[] in, int from, int at, int end) {
    this.in = in;
    this.from = from;
    this.at = at;
    this.end = end;
  }

  /** The byte after the closing quote, or the one at fault. */
  int at() {
    return at;
  }

  String code() {
    return code;
  }

  String problem() {
    return problem;
  }

  /** The text, or null with {@link #code()} and {@link #problem()} saying why. */
  @Nullable String decode(int limit) {
    StringBuilder text = new StringBuilder(at - from + 16);
    for (int i = from; i < at; i++) {
      text.append((char) in[i]);
    }
    while (at < end && in[at] != '"') {
      byte b = in[at];
      boolean good = b == '\\' ? escape(text) : b >= 0 ? plain(text, b) : multibyte(text);
      if (!good) {
        return null;
      }
      if (text.length() > limit) {
        fail("json-text-too-long", "A text has more than " + limit + " characters");
        return null;
      }
    }
    if (at >= end) {
      fail("json-syntax", "This is not JSON: the text ends within a string");
      return null;
    }
    at++;
    return text.toString();
  }

  private boolean fail(String code, String problem) {
    this.code = code;
    this.problem = problem;
    return false;
  }

  private boolean plain(StringBuilder text, byte b) {
    if (b < ' ') {
      return fail("json-syntax", "This is not JSON: a control character must be escaped");
    }
    text.append((char) b);
    at++;
    return true;
  }

  private boolean escape(StringBuilder text) {
    char c = at + 1 < end ? (char) (in[at + 1] & 0xff) : ' ';
    if (c == 'u') {
      return unicode(text);
    }
    int known = "\"\\/bfnrt".indexOf(c);
    if (known < 0) {
      return fail("json-syntax", "This is not JSON: there is no such escape");
    }
    text.append("\"\\/\b\f\n\r\t".charAt(known));
    at += 2;
    return true;
  }

  private boolean unicode(StringBuilder text) {
    int high = hex(at + 2);
    if (high < 0) {
      return fail("json-syntax", "This is not JSON: \\u needs four hexadecimal digits");
    }
    if (!Character.isSurrogate((char) high)) {
      text.append((char) high);
      at += 6;
      return true;
    }
    int low = at + 7 < end && in[at + 6] == '\\' && in[at + 7] == 'u' ? hex(at + 8) : -1;
    if (!Character.isHighSurrogate((char) high)
        || low < 0
        || !Character.isLowSurrogate((char) low)) {
      return fail("json-encoding", "A text holds half of a character");
    }
    text.append((char) high).append((char) low);
    at += 12;
    return true;
  }

  private int hex(int from) {
    if (from + 4 > end) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        return -1;
      }
      number = 16 * number + digit;
    }
    return number;
  }

  /** One character of UTF-8 in its only allowed form (RFC 3629). */
  private boolean multibyte(StringBuilder text) {
    int b = in[at] & 0xff;
    int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
    int point = b & (0xff >> (length + 1));
    boolean good = b >= 0xc2 && b <= 0xf4 && at + length <= end;
    for (int i = 1; good && i < length; i++) {
      good = (in[at + i] & 0xc0) == 0x80;
      point = (point << 6) | (in[at + i] & 0x3f);
    }
    int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (!good || point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      return fail("json-encoding", "The text is not UTF-8");
    }
    text.appendCodePoint(point);
    at += length;
    return true;
  }
}

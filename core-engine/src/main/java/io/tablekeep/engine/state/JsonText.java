package io.tablekeep.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one JSON string that has escapes or is not plain ASCII: the slow half of the reader.
 * Works in UTF-8 throughout, since that is what most such texts are kept in.
 */
final class JsonText {
  private final byte[] in;
  private final int end;
  private int at;

  /** The text so far, its UTF-16 units, and whether all of them are below U+0100. */
  private byte[] out;

  private int length;
  private int units;
  private boolean latin = true;

  private String code = "";
  private String problem = "";

  /** Of a string whose bytes before {@code at} are plain ASCII. */
  JsonText(byte[] in, int from, int at, int end) {
    this.in = in;
    this.at = at;
    this.end = end;
    this.length = at - from;
    this.units = length;
    this.out = Arrays.copyOfRange(in, from, from + 2 * length + 64);
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

  /** The text as it is kept, or null with {@link #code()} and {@link #problem()} saying why. */
  @Nullable Object decode(int limit) {
    while (true) {
      plain();
      if (units > limit) {
        fail("json-text-too-long", "A text has more than " + limit + " characters");
        return null;
      }
      if (at >= end || in[at] == '"') {
        break;
      }
      if (!(in[at] == '\\' ? escape() : in[at] < 0 ? multibyte() : control())) {
        return null;
      }
    }
    if (at >= end) {
      fail("json-syntax", "This is not JSON: the text ends within a string");
      return null;
    }
    at++;
    Object kept = WideText.keep(out, length, units, latin);
    return kept instanceof String text ? Interning.text(text) : kept;
  }

  private boolean fail(String code, String problem) {
    this.code = code;
    this.problem = problem;
    return false;
  }

  /** Takes what needs no decoding. */
  private void plain() {
    int to = at;
    while (to < end && in[to] >= ' ' && in[to] != '"' && in[to] != '\\') {
      to++;
    }
    int run = to - at;
    if (out.length - length < run + 4) { // and what is decoded next
      out = Arrays.copyOf(out, 2 * (length + run) + 4);
    }
    System.arraycopy(in, at, out, length, run);
    length += run;
    units += run;
    at = to;
  }

  private boolean control() {
    return fail("json-syntax", "This is not JSON: a control character must be escaped");
  }

  private boolean escape() {
    char c = at + 1 < end ? (char) (in[at + 1] & 0xff) : ' ';
    if (c == 'u') {
      return unicode();
    }
    int known = "\"\\/bfnrt".indexOf(c);
    if (known < 0) {
      return fail("json-syntax", "This is not JSON: there is no such escape");
    }
    add("\"\\/\b\f\n\r\t".charAt(known));
    at += 2;
    return true;
  }

  private boolean unicode() {
    int high = hex(at + 2);
    if (high < 0) {
      return fail("json-syntax", "This is not JSON: \\u needs four hexadecimal digits");
    }
    if (!Character.isSurrogate((char) high)) {
      add(high);
      at += 6;
      return true;
    }
    int low = at + 7 < end && in[at + 6] == '\\' && in[at + 7] == 'u' ? hex(at + 8) : -1;
    if (!Character.isHighSurrogate((char) high)
        || low < 0
        || !Character.isLowSurrogate((char) low)) {
      return fail("json-encoding", "A text holds half of a character");
    }
    add(Character.toCodePoint((char) high, (char) low));
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

  private void add(int point) {
    if (point < 0x80) {
      out[length++] = (byte) point;
    } else if (point < 0x800) {
      out[length++] = (byte) (0xc0 | (point >> 6));
      out[length++] = (byte) (0x80 | (point & 0x3f));
    } else {
      if (point < 0x10000) {
        out[length++] = (byte) (0xe0 | (point >> 12));
      } else {
        out[length++] = (byte) (0xf0 | (point >> 18));
        out[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      }
      out[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
      out[length++] = (byte) (0x80 | (point & 0x3f));
    }
    units += point < 0x10000 ? 1 : 2;
    latin &= point < 0x100;
  }

  /** One character of UTF-8 in its only allowed form (RFC 3629). */
  private boolean multibyte() {
    int b = in[at] & 0xff;
    int bytes = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
    int point = b & (0xff >> (bytes + 1));
    boolean good = b >= 0xc2 && b <= 0xf4 && at + bytes <= end;
    for (int i = 1; good && i < bytes; i++) {
      good = (in[at + i] & 0xc0) == 0x80;
      point = (point << 6) | (in[at + i] & 0x3f);
    }
    int least = bytes == 2 ? 0x80 : bytes == 3 ? 0x800 : 0x10000;
    if (!good || point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      return fail("json-encoding", "The text is not UTF-8");
    }
    add(point);
    at += bytes;
    return true;
  }
}

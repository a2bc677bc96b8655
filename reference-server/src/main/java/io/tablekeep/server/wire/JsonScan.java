package io.tablekeep.server.wire;

import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON bytes (RFC 8259) without building anything. It never recurses; nesting is bounded
 * by the bits of a long. Used by one thread; the bytes are UTF-8 already.
 */
final class JsonScan {
  private static final int DEEPEST = 64;
  private static final long LARGEST = (1L << 53) - 1;

  private byte[] bytes = {};
  private int at;
  private int end;
  private boolean escaped;

  void begin(byte[] in, int from, int to) {
    bytes = in;
    at = from;
    end = to;
  }

  int at() {
    return at;
  }

  /** The next byte that is no white space, 0 at the end; it is not consumed. */
  int peek() {
    while (at < end) {
      int c = bytes[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
    return 0;
  }

  void expect(char wanted) {
    if (peek() != wanted) {
      throw fault("expected '" + wanted + "'");
    }
    at++;
  }

  boolean take(char wanted) {
    if (peek() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** The text of a string. */
  String string() {
    int from = openString();
    int to = closeString(from);
    return escaped
        ? unescape(from, to)
        : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The text of a string, out of a small vocabulary. */
  String string(Words words) {
    int from = openString();
    int to = closeString(from);
    return escaped ? unescape(from, to) : words.get(bytes, from, to);
  }

  /** Where the characters of a string begin; {@link #closeString} must follow. */
  int openString() {
    expect('"');
    return at;
  }

  /** Where the characters of the string that began at {@code from} end; goes on after the quote. */
  int closeString(int from) {
    int i = from;
    escaped = false;
    while (i < end) {
      int c = bytes[i];
      if (c == '"') {
        at = i + 1;
        return i;
      }
      if (c == '\\') {
        escaped = true;
        i = escape(i + 1);
      } else if (c >= 0 && c < 0x20) {
        at = i;
        throw fault("a control character stands in a string");
      } else {
        i++;
      }
    }
    at = end;
    throw fault("a string does not end");
  }

  private int escape(int i) {
    int c = i < end ? bytes[i] : 0;
    switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return i + 1;
      }
      case 'u' -> {
        if (i + 4 < end) {
          for (int k = 1; k <= 4; k++) {
            if (Character.digit(bytes[i + k], 16) < 0) {
              throw fault("a \\u escape needs four hexadecimal digits");
            }
          }
          return i + 5;
        }
        throw fault("a string does not end");
      }
      default -> throw fault("an unknown escape stands in a string");
    }
  }

  private String unescape(int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char e = text.charAt(++i);
      switch (e) {
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> plain.append(e);
      }
    }
    return plain.toString();
  }

  /** A whole number from 0 to 2^53 - 1; -1 when something else stands there, which is skipped. */
  long natural() {
    peek();
    int from = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && value <= LARGEST) {
      value = value * 10 + (bytes[at++] - '0');
    }
    int c = at < end ? bytes[at] : 0;
    boolean plain = at > from && (bytes[from] != '0' || at == from + 1) && value <= LARGEST;
    if (plain && c != '.' && c != 'e' && c != 'E' && !(c >= '0' && c <= '9')) {
      return value;
    }
    at = from;
    skip();
    return -1;
  }

  /** Walks over one value of any kind. */
  void skip() {
    long objects = 0;
    int depth = 0;
    while (true) {
      int c = peek();
      if (c == '{' || c == '[') {
        boolean object = c == '{';
        at++;
        if (!take(object ? '}' : ']')) {
          if (++depth > DEEPEST) {
            throw new WireFault(
                "too-deep", "The message nests deeper than " + DEEPEST + " levels.");
          }
          objects = objects << 1 | (object ? 1 : 0);
          if (object) {
            key();
          }
          continue;
        }
      } else {
        scalar(c);
      }
      // A value ended; close what ends with it.
      while (true) {
        if (depth == 0) {
          return;
        }
        boolean object = (objects & 1) != 0;
        if (take(',')) {
          if (object) {
            key();
          }
          break;
        }
        expect(object ? '}' : ']');
        depth--;
        objects >>>= 1;
      }
    }
  }

  private void key() {
    closeString(openString());
    expect(':');
  }

  private void scalar(int c) {
    switch (c) {
      case '"' -> closeString(openString());
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> numeral();
    }
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw fault("expected a value");
      }
    }
  }

  private void numeral() {
    if (at < end && bytes[at] == '-') {
      at++;
    }
    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw fault("expected a value");
    }
  }

  WireFault fault(String what) {
    return new WireFault(
        "malformed-json", "The message is not JSON: " + what + " at byte " + at + '.');
  }
}

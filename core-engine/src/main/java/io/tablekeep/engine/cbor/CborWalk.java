package io.tablekeep.engine.cbor;

import static io.tablekeep.engine.cbor.CborWriter.ARRAY;
import static io.tablekeep.engine.cbor.CborWriter.BYTES;
import static io.tablekeep.engine.cbor.CborWriter.DECIMAL_TAG;
import static io.tablekeep.engine.cbor.CborWriter.DOUBLE;
import static io.tablekeep.engine.cbor.CborWriter.HALF;
import static io.tablekeep.engine.cbor.CborWriter.MAP;
import static io.tablekeep.engine.cbor.CborWriter.NATURAL;
import static io.tablekeep.engine.cbor.CborWriter.SIMPLE;
import static io.tablekeep.engine.cbor.CborWriter.SINGLE;
import static io.tablekeep.engine.cbor.CborWriter.TAG;
import static io.tablekeep.engine.cbor.CborWriter.TEXT;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Heads, lengths and texts of CBOR that may come from anyone; {@link CborReader} is the face. */
abstract sealed class CborWalk permits CborReader {
  static final int DEEPEST = 64;
  private static final int BREAK = 0xff;

  byte[] bytes = {};
  int at;
  int end;

  CborWalk() {}

  /**
   * Begins.
   *
   * @param in holds the CBOR
   * @param from its first byte
   * @param to one past its last byte
   */
  public final void begin(byte[] in, int from, int to) {
    bytes = in;
    at = from;
    end = to;
  }

  /**
   * Where it stands.
   *
   * @return index of the next byte
   */
  public final int at() {
    return at;
  }

  /**
   * Whether everything was read.
   *
   * @return true at the end
   */
  public final boolean isAtEnd() {
    return at == end;
  }

  final int peek() {
    if (at >= end) {
      throw fault("it ends too early");
    }
    return bytes[at] & 0xff;
  }

  final int major() {
    return peek() & 0xe0;
  }

  /**
   * Whether a natural number comes next.
   *
   * @return true for major type 0
   */
  public final boolean isNatural() {
    return major() == NATURAL;
  }

  /**
   * Whether a text comes next.
   *
   * @return true for major type 3
   */
  public final boolean isText() {
    return major() == TEXT;
  }

  /**
   * Whether a number of any form comes next.
   *
   * @return true for integers, floats and decimal fractions
   */
  public final boolean isNumber() {
    int head = peek();
    return head < BYTES
        || head == HALF
        || head == SINGLE
        || head == DOUBLE
        || head == (TAG | DECIMAL_TAG);
  }

  /**
   * Whether a byte string comes next.
   *
   * @return true for major type 2
   */
  public final boolean isBytes() {
    return major() == BYTES;
  }

  /**
   * A byte string.
   *
   * @return a copy of its bytes
   */
  public final byte[] bytes() {
    if (major() != BYTES) {
      throw new TablekeepException(ErrorKind.USER, "wrong-type", "A byte string is needed.");
    }
    int from = openText();
    if (from < 0) {
      throw fault("a byte string comes in pieces");
    }
    return Arrays.copyOfRange(bytes, from, at);
  }

  /**
   * Whether an array comes next.
   *
   * @return true for major type 4
   */
  public final boolean isArray() {
    return major() == ARRAY;
  }

  /**
   * Whether a map comes next.
   *
   * @return true for major type 5
   */
  public final boolean isMap() {
    return major() == MAP;
  }

  /**
   * Opens an array or a map; {@link #more} then tells whether a value, or a pair, follows.
   *
   * @return how many follow, -1 when that is not said
   */
  public final long open() {
    if ((peek() & 0x1f) == 0x1f) {
      at++;
      return -1;
    }
    long count = argument();
    if (count < 0 || count > end - at) {
      throw fault("it ends too early");
    }
    return count;
  }

  /**
   * Whether another value, or pair, follows in what was opened.
   *
   * @param left how many should, less one each time; -1 when that was not said
   * @return false at the end, which is then passed
   */
  public final boolean more(long left) {
    if (left >= 0) {
      return left > 0;
    }
    if (peek() == BREAK) {
      at++;
      return false;
    }
    return true;
  }

  /** The argument of the next head; -1 for one of 2^63 or more. */
  final long argument() {
    int low = peek() & 0x1f;
    at++;
    if (low < 24) {
      return low;
    }
    if (low > 27) {
      throw fault("a head is not understood");
    }
    int size = 1 << (low - 24);
    if (end - at < size) {
      throw fault("it ends too early");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value < 0 ? -1 : value;
  }

  /**
   * A text.
   *
   * @return the text
   */
  public final String text() {
    if (major() != TEXT) {
      throw new TablekeepException(ErrorKind.USER, "wrong-type", "A text is needed.");
    }
    int from = openText();
    return from < 0 ? pieces() : utf8(bytes, from, at);
  }

  /**
   * Passes over a text in one piece.
   *
   * @return its first byte, {@link #at} being behind its last; -1 for a text in pieces, of which
   *     only the head was passed
   */
  private int openText() {
    if ((peek() & 0x1f) == 0x1f) {
      at++;
      return -1;
    }
    long size = argument();
    if (size < 0 || size > end - at) {
      throw fault("it ends too early");
    }
    at += (int) size;
    return at - (int) size;
  }

  private String pieces() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (more(-1)) {
      if (major() != TEXT || (peek() & 0x1f) == 0x1f) {
        throw fault("a text has a piece that is none");
      }
      int from = openText();
      // Each piece is whole UTF-8 (3.2.3).
      utf8(bytes, from, at);
      all.write(bytes, from, at - from);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private String utf8(byte[] in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (in[i] < 0) {
        try {
          return StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(in, from, to - from))
              .toString();
        } catch (CharacterCodingException e) {
          throw fault("a text is not UTF-8");
        }
      }
    }
    return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /**
   * The key of a member or of a path.
   *
   * @return its text, be it there as a text or as a number
   */
  public final String key() {
    if (major() == TEXT) {
      return text();
    }
    if (major() == NATURAL) {
      long number = argument();
      if (number >= 0 && number < CborKeys.all().size()) {
        return CborKeys.all().get((int) number);
      }
      throw fault("a key has a number that is not in the dictionary");
    }
    throw fault("a key is neither a text nor a number of the dictionary");
  }

  /** Passes over one value of any kind, also those that have no meaning here. */
  public final void skip() {
    pass(0);
  }

  private void pass(int depth) {
    if (depth > DEEPEST) {
      throw tooDeep();
    }
    switch (major()) {
      case MAP -> {
        for (long left = open(); more(left); left = left < 0 ? -1 : left - 1) {
          pass(depth + 1);
          pass(depth + 1);
        }
      }
      case ARRAY -> {
        for (long left = open(); more(left); left = left < 0 ? -1 : left - 1) {
          pass(depth + 1);
        }
      }
      case TEXT, BYTES -> {
        int kind = major();
        if (openText() < 0) {
          while (more(-1)) {
            if (major() != kind || openText() < 0) {
              throw fault("a text has a piece that is none");
            }
          }
        }
      }
      case TAG -> {
        argument();
        pass(depth + 1);
      }
      case SIMPLE -> {
        if (peek() == BREAK) {
          throw fault("a value is missing");
        }
        argument();
      }
      default -> argument();
    }
  }

  static TablekeepException tooDeep() {
    return new TablekeepException(
        ErrorKind.USER, "too-deep", "The message nests deeper than " + DEEPEST + " levels.");
  }

  final TablekeepException fault(String what) {
    return new TablekeepException(
        ErrorKind.USER, "malformed-cbor", "The message is not CBOR: " + what + '.');
  }
}

package io.tablekeep.engine.cbor;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR (RFC 8949), always the same bytes for the same values: heads are the shortest,
 * lengths definite, members in the order of their keys' texts, keys of {@link CborKeys} numbers,
 * and each number in the shortest of the forms that read as exactly this value (integer; half,
 * single or double float; decimal fraction, tag 4). Reused with {@link #reset}; one thread.
 */
public final class CborWriter {
  /** Major types (RFC 8949, 3.1), shifted to their place. */
  static final int NATURAL = 0x00;

  static final int NEGATIVE = 0x20;
  static final int BYTES = 0x40;
  static final int TEXT = 0x60;
  static final int ARRAY = 0x80;
  static final int MAP = 0xa0;
  static final int TAG = 0xc0;
  static final int SIMPLE = 0xe0;

  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;
  static final int NULL = 0xf6;
  static final int UNDEFINED = 0xf7;
  static final int HALF = 0xf9;
  static final int SINGLE = 0xfa;
  static final int DOUBLE = 0xfb;
  static final int DECIMAL_TAG = 4;

  private static final int MOST_PLACES = 6;
  private static final double LARGEST_MANTISSA = 4_294_967_295.0;
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private byte[] buffer;
  private int length;

  /** An empty writer. */
  public CborWriter() {
    this(256);
  }

  /**
   * An empty writer.
   *
   * @param capacity bytes it has room for at first
   */
  public CborWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /**
   * Forgets what was written.
   *
   * @return this
   */
  public CborWriter reset() {
    length = 0;
    return this;
  }

  /**
   * Begins an array.
   *
   * @param size how many values follow
   * @return this
   */
  public CborWriter array(int size) {
    return head(ARRAY, size);
  }

  /**
   * Begins a map.
   *
   * @param size how many pairs of key and value follow
   * @return this
   */
  public CborWriter map(int size) {
    return head(MAP, size);
  }

  /**
   * The key of a member, or of a path.
   *
   * @param key its text
   * @return this
   */
  public CborWriter key(String key) {
    int number = CborKeys.number(key);
    return number < 0 ? text(key) : head(NATURAL, number);
  }

  /**
   * A whole number.
   *
   * @param number any
   * @return this
   */
  public CborWriter number(long number) {
    return number < 0 ? head(NEGATIVE, -1 - number) : head(NATURAL, number);
  }

  /**
   * A number.
   *
   * @param number finite
   * @return this
   */
  public CborWriter number(double number) {
    long whole = (long) number;
    if (whole == number && Math.abs(number) <= 1L << 53) {
      return number(whole);
    }
    float single = (float) number;
    boolean isSingle = single == number;
    int bits = Float.floatToRawIntBits(single);
    int power = (bits >> 23 & 0xff) - 127;
    if (isSingle && (bits & 0x1fff) == 0 && power >= -14 && power <= 15) {
      room(3);
      buffer[length++] = (byte) HALF;
      return raw2((bits >>> 16 & 0x8000) | ((power + 15) << 10) | (bits >> 13 & 0x3ff));
    }
    if (decimal(number, isSingle ? 5 : 9)) {
      return this;
    }
    room(9);
    if (isSingle) {
      buffer[length++] = (byte) SINGLE;
      return raw4(bits);
    }
    buffer[length++] = (byte) DOUBLE;
    long all = Double.doubleToRawLongBits(number);
    return raw4((int) (all >>> 32)).raw4((int) all);
  }

  /** Writes tag 4, [exponent, mantissa], when that is shorter than {@code limit} bytes. */
  private boolean decimal(double number, int limit) {
    double scale = 10;
    for (int places = 1; places <= MOST_PLACES; places++, scale *= 10) {
      double mantissa = Math.rint(number * scale);
      if (Math.abs(mantissa) > LARGEST_MANTISSA) {
        return false;
      }
      // The quotient of two whole numbers below 2^53 is the double nearest to the decimal.
      if (mantissa / scale == number) {
        long digits = (long) mantissa;
        if (3 + size(digits < 0 ? -1 - digits : digits) >= limit) {
          return false;
        }
        head(TAG, DECIMAL_TAG).head(ARRAY, 2).number(-places).number(digits);
        return true;
      }
    }
    return false;
  }

  private static int size(long argument) {
    return argument < 24 ? 1 : argument < 1 << 8 ? 2 : argument < 1 << 16 ? 3 : 5;
  }

  /**
   * A truth value.
   *
   * @param flag which
   * @return this
   */
  public CborWriter flag(boolean flag) {
    return simple(flag ? TRUE : FALSE);
  }

  /**
   * Says that a member is no more ({@code undefined}).
   *
   * @return this
   */
  public CborWriter gone() {
    return simple(UNDEFINED);
  }

  private CborWriter simple(int value) {
    room(1);
    buffer[length++] = (byte) value;
    return this;
  }

  /**
   * A text.
   *
   * @param text any; half a surrogate pair becomes U+FFFD
   * @return this
   */
  public CborWriter text(String text) {
    int chars = text.length();
    room(chars + 9L);
    int before = length;
    head(TEXT, chars);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length = before;
        return wide(text);
      }
      buffer[length++] = (byte) c;
    }
    return this;
  }

  private CborWriter wide(String text) {
    try {
      ByteBuffer utf8 =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(REPLACEMENT)
              .encode(CharBuffer.wrap(text));
      head(TEXT, utf8.limit());
      return raw(utf8.array(), utf8.arrayOffset(), utf8.arrayOffset() + utf8.limit());
    } catch (CharacterCodingException replacedAlready) {
      throw new IllegalStateException(replacedAlready);
    }
  }

  /**
   * Begins a byte string.
   *
   * @param size how many bytes follow
   * @return this
   */
  public CborWriter bytes(int size) {
    return head(BYTES, size);
  }

  /**
   * A whole value.
   *
   * @param value a tree value
   * @return this
   */
  public CborWriter value(Object value) {
    if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Long number) {
      return number(number.longValue());
    } else if (value instanceof Double number) {
      return number(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      return flag(flag);
    } else if (value instanceof JsonNull) {
      return simple(NULL);
    } else if (value instanceof JsonObject object) {
      map(object.size());
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        key(c.key()).value(c.value());
      }
      return this;
    } else if (value instanceof JsonArray array) {
      array(array.size());
      for (int i = 0, n = array.size(); i < n; i++) {
        value(array.get(i));
      }
      return this;
    }
    throw new IllegalArgumentException("not a tree value: " + value.getClass().getName());
  }

  /**
   * Bytes that were written before.
   *
   * @param cbor holds them
   * @param from the first
   * @param to one past the last
   * @return this
   */
  public CborWriter raw(byte[] cbor, int from, int to) {
    room((long) to - from);
    System.arraycopy(cbor, from, buffer, length, to - from);
    length += to - from;
    return this;
  }

  private CborWriter head(int major, long argument) {
    room(9);
    if (argument < 24) {
      buffer[length++] = (byte) (major | (int) argument);
      return this;
    }
    if (argument < 1 << 8) {
      buffer[length++] = (byte) (major | 24);
      buffer[length++] = (byte) argument;
      return this;
    }
    if (argument < 1 << 16) {
      buffer[length++] = (byte) (major | 25);
      return raw2((int) argument);
    }
    if (argument < 1L << 32) {
      buffer[length++] = (byte) (major | 26);
      return raw4((int) argument);
    }
    buffer[length++] = (byte) (major | 27);
    return raw4((int) (argument >>> 32)).raw4((int) argument);
  }

  private CborWriter raw2(int bits) {
    buffer[length++] = (byte) (bits >> 8);
    buffer[length++] = (byte) bits;
    return this;
  }

  private CborWriter raw4(int bits) {
    return raw2(bits >> 16).raw2(bits);
  }

  private void room(long bytes) {
    if (buffer.length - length < bytes) {
      long wanted = Math.max(2L * buffer.length, length + bytes);
      buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 16)));
    }
  }

  /**
   * How much was written.
   *
   * @return bytes
   */
  public int length() {
    return length;
  }

  /**
   * What was written, at the beginning of an array that is used on.
   *
   * @return valid until the next write
   */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * What was written.
   *
   * @return a copy
   */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }
}

package io.tablekeep.engine.state;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 into a buffer that is used again. What it writes of tree values is their
 * canonical form (RFC 8785): no white space, keys in order, the shortest numbers, the fewest
 * escapes.
 *
 * <p>Commas take care of themselves; the caller pairs {@code object()} with {@code endObject()} and
 * keys with values, and gives the keys in order if the whole is to be canonical. Not for several
 * threads.
 */
public final class JsonWriter {
  private static final int KEEP = 256 << 10;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ESCAPE = escapes();

  private byte[] buffer;
  private int length;
  private boolean comma;

  /** A writer with an empty buffer. */
  public JsonWriter() {
    this(512);
  }

  /**
   * A writer with an empty buffer.
   *
   * @param capacity bytes of room to begin with
   */
  public JsonWriter(int capacity) {
    buffer = new byte[Math.max(16, capacity)];
  }

  private static byte[] escapes() {
    byte[] table = new byte[128];
    Arrays.fill(table, 0, 32, (byte) 'u');
    String from = "\b\t\n\f\r\"\\";
    String to = "btnfr\"\\";
    for (int i = 0; i < from.length(); i++) {
      table[from.charAt(i)] = (byte) to.charAt(i);
    }
    return table;
  }

  /**
   * The canonical text of a value.
   *
   * @param value a tree value
   * @return UTF-8
   */
  public static byte[] bytes(Object value) {
    return new JsonWriter(value instanceof JsonContainer ? 1024 : 64).value(value).toBytes();
  }

  /**
   * The canonical text of a value.
   *
   * @param value a tree value
   * @return the text
   */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /**
   * Forgets what was written; keeps the buffer unless it has grown large.
   *
   * @return this
   */
  public JsonWriter reset() {
    if (buffer.length > KEEP) {
      buffer = new byte[512];
    }
    length = 0;
    comma = false;
    return this;
  }

  /**
   * Begins an object.
   *
   * @return this
   */
  public JsonWriter object() {
    return open('{');
  }

  /**
   * Ends an object.
   *
   * @return this
   */
  public JsonWriter endObject() {
    return close('}');
  }

  /**
   * Begins an array.
   *
   * @return this
   */
  public JsonWriter array() {
    return open('[');
  }

  /**
   * Ends an array.
   *
   * @return this
   */
  public JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter open(char bracket) {
    room(2);
    if (comma) {
      buffer[length++] = ',';
    }
    buffer[length++] = (byte) bracket;
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    room(1);
    buffer[length++] = (byte) bracket;
    comma = true;
    return this;
  }

  /**
   * The key of the member whose value comes next.
   *
   * @param key any text
   * @return this
   */
  public JsonWriter key(String key) {
    text(key, 2);
    buffer[length++] = ':';
    comma = false;
    return this;
  }

  /**
   * A whole value.
   *
   * @param value a tree value
   * @return this
   */
  public JsonWriter value(Object value) {
    if (value instanceof String text) {
      text(text, 1);
    } else if (value instanceof Long number) {
      return number(number);
    } else if (value instanceof JsonObject object) {
      members(object);
    } else if (value instanceof JsonArray array) {
      open('[');
      for (int i = 0, n = array.size(); i < n; i++) {
        value(array.kept(i));
      }
      close(']');
    } else if (value instanceof Double number) {
      separate(Decimal.MAX_LENGTH);
      length = Decimal.write(number, buffer, length);
    } else if (value instanceof WideText text) {
      utf8(text.utf8());
    } else if (value instanceof Boolean || value instanceof JsonNull) {
      separate(5);
      String word = value.toString();
      length += ascii(word, buffer, length);
    } else {
      throw new IllegalArgumentException("not a tree value: " + value.getClass().getName());
    }
    comma = true;
    return this;
  }

  private void members(JsonObject object) {
    if (object instanceof PackedObject packed) {
      separate(packed.textLength());
      packed.unpack(buffer, length);
      length += packed.textLength();
      return;
    }
    open('{');
    for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
      key(c.key());
      value(c.kept());
    }
    close('}');
  }

  /**
   * A whole number.
   *
   * @param number within ±(2<sup>53</sup>-1), which is what JSON readers understand
   * @return this
   */
  public JsonWriter number(long number) {
    separate(20);
    length = Decimal.write(number, buffer, length);
    comma = true;
    return this;
  }

  /**
   * A value that was written before.
   *
   * @param json the text of exactly one value
   * @return this
   */
  public JsonWriter raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  /**
   * A value that was written before.
   *
   * @param json holds the text of exactly one value
   * @param from its first byte
   * @param to one past its last byte
   * @return this
   */
  public JsonWriter raw(byte[] json, int from, int to) {
    separate((long) to - from);
    System.arraycopy(json, from, buffer, length, to - from);
    length += to - from;
    comma = true;
    return this;
  }

  private void separate(long next) {
    room(next + 1);
    if (comma) {
      buffer[length++] = ',';
    }
  }

  private void room(long bytes) {
    if (buffer.length - length < bytes) {
      long wanted = Math.max(2L * buffer.length, length + bytes);
      if (length + bytes > Integer.MAX_VALUE - 16) {
        throw new TablekeepException(
            ErrorKind.RESOURCE, "json-too-large", "The document is too large to be written.");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }

  @SuppressWarnings("deprecation") // the quickest way to ASCII bytes, and exact for them
  private static int ascii(String text, byte[] target, int at) {
    text.getBytes(0, text.length(), target, at);
    return text.length();
  }

  /** Writes a string with its quotes and leaves room for some bytes more. */
  private void text(String text, int more) {
    int n = text.length();
    separate(n + 2L + more);
    byte[] out = buffer;
    int at = length;
    out[at++] = '"';
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c >= 128 || ESCAPE[c] != 0) {
        length = at;
        escaped(text, i, more);
        return;
      }
      out[at++] = (byte) c;
    }
    out[at++] = '"';
    length = at;
    comma = true;
  }

  private void utf8(byte[] text) {
    separate(6L * text.length + 2);
    byte[] out = buffer;
    int at = length;
    out[at++] = '"';
    for (byte b : text) {
      if (b < 0 || ESCAPE[b] == 0) {
        out[at++] = b;
      } else {
        at = escape(b, out, at);
      }
    }
    out[at++] = '"';
    length = at;
  }

  private static int escape(int c, byte[] out, int at) {
    byte escape = ESCAPE[c];
    out[at++] = '\\';
    out[at++] = escape;
    if (escape == 'u') {
      out[at++] = '0';
      out[at++] = '0';
      out[at++] = HEX[c >> 4];
      out[at++] = HEX[c & 15];
    }
    return at;
  }

  private void escaped(String text, int from, int more) {
    room(6L * (text.length() - from) + 1 + more);
    byte[] out = buffer;
    int at = length;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        if (ESCAPE[c] == 0) {
          out[at++] = (byte) c;
        } else {
          at = escape(c, out, at);
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xc0 | (c >> 6));
        out[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        out[at++] = (byte) (0xe0 | (c >> 12));
        out[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        out[at++] = (byte) (0x80 | (c & 0x3f));
      } else {
        int point = text.codePointAt(i++);
        if (point < 0x10000) {
          throw new TablekeepException(
              ErrorKind.INTERNAL, "lone-surrogate", "A text holds half of a character.");
        }
        out[at++] = (byte) (0xf0 | (point >> 18));
        out[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        out[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        out[at++] = (byte) (0x80 | (point & 0x3f));
      }
    }
    out[at++] = '"';
    length = at;
    comma = true;
  }

  /**
   * A place to come back to.
   *
   * @return an opaque mark, good until the next {@link #reset()}
   */
  public long mark() {
    return comma ? ~(long) length : length;
  }

  /**
   * Forgets what was written since.
   *
   * @param mark from {@link #mark()}
   */
  public void rewind(long mark) {
    comma = mark < 0;
    length = (int) (comma ? ~mark : mark);
  }

  /**
   * How much has been written.
   *
   * @return bytes
   */
  public int length() {
    return length;
  }

  /**
   * The buffer itself, for handing on without a copy; the first {@link #length()} bytes count, and
   * only until the next call.
   *
   * @return the buffer
   */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * A copy of what has been written.
   *
   * @return UTF-8
   */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }
}

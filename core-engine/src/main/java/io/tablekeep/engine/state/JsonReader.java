package io.tablekeep.engine.state;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text (RFC 8259, I-JSON) into a tree: UTF-8 without a byte order mark, one value, no
 * key twice, no half characters, no number beyond a double. Written for small frames on the event
 * loop, about a microsecond for 150 bytes; what a hostile text can cost is bounded by {@link
 * Limits}.
 *
 * <p>Errors are {@link TablekeepException}s of kind {@link ErrorKind#USER}; the message names the
 * byte, the field is the JSON pointer of the value being read. Codes: {@code json-syntax}, {@code
 * json-encoding}, {@code json-too-large}, {@code json-too-deep}, {@code json-text-too-long}, {@code
 * json-too-many-members}, {@code json-duplicate-key}, {@code json-number-too-large}.
 */
public final class JsonReader {
  private final byte[] in;
  private final int start;
  private final int end;
  private final Limits limits;
  private final long version;
  private int at;

  /** Keys (null in arrays) and values of the containers being read, the innermost on top. */
  private String[] keys = new String[32];

  private Object[] values = new Object[32];
  private int top;

  /** Where the members of each container being read begin. */
  private int[] bases = new int[8];

  private int depth;

  private JsonReader(byte[] in, int from, int to, Limits limits, long version) {
    this.in = in;
    this.start = from;
    this.end = to;
    this.limits = limits;
    this.version = version;
    this.at = from;
  }

  /**
   * What a text may cost.
   *
   * @param bytes of the whole text
   * @param depth of containers in one another, at most 512
   * @param text characters of one string or key
   * @param members of one object or elements of one array
   */
  public record Limits(int bytes, int depth, int text, int members) {
    /** A message of a seat. */
    public static final Limits FRAME = new Limits(64 << 10, 64, 32 << 10, 10_000);

    /** A whole document, from a file or an upload. */
    public static final Limits DOCUMENT = new Limits(64 << 20, 64, 1 << 20, 1_000_000);

    /** What this engine wrote itself: deeper, so that everything that was accepted can be read. */
    static final Limits TRUSTED =
        new Limits(Integer.MAX_VALUE, 512, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Checks that the depth fits the stack of any thread.
     *
     * @param bytes of the whole text
     * @param depth of containers in one another, at most 512
     * @param text characters of one string or key
     * @param members of one object or elements of one array
     * @throws IllegalArgumentException a limit is negative, or the depth is over 512
     */
    public Limits {
      if (bytes < 0 || depth < 0 || depth > 512 || text < 0 || members < 0) {
        throw new IllegalArgumentException("limits out of range");
      }
    }
  }

  /**
   * Reads a whole text.
   *
   * @param json UTF-8
   * @param limits what it may cost
   * @param version stamped on every container, see {@link JsonContainer#version()}
   * @return a tree value
   * @throws TablekeepException see above
   */
  public static Object read(byte[] json, Limits limits, long version) {
    return read(json, 0, json.length, limits, version);
  }

  /**
   * Reads a part of an array as a whole text.
   *
   * @param json UTF-8
   * @param from the first byte
   * @param to one past the last byte
   * @param limits what it may cost
   * @param version stamped on every container, see {@link JsonContainer#version()}
   * @return a tree value
   * @throws TablekeepException see above
   */
  public static Object read(byte[] json, int from, int to, Limits limits, long version) {
    if (to - from > limits.bytes) {
      throw new TablekeepException(
          ErrorKind.USER,
          "json-too-large",
          "The text has " + (to - from) + " bytes; at most " + limits.bytes + " are taken.");
    }
    return new JsonReader(json, from, to, limits, version).document();
  }

  /**
   * Reads a whole text that must be an object.
   *
   * @param json UTF-8
   * @param limits what it may cost
   * @param version stamped on every container, see {@link JsonContainer#version()}
   * @return the object
   * @throws TablekeepException see above; {@code json-not-an-object} for any other value
   */
  public static JsonObject readObject(byte[] json, Limits limits, long version) {
    Object value = read(json, limits, version);
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new TablekeepException(
        ErrorKind.USER,
        "json-not-an-object",
        "An object was expected, this is " + Values.describe(value) + '.',
        "");
  }

  private Object document() {
    Object value = value(next());
    if (next() >= 0) {
      throw syntax("nothing more may follow the value");
    }
    return WideText.open(value);
  }

  /** Steps to the next byte that is not white space and gives it, or -1 at the end. */
  private int next() {
    while (at < end) {
      byte b = in[at];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return b & 0xff;
      }
      at++;
    }
    return -1;
  }

  private Object value(int first) {
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", JsonNull.NULL);
      case -1 -> throw syntax("the text ends too early");
      default -> number();
    };
  }

  private Object word(String word, Object value) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end || in[at + i] != word.charAt(i)) {
        throw syntax("a value was expected");
      }
    }
    at += word.length();
    return value;
  }

  private JsonObject object() {
    int base = enter();
    at++;
    int b = next();
    if (b == '}') {
      at++;
      depth--;
      return JsonObject.empty(version);
    }
    while (true) {
      if (b != '"') {
        throw syntax("a key in double quotes was expected");
      }
      String key = key();
      if (next() != ':') {
        throw syntax("a colon was expected after the key");
      }
      at++;
      int slot = push(key, base);
      Object member = value(next()); // first, as it may make the arrays grow
      values[slot] = member;
      b = next();
      at++;
      if (b == '}') {
        break;
      }
      if (b != ',') {
        at--;
        throw syntax("a comma or a closing brace was expected");
      }
      b = next();
    }
    int twice = ObjectBuilder.sort(keys, values, base, top);
    if (twice >= 0) {
      top = twice + 1; // the last one begun, for the pointer
      throw fault("json-duplicate-key", "An object has the same key twice");
    }
    depth--;
    JsonObject made = ObjectBuilder.made(keys, values, base, top, version);
    drop(base);
    return made;
  }

  private JsonArray array() {
    int base = enter();
    at++;
    int b = next();
    if (b == ']') {
      at++;
      depth--;
      return JsonArray.empty(version);
    }
    while (true) {
      int slot = push(null, base);
      Object element = value(b); // first, as it may make the arrays grow
      values[slot] = element;
      b = next();
      at++;
      if (b == ']') {
        break;
      }
      if (b != ',') {
        at--;
        throw syntax("a comma or a closing bracket was expected");
      }
      b = next();
    }
    depth--;
    JsonArray made = new JsonArray(Arrays.copyOfRange(values, base, top), version);
    drop(base);
    return made;
  }

  private int enter() {
    if (depth >= limits.depth) {
      throw fault("json-too-deep", "Values are nested more than " + limits.depth + " levels deep");
    }
    if (depth == bases.length) {
      bases = Arrays.copyOf(bases, 2 * depth);
    }
    bases[depth++] = top;
    return top;
  }

  private int push(@Nullable String key, int base) {
    if (top - base >= limits.members) {
      throw fault(
          "json-too-many-members", "A container has more than " + limits.members + " members");
    }
    if (top == keys.length) {
      keys = Arrays.copyOf(keys, 2 * top);
      values = Arrays.copyOf(values, 2 * top);
    }
    keys[top] = key;
    return top++;
  }

  private void drop(int base) {
    Arrays.fill(values, base, top, null); // large values must not outlive their container
    top = base;
  }

  private String key() {
    return (String) WideText.open(text());
  }

  /** A string as it is kept. */
  private Object text() {
    int from = ++at;
    for (int i = from; i < end; i++) {
      byte b = in[i];
      if (b == '"') {
        int length = i - from;
        at = i + 1;
        if (length > Interning.MAX_TEXT) {
          return longText(from, length);
        }
        int hash = 0;
        for (int j = from; j < i; j++) {
          hash = 31 * hash + in[j];
        }
        return Interning.ascii(in, from, length, hash);
      }
      if (b < ' ' || b == '\\') {
        at = i;
        return decoded(from);
      }
    }
    at = end;
    throw syntax("the text ends within a string");
  }

  private String longText(int from, int length) {
    if (length > limits.text) {
      throw fault("json-text-too-long", "A text has more than " + limits.text + " characters");
    }
    return Interning.ascii(in, from, length);
  }

  /** Goes on with a string at its first byte that is not plain ASCII. */
  private Object decoded(int from) {
    JsonText decoder = new JsonText(in, from, at, end);
    Object text = decoder.decode(limits.text);
    at = decoder.at();
    if (text == null) {
      throw fault(decoder.code(), decoder.problem());
    }
    return text;
  }

  private Object number() {
    int to = at;
    while (to < end && Decimal.mayBePart(in[to])) {
      to++;
    }
    Object number = Decimal.read(in, at, to);
    if (number == null) {
      throw syntax(to == at ? "a value was expected" : "a number is written otherwise");
    }
    if (number instanceof Double big && big.isInfinite()) {
      throw fault("json-number-too-large", "A number is larger than a double can be");
    }
    at = to;
    return number;
  }

  private TablekeepException syntax(String why) {
    return fault("json-syntax", "This is not JSON: " + why);
  }

  /** An error at this byte, and at the value that was being read. */
  private TablekeepException fault(String code, String message) {
    String[] steps = new String[depth];
    int used = 0;
    for (int i = 0; i < depth; i++) {
      int slot = (i + 1 < depth ? bases[i + 1] : top) - 1;
      if (slot >= bases[i]) {
        String key = keys[slot];
        steps[used++] = key == null ? Integer.toString(slot - bases[i]) : key;
      }
    }
    return new TablekeepException(
        ErrorKind.USER,
        code,
        message + " (at byte " + (at - start) + ").",
        Pointer.of(Arrays.copyOf(steps, used)).toString());
  }
}

package io.tablekeep.engine.cbor;

import static io.tablekeep.engine.cbor.CborWriter.ARRAY;
import static io.tablekeep.engine.cbor.CborWriter.BYTES;
import static io.tablekeep.engine.cbor.CborWriter.DECIMAL_TAG;
import static io.tablekeep.engine.cbor.CborWriter.DOUBLE;
import static io.tablekeep.engine.cbor.CborWriter.FALSE;
import static io.tablekeep.engine.cbor.CborWriter.HALF;
import static io.tablekeep.engine.cbor.CborWriter.MAP;
import static io.tablekeep.engine.cbor.CborWriter.NATURAL;
import static io.tablekeep.engine.cbor.CborWriter.NEGATIVE;
import static io.tablekeep.engine.cbor.CborWriter.NULL;
import static io.tablekeep.engine.cbor.CborWriter.SINGLE;
import static io.tablekeep.engine.cbor.CborWriter.TAG;
import static io.tablekeep.engine.cbor.CborWriter.TEXT;
import static io.tablekeep.engine.cbor.CborWriter.TRUE;
import static io.tablekeep.engine.cbor.CborWriter.UNDEFINED;

import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;

/**
 * Walks over CBOR (RFC 8949) that may come from anyone. What has a meaning in JSON is understood,
 * in any form a library may choose: definite and indefinite lengths, heads of any size, all floats,
 * decimal fractions (tag 4), keys as texts or as numbers of {@link CborKeys}. Anything else is
 * refused. Nothing is allocated on the word of a head; nesting is bounded. One thread.
 *
 * <p>Every method throws {@link TablekeepException} with code {@code malformed-cbor}, {@code
 * too-deep} or {@code wrong-type}.
 */
public final class CborReader extends CborWalk {
  private static final int MOST_EXPONENT = 400;

  /** Powers that are exact, so that one division gives the nearest double. */
  private static final double[] TENS = {1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /** A reader of nothing yet. */
  public CborReader() {}

  /**
   * A whole number from 0 to 2<sup>53</sup>-1.
   *
   * @return the number, or -1 when something else stands there, which is skipped
   */
  public long natural() {
    int from = at;
    if (major() == NATURAL) {
      long value = argument();
      if (value >= 0 && value <= Values.MAX_SAFE) {
        return value;
      }
    }
    at = from;
    skip();
    return -1;
  }

  /**
   * A number of any form.
   *
   * @return the nearest double, finite
   */
  public double number() {
    Object number = scalar();
    if (number instanceof Number value) {
      return value.doubleValue();
    }
    throw new TablekeepException(ErrorKind.USER, "wrong-type", "A number is needed.");
  }

  /**
   * Writes one value as JSON.
   *
   * @param out where to
   */
  public void json(JsonWriter out) {
    value(out, 0);
  }

  private void value(JsonWriter out, int depth) {
    if (depth > DEEPEST) {
      throw tooDeep();
    }
    int major = major();
    if (major == MAP) {
      out.object();
      for (long left = open(); more(left); left = left < 0 ? -1 : left - 1) {
        out.key(key());
        value(out, depth + 1);
      }
      out.endObject();
    } else if (major == ARRAY) {
      out.array();
      for (long left = open(); more(left); left = left < 0 ? -1 : left - 1) {
        value(out, depth + 1);
      }
      out.endArray();
    } else {
      out.value(scalar());
    }
  }

  private Object scalar() {
    int major = major();
    switch (major) {
      case NATURAL -> {
        long value = argument();
        return value < 0 ? outOfRange() : Values.number(value);
      }
      case NEGATIVE -> {
        long value = argument();
        return value < 0 ? outOfRange() : Values.number(-1 - value);
      }
      case TEXT -> {
        return text();
      }
      case TAG -> {
        return decimal();
      }
      case BYTES -> throw wrong("Byte strings have no meaning here.");
      default -> {
        return simple();
      }
    }
  }

  private Object outOfRange() {
    throw wrong("A whole number is out of range.");
  }

  private Object simple() {
    int head = peek();
    switch (head) {
      case FALSE, TRUE -> {
        at++;
        return head == TRUE;
      }
      case NULL -> {
        at++;
        return JsonNull.NULL;
      }
      case HALF -> {
        return finite(half((int) argument()));
      }
      case SINGLE -> {
        return finite(Float.intBitsToFloat((int) argument()));
      }
      case DOUBLE -> {
        at++;
        if (end - at < 8) {
          throw fault("it ends too early");
        }
        long bits = 0;
        for (int i = 0; i < 8; i++) {
          bits = bits << 8 | (bytes[at++] & 0xff);
        }
        return finite(Double.longBitsToDouble(bits));
      }
      case UNDEFINED -> throw wrong("\"undefined\" has no meaning here.");
      default -> throw fault("a value is not understood");
    }
  }

  private static double half(int bits) {
    int power = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        power == 0
            ? Math.scalb((double) fraction, -24)
            : power == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : Math.scalb((double) (fraction + 1024), power - 25);
    return (bits & 0x8000) == 0 ? size : -size;
  }

  private Object finite(double number) {
    if (!Double.isFinite(number)) {
      throw wrong("A number is not finite.");
    }
    return Values.number(number);
  }

  /** Tag 4: an array of exponent and mantissa, both whole numbers. */
  private Object decimal() {
    long tag = argument();
    if (tag != DECIMAL_TAG || major() != ARRAY || open() != 2) {
      throw fault("a tag is not understood");
    }
    long exponent = whole();
    long mantissa = whole();
    if (Math.abs(exponent) > MOST_EXPONENT) {
      throw wrong("A number is out of range.");
    }
    if (exponent < 0 && exponent >= -TENS.length && Math.abs(mantissa) <= Values.MAX_SAFE) {
      return finite(mantissa / TENS[(int) -exponent - 1]);
    }
    return finite(Double.parseDouble(mantissa + "E" + exponent));
  }

  private long whole() {
    int major = major();
    if (major != NATURAL && major != NEGATIVE) {
      throw fault("a decimal fraction has two whole numbers");
    }
    long value = argument();
    if (value < 0) {
      throw wrong("A number is out of range.");
    }
    return major == NATURAL ? value : -1 - value;
  }

  private TablekeepException wrong(String message) {
    return new TablekeepException(ErrorKind.USER, "wrong-type", message);
  }
}

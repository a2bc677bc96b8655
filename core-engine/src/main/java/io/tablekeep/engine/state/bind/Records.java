package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.schema.Constraints;
import org.jspecify.annotations.Nullable;

/**
 * Tree values to Java and back: records, lists, sets, maps, optionals, numbers, truth values and
 * whatever {@link io.tablekeep.sdk.schema.TextForm} writes as one string.
 *
 * <p>Reading is strict about types: a component is of its type, or it is the default when it is
 * absent, or it is refused. It does not check {@link Constraints}; whoever takes values from
 * outside does that next. Codes: {@code value-missing}, {@code wrong-type}, {@code not-an-integer},
 * {@code out-of-range}, {@code bad-value} (the type's own words), {@code unknown-key}, {@code
 * duplicate-element}, {@code record-failed}; the field is the JSON pointer into the value.
 */
public final class Records {
  private Records() {}

  /** What becomes of keys that a record does not name. */
  public enum UnknownKeys {
    /** Refused: in a payload, a key too many is a mistake. */
    REFUSED,
    /** Ignored, and null counts as absent: in a document, others keep their own things. */
    IGNORED
  }

  /**
   * Reads a value as a type.
   *
   * @param tree a tree value
   * @param type a record type, or any other class named above
   * @param unknown what becomes of keys that a record does not name
   * @param <T> the type
   * @return the value
   * @throws TablekeepException see above; of kind {@link ErrorKind#USER}, or {@link
   *     ErrorKind#PLUGIN} when the record's own code broke
   */
  public static <T> T read(Object tree, Class<T> type, UnknownKeys unknown) {
    try {
      return readFaulty(tree, type, unknown == UnknownKeys.REFUSED);
    } catch (BindFault fault) {
      throw fault.coded(ErrorKind.USER);
    }
  }

  @SuppressWarnings("unchecked") // a decoder gives the type it was made for, which may be primitive
  static <T> T readFaulty(Object tree, Class<T> type, boolean strict) {
    return (T) Decoder.of(type).decode(tree, strict);
  }

  /**
   * Writes a Java value. Components that are an empty {@code Optional} are left out, all others are
   * written; elsewhere an empty {@code Optional} is null. Sets are written in the order of their
   * elements' canonical text, so that equal values have equal trees.
   *
   * @param value anything that a document can hold, tree values and nodes included
   * @param version stamped on every new container
   * @return a tree value
   * @throws TablekeepException of kind {@link ErrorKind#PLUGIN}: {@code not-a-value}, {@code
   *     not-finite}, {@code number-too-large}, {@code lone-surrogate} or {@code too-deep}; the
   *     field points into the value
   */
  public static Object write(Object value, long version) {
    return onto(null, value, version);
  }

  /**
   * Writes a Java value in place of another: where a record is laid over an object, keys that the
   * record does not name stay, also in the records within it and within its maps. Everything else
   * is replaced.
   *
   * @param old the tree value that stands at the place; null for none
   * @param value see {@link #write}
   * @param version stamped on every new container
   * @return a tree value
   * @throws TablekeepException see {@link #write}
   */
  public static Object onto(@Nullable Object old, Object value, long version) {
    try {
      return new Encoder(version).encode(old, value, 0);
    } catch (BindFault fault) {
      throw fault.coded(ErrorKind.PLUGIN);
    }
  }

  /**
   * Writes a record that stands for itself, such as a payload.
   *
   * @param value the record
   * @param version stamped on every new container
   * @return an object
   * @throws TablekeepException see {@link #write}; {@code not-a-value} if the record is written as
   *     one string
   */
  public static JsonObject writeRecord(Record value, long version) {
    if (write(value, version) instanceof JsonObject object) {
      return object;
    }
    throw new TablekeepException(
        ErrorKind.PLUGIN, "not-a-value", "An object was expected, not a text.", "");
  }
}

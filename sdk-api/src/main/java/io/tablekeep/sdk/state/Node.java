package io.tablekeep.sdk.state;

import java.util.Set;
import java.util.stream.Stream;

/**
 * A value of the document at a place: an immutable, lazy view. <b>Never implemented by plugins</b>;
 * the engine hands nodes out, and methods may be added at any time.
 *
 * <p>A node exists for every place, whether or not there is a value: {@code at} never fails, and
 * {@link #exists()} tells. What a rule reads is recorded at the leaves it touches, so that a
 * waiting proposal goes stale only when one of those values moved: {@code at} alone reads nothing;
 * the {@code as…} methods, {@link #value()} and {@link #kind()} read the value; {@link #exists()}
 * reads whether there is one; {@link #keys()}, {@link #children()} and {@link #size()} read the
 * membership of a container but not the values in it. That a value is missing counts as read, too.
 *
 * <p>Reading without a default throws {@link io.tablekeep.sdk.error.NodeException} with the pointer
 * when the value is missing, null or of another type. A default stands for a missing or null value
 * only: a value of the wrong type is a fault in the document and is said so in either case.
 */
public interface Node {
  /** What stands at a place. */
  enum Kind {
    /** No value at all. */
    MISSING,
    /** The JSON value null. */
    NULL,
    /** true or false. */
    BOOLEAN,
    /** A number: an I-JSON double. */
    NUMBER,
    /** A string. */
    TEXT,
    /** An array. */
    ARRAY,
    /** An object. */
    OBJECT
  }

  /**
   * The node further down. Reads nothing.
   *
   * @param keys names of members or indices of elements, from here down
   * @return the node, whether or not there is a value
   */
  Node at(String... keys);

  /**
   * The node further down. Reads nothing.
   *
   * @param below the place, seen from here
   * @return the node, whether or not there is a value
   */
  Node at(Pointer below);

  /**
   * The last key on the way here.
   *
   * @return the key; {@code ""} for the whole document
   */
  String key();

  /**
   * The place in the document.
   *
   * @return the pointer from the root
   */
  Pointer pointer();

  /**
   * What stands here.
   *
   * @return the kind; {@link Kind#MISSING} when there is no value
   */
  Kind kind();

  /**
   * Whether there is a value, be it null.
   *
   * @return false when nothing stands here
   */
  boolean exists();

  /**
   * The whole number that stands here.
   *
   * @return the number
   * @throws io.tablekeep.sdk.error.NodeException missing, not a whole number, or too large
   */
  int asInt();

  /**
   * The whole number that stands here, or a default.
   *
   * @param otherwise for a missing or null value
   * @return the number
   * @throws io.tablekeep.sdk.error.NodeException not a whole number, or too large
   */
  int asInt(int otherwise);

  /**
   * The whole number that stands here.
   *
   * @return the number, within ±(2<sup>53</sup>-1)
   * @throws io.tablekeep.sdk.error.NodeException missing or not a whole number
   */
  long asLong();

  /**
   * The whole number that stands here, or a default.
   *
   * @param otherwise for a missing or null value
   * @return the number
   * @throws io.tablekeep.sdk.error.NodeException not a whole number
   */
  long asLong(long otherwise);

  /**
   * The number that stands here.
   *
   * @return the number, finite
   * @throws io.tablekeep.sdk.error.NodeException missing or not a number
   */
  double asDouble();

  /**
   * The number that stands here, or a default.
   *
   * @param otherwise for a missing or null value
   * @return the number
   * @throws io.tablekeep.sdk.error.NodeException not a number
   */
  double asDouble(double otherwise);

  /**
   * The truth value that stands here.
   *
   * @return the value
   * @throws io.tablekeep.sdk.error.NodeException missing or neither true nor false
   */
  boolean asBoolean();

  /**
   * The truth value that stands here, or a default.
   *
   * @param otherwise for a missing or null value
   * @return the value
   * @throws io.tablekeep.sdk.error.NodeException neither true nor false
   */
  boolean asBoolean(boolean otherwise);

  /**
   * The string that stands here.
   *
   * @return the string
   * @throws io.tablekeep.sdk.error.NodeException missing or not a string
   */
  String asText();

  /**
   * The string that stands here, or a default.
   *
   * @param otherwise for a missing or null value
   * @return the string
   * @throws io.tablekeep.sdk.error.NodeException not a string
   */
  String asText(String otherwise);

  /**
   * The names of the members of an object in UTF-16 order, or the indices of an array in theirs.
   *
   * @return unmodifiable; empty when there is no container here
   */
  Set<String> keys();

  /**
   * The nodes of the members or elements, in the order of {@link #keys()}.
   *
   * @return a stream to be used once; empty when there is no container here
   */
  Stream<Node> children();

  /**
   * How many members or elements there are.
   *
   * @return 0 when there is no container here
   */
  int size();

  /**
   * The object that stands here as a record. Keys that the record does not name are ignored; each
   * component that it does name is recorded as read.
   *
   * @param type a record type made of numbers, strings, truth values, enums, times, records, and
   *     lists, sets, maps and {@code Optional}s of these
   * @param <T> the record
   * @return the record
   * @throws io.tablekeep.sdk.error.TablekeepException a component is missing or of another type;
   *     the error carries the pointer to it
   */
  <T extends Record> T as(Class<T> type);

  /**
   * The value that stands here with everything below it, as plain Java: {@code String}, {@code
   * Long}, {@code Double}, {@code Boolean}, unmodifiable {@code Map} in UTF-16 order of keys and
   * {@code List}; the JSON value null is {@code Optional.empty()}.
   *
   * @return the value
   * @throws io.tablekeep.sdk.error.NodeException there is no value
   */
  Object value();
}

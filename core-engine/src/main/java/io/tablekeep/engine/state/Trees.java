package io.tablekeep.engine.state;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes a tree at a place. A change copies the containers on the path and shares all
 * else; a change to an equal value gives the same root back.
 *
 * <p>Errors are {@link TablekeepException}s of kind {@link ErrorKind#USER} whose field is the
 * pointer of the first place on the way where it went wrong: {@code no-such-value}, {@code
 * not-a-container} (a string or number has nothing below it), {@code bad-index}; and {@code
 * too-deep}, without a field, for a value that would stand or reach deeper than {@link #MAX_DEPTH}.
 */
public final class Trees {
  /**
   * The deepest that containers of a document stand in one another: as deep as the reader takes.
   */
  public static final int MAX_DEPTH = 64;

  private Trees() {}

  /**
   * The value at a place.
   *
   * @param root a tree value
   * @param pointer the place
   * @return the tree value; null when there is none
   */
  public static @Nullable Object get(Object root, Pointer pointer) {
    Object value = root;
    for (int i = 0; i < pointer.size() && value != null; i++) {
      value = child(value, pointer.key(i));
    }
    return value;
  }

  /**
   * The value at a place.
   *
   * @param root a tree value
   * @param keys the place, key by key
   * @return the tree value; null when there is none
   */
  public static @Nullable Object get(Object root, String... keys) {
    Object value = root;
    for (int i = 0; i < keys.length && value != null; i++) {
      value = child(value, keys[i]);
    }
    return value;
  }

  /**
   * The member or element of a value.
   *
   * @param value a tree value
   * @param key key or index
   * @return the tree value; null when there is none
   */
  public static @Nullable Object child(Object value, String key) {
    if (value instanceof JsonObject object) {
      return object.get(key);
    }
    if (value instanceof JsonArray array) {
      int index = index(key);
      return index >= 0 && index < array.size() ? array.get(index) : null;
    }
    return null;
  }

  /**
   * Sets a member, or replaces an element that is there. The parent must be there.
   *
   * @param root a tree value
   * @param pointer the place; the root is replaced as a whole
   * @param value a tree value
   * @param version the version of the change
   * @return the new root
   */
  public static Object set(Object root, Pointer pointer, Object value, long version) {
    return WideText.open(set(root, pointer, 0, value, version, false));
  }

  /**
   * The same for a document, which is an object and stays one.
   *
   * @param root the document
   * @param pointer the place; the root is replaced as a whole
   * @param value a tree value
   * @param version the version of the change
   * @return the new document
   * @throws TablekeepException also {@code not-an-object} if another value is to replace the root
   */
  public static JsonObject set(JsonObject root, Pointer pointer, Object value, long version) {
    return document(set(root, pointer, 0, value, version, false));
  }

  /**
   * Like {@link #set(JsonObject, Pointer, Object, long)}, but makes the objects that are missing on
   * the way.
   *
   * @param root the document
   * @param pointer the place
   * @param value a tree value
   * @param version the version of the change
   * @return the new document
   */
  public static JsonObject put(JsonObject root, Pointer pointer, Object value, long version) {
    return document(set(root, pointer, 0, value, version, true));
  }

  private static Object set(
      Object node, Pointer pointer, int level, Object value, long version, boolean make) {
    if (level == pointer.size()) {
      return Graft.onto(node, value, version, level);
    }
    String key = pointer.key(level);
    boolean last = level + 1 == pointer.size();
    if (node instanceof JsonObject object) {
      Object child = object.kept(key);
      if (child == null) {
        if (!last && !make) {
          throw missing(pointer, level);
        }
        return object.put(key, fresh(pointer, level + 1, value, version), version);
      }
      return object.put(key, set(child, pointer, level + 1, value, version, make), version);
    }
    if (node instanceof JsonArray array) {
      int index = element(array, pointer, level);
      Object child = array.kept(index);
      return array.put(index, set(child, pointer, level + 1, value, version, make), version);
    }
    throw leaf(node, pointer, level);
  }

  /** The value inside the objects that are missing above it. */
  private static Object fresh(Pointer pointer, int level, Object value, long version) {
    Object made = Graft.onto(null, value, version, pointer.size());
    if (pointer.size() > MAX_DEPTH) {
      throw new TablekeepException(
          ErrorKind.USER,
          "too-deep",
          "A document is nested at most " + MAX_DEPTH + " levels deep.");
    }
    for (int i = pointer.size() - 1; i >= level; i--) {
      made = JsonObject.empty(version).put(pointer.key(i), made, version);
    }
    return made;
  }

  /**
   * Removes a member or an element. It must be there.
   *
   * @param root a tree value
   * @param pointer the place; not the root
   * @param version the version of the change
   * @return the new root
   */
  public static Object remove(Object root, Pointer pointer, long version) {
    if (pointer.isRoot()) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-value", "The whole document cannot be removed.", "");
    }
    return remove(root, pointer, 0, version);
  }

  /**
   * The same for a document.
   *
   * @param root the document
   * @param pointer the place; not the root
   * @param version the version of the change
   * @return the new document
   */
  public static JsonObject remove(JsonObject root, Pointer pointer, long version) {
    return document(remove((Object) root, pointer, version));
  }

  private static Object remove(Object node, Pointer pointer, int level, long version) {
    String key = pointer.key(level);
    boolean last = level + 1 == pointer.size();
    if (node instanceof JsonObject object) {
      Object child = object.kept(key);
      if (child == null) {
        throw missing(pointer, level);
      }
      return last
          ? object.without(key, version)
          : object.put(key, remove(child, pointer, level + 1, version), version);
    }
    if (node instanceof JsonArray array) {
      int index = element(array, pointer, level);
      return last
          ? array.without(index, version)
          : array.put(index, remove(array.kept(index), pointer, level + 1, version), version);
    }
    throw leaf(node, pointer, level);
  }

  /**
   * Reads an array index as RFC 6901 writes it.
   *
   * @param key digits without a leading zero
   * @return the index; -1 when the key is no index
   */
  public static int index(String key) {
    int length = key.length();
    if (length == 0 || length > 9 || (length > 1 && key.charAt(0) == '0')) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < length; i++) {
      char c = key.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = 10 * index + c - '0';
    }
    return index;
  }

  private static int element(JsonArray array, Pointer pointer, int level) {
    String key = pointer.key(level);
    int index = index(key);
    if (index < 0) {
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-index",
          '"' + key + "\" is not the index of an element.",
          upTo(pointer, level));
    }
    if (index >= array.size()) {
      throw missing(pointer, level);
    }
    return index;
  }

  /**
   * About how many bytes of text a value has, a tenth more or less. Cheaper than writing it.
   *
   * @param value a tree value
   * @param most when to stop counting: the cost is bounded by it
   * @return the count; more than {@code most} if there is more
   */
  public static long weigh(Object value, long most) {
    if (value instanceof String text) {
      return text.length() + 3L;
    }
    if (value instanceof WideText text) {
      return text.utf8().length + 3L;
    }
    if (value instanceof PackedObject packed) {
      return packed.textLength();
    }
    long sum = 2;
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); sum <= most && c.next(); ) {
        sum += c.key().length() + 4 + weigh(c.kept(), most - sum);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; sum <= most && i < array.size(); i++) {
        sum += 1 + weigh(array.kept(i), most - sum);
      }
    } else {
      sum = value instanceof Double ? 8 : 4;
    }
    return sum;
  }

  static TablekeepException missing(Pointer pointer, int level) {
    return new TablekeepException(
        ErrorKind.USER, "no-such-value", "There is nothing at this place.", upTo(pointer, level));
  }

  static TablekeepException leaf(Object node, Pointer pointer, int level) {
    return new TablekeepException(
        ErrorKind.USER,
        "not-a-container",
        "Nothing can be below " + Values.describe(node) + '.',
        upTo(pointer, level - 1));
  }

  private static String upTo(Pointer pointer, int level) {
    return Pointer.of(pointer.keys().subList(0, level + 1)).toString();
  }

  private static JsonObject document(Object root) {
    if (root instanceof JsonObject object) {
      return object;
    }
    throw new TablekeepException(
        ErrorKind.USER, "not-an-object", "A document must be an object.", "");
  }
}

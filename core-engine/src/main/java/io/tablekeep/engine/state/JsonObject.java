package io.tablekeep.engine.state;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable object. Members are in the order of their keys' UTF-16 code units, whatever order
 * they came in.
 *
 * <p>Equality and hash are by content: how an object is kept, and when it changed, do not show.
 */
public abstract sealed class JsonObject implements JsonContainer
    permits ShapedObject, SortedObject, PackedObject {
  /** Above this many members an object is kept as a persistent tree. */
  static final int MAX_SHAPED = 64;

  JsonObject() {}

  /** Walks the members in order without allocating for each. */
  public abstract static class Cursor {
    Cursor() {}

    /**
     * Steps to the next member; to be called before the first, too.
     *
     * @return false when there is none
     */
    public abstract boolean next();

    /**
     * The key of the member stepped to.
     *
     * @return the key
     */
    public abstract String key();

    /**
     * The value of the member stepped to.
     *
     * @return the tree value
     */
    public final Object value() {
      return WideText.open(kept());
    }

    /** The value as it is kept. */
    abstract Object kept();
  }

  /** Told of the members by which two objects differ. */
  @FunctionalInterface
  public interface MemberVisitor {
    /**
     * A member that is not the same in both.
     *
     * @param key its key
     * @param before its value before; null when it was not there
     * @param after its value after; null when it is not there any more
     */
    void member(String key, @Nullable Object before, @Nullable Object after);
  }

  /**
   * An object without members.
   *
   * @param version see {@link #version()}
   * @return the object
   */
  public static JsonObject empty(long version) {
    return ShapedObject.of(Shape.EMPTY, Shape.NO_VALUES, version);
  }

  /**
   * An object of the given members.
   *
   * @param members keys and tree values
   * @param version see {@link #version()}
   * @return the object
   */
  public static JsonObject of(Map<String, ?> members, long version) {
    TreeMap<String, Object> sorted = new TreeMap<>(members);
    String[] keys = sorted.keySet().toArray(new String[0]);
    Object[] values = sorted.values().toArray();
    for (int i = 0; i < values.length; i++) {
      Values.check(values[i]);
      values[i] = WideText.keep(values[i]);
    }
    return ofSorted(keys, values, version);
  }

  /** Takes the kept values without copying; keys must be in order and different. */
  static JsonObject ofSorted(String[] keys, Object[] values, long version) {
    return keys.length <= MAX_SHAPED
        ? ShapedObject.of(Shape.of(keys), values, version)
        : SortedObject.of(keys, values, version);
  }

  /**
   * The value of a member.
   *
   * @param key its key
   * @return the tree value; null when there is no such member
   */
  public final @Nullable Object get(String key) {
    return WideText.openOrNull(kept(key));
  }

  /** The value of a member as it is kept. */
  abstract @Nullable Object kept(String key);

  /**
   * Whether there is such a member, be its value null or not.
   *
   * @param key its key
   * @return true when there is
   */
  public boolean has(String key) {
    return kept(key) != null;
  }

  /**
   * Whether there are no members.
   *
   * @return true when there are none
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Walks the members in order.
   *
   * @return a cursor before the first member
   */
  public abstract Cursor cursor();

  /**
   * Calls back for each member in order.
   *
   * @param each told key and tree value
   */
  public void forEach(BiConsumer<String, Object> each) {
    for (Cursor c = cursor(); c.next(); ) {
      each.accept(c.key(), c.value());
    }
  }

  /**
   * The keys in order.
   *
   * @return an unmodifiable list
   */
  public List<String> keys() {
    String[] keys = new String[size()];
    int n = 0;
    for (Cursor c = cursor(); c.next(); ) {
      keys[n++] = c.key();
    }
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return keys[index];
      }

      @Override
      public int size() {
        return keys.length;
      }
    };
  }

  /**
   * This object with one member set.
   *
   * @param key its key
   * @param value a tree value; what is equal in the old value keeps its identity and version
   * @param version the version of the change
   * @return this object when the value is equal to the old one
   */
  public JsonObject with(String key, Object value, long version) {
    return put(key, Graft.onto(kept(key), value, version, 1), version);
  }

  /** Sets a kept value without looking into it. */
  abstract JsonObject put(String key, Object value, long version);

  /**
   * This object without one member.
   *
   * @param key its key
   * @param version the version of the change
   * @return this object when there is no such member
   */
  public abstract JsonObject without(String key, long version);

  /** The same keys with other kept values in their order; takes the array without copying. */
  abstract JsonObject withValues(Object[] values, long version);

  /** This object in a form whose members are at hand. */
  JsonObject open() {
    return this;
  }

  /**
   * Tells the members whose values are not the same, in order of their keys. Members that both
   * objects share are skipped in whole blocks, so the cost follows the difference. Containers are
   * told apart by identity only: it may tell of two that are equal.
   *
   * @param before one object
   * @param after the other
   * @param visitor told of each difference
   */
  @SuppressWarnings("ReferenceEquality") // identity is the point
  public static void differing(JsonObject before, JsonObject after, MemberVisitor visitor) {
    if (before == after || PackedObject.samePacked(before, after)) {
      return;
    }
    JsonObject a = before.open();
    JsonObject b = after.open();
    if (a instanceof ShapedObject x && b instanceof ShapedObject y && x.differing(y, visitor)) {
      return;
    }
    if (a instanceof SortedObject x && b instanceof SortedObject y) {
      x.differing(y, visitor);
      return;
    }
    merge(a.cursor(), b.cursor(), visitor);
  }

  /** Walks two ordered sequences of members side by side. */
  static void merge(Cursor a, Cursor b, MemberVisitor visitor) {
    boolean inA = a.next();
    boolean inB = b.next();
    while (inA || inB) {
      int order = !inA ? 1 : !inB ? -1 : a.key().compareTo(b.key());
      if (order == 0) {
        if (!sameInstance(a.kept(), b.kept())) {
          visitor.member(a.key(), a.value(), b.value());
        }
        inA = a.next();
        inB = b.next();
      } else if (order < 0) {
        visitor.member(a.key(), a.value(), null);
        inA = a.next();
      } else {
        visitor.member(b.key(), null, b.value());
        inB = b.next();
      }
    }
  }

  /** Whether two kept values are one container or equal scalars. */
  static boolean sameInstance(Object a, Object b) {
    return a == b || (!(a instanceof JsonContainer) && WideText.same(a, b));
  }

  @Override
  public final boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof JsonObject that) || PackedObject.differentText(this, that)) {
      return false;
    }
    if (PackedObject.samePacked(this, that)) {
      return true;
    }
    if (size() != that.size()) {
      return false;
    }
    Cursor a = open().cursor();
    Cursor b = that.open().cursor();
    while (a.next()) {
      b.next();
      if (!a.key().equals(b.key()) || !WideText.same(a.kept(), b.kept())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final int hashCode() {
    int h = 1;
    for (Cursor c = cursor(); c.next(); ) {
      h = 31 * h + (c.key().hashCode() ^ Integer.rotateLeft(c.value().hashCode(), 16));
    }
    return h;
  }

  /**
   * The canonical JSON text.
   *
   * @return the text
   */
  @Override
  public final String toString() {
    return JsonWriter.text(this);
  }
}

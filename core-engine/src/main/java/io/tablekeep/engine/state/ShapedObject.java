package io.tablekeep.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small object: a shared set of keys, and the values in their order. */
final class ShapedObject extends JsonObject {
  private final Shape shape;
  private final Object[] values;
  private final long version;

  ShapedObject(Shape shape, Object[] values, long version) {
    this.shape = shape;
    this.values = values;
    this.version = version;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public @Nullable Object get(String key) {
    int at = shape.indexOf(key);
    return at < 0 ? null : values[at];
  }

  @Override
  JsonObject put(String key, Object value, long version) {
    int at = shape.indexOf(key);
    if (at >= 0) {
      if (values[at] == value) {
        return this;
      }
      Object[] copy = values.clone();
      copy[at] = value;
      return new ShapedObject(shape, copy, version);
    }
    int place = -1 - Arrays.binarySearch(shape.keys, key);
    Object[] more = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(values, place, more, place + 1, values.length - place);
    more[place] = value;
    if (more.length > MAX_SHAPED) {
      String[] keys = Arrays.copyOf(shape.keys, more.length);
      System.arraycopy(shape.keys, place, keys, place + 1, values.length - place);
      keys[place] = key;
      return SortedObject.of(keys, more, version);
    }
    return new ShapedObject(shape.plus(key, place), more, version);
  }

  @Override
  public JsonObject without(String key, long version) {
    int at = shape.indexOf(key);
    if (at < 0) {
      return this;
    }
    Object[] fewer = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, at + 1, fewer, at, fewer.length - at);
    return new ShapedObject(shape.minus(at), fewer, version);
  }

  @Override
  JsonObject withValues(Object[] values, long version) {
    return new ShapedObject(shape, values, version);
  }

  /** Tells the differences if both have one shape; false when they have not. */
  boolean differing(ShapedObject other, MemberVisitor visitor) {
    if (shape != other.shape) {
      return false;
    }
    Object[] theirs = other.values;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != theirs[i] && !sameInstance(values[i], theirs[i])) {
        visitor.member(shape.keys[i], values[i], theirs[i]);
      }
    }
    return true;
  }

  @Override
  public Cursor cursor() {
    return new ArrayCursor(shape.keys, values);
  }

  /** Walks two arrays side by side. */
  static final class ArrayCursor implements Cursor {
    private final String[] keys;
    private final Object[] values;
    private int at = -1;

    ArrayCursor(String[] keys, Object[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    public boolean next() {
      return ++at < values.length;
    }

    @Override
    public String key() {
      return keys[at];
    }

    @Override
    public Object value() {
      return values[at];
    }
  }
}

package io.tablekeep.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small object: a shared set of keys, and the values in their order. One and two members, of
 * which a campaign has tens of thousands (points, pairs, references), stand in fields, which saves
 * the array.
 */
abstract sealed class ShapedObject extends JsonObject {
  private static final ShapedObject NONE = new Many(Shape.EMPTY, Shape.NO_VALUES, 0);

  final Shape shape;
  private final long version;

  private ShapedObject(Shape shape, long version) {
    this.shape = shape;
    this.version = version;
  }

  /** Takes the kept values without copying. */
  static ShapedObject of(Shape shape, Object[] values, long version) {
    return switch (values.length) {
      case 0 -> version == 0 ? NONE : new Many(shape, values, version);
      case 1 -> new Few(shape, values[0], null, version);
      case 2 -> new Few(shape, values[0], values[1], version);
      default -> new Many(shape, values, version);
    };
  }

  /** The value of the key at that place in the order, as it is kept. */
  abstract Object kept(int at);

  /** This object with the value at that place replaced. */
  abstract ShapedObject replaced(int at, Object value, long version);

  @Override
  public final long version() {
    return version;
  }

  @Override
  public final int size() {
    return shape.keys.length;
  }

  @Override
  final @Nullable Object kept(String key) {
    int at = shape.indexOf(key);
    return at < 0 ? null : kept(at);
  }

  @Override
  final JsonObject put(String key, Object value, long version) {
    int at = shape.indexOf(key);
    if (at >= 0) {
      return kept(at) == value ? this : replaced(at, value, version);
    }
    int size = size();
    int place = -1 - Arrays.binarySearch(shape.keys, key);
    Object[] more = new Object[size + 1];
    for (int i = 0; i < size; i++) {
      more[i < place ? i : i + 1] = kept(i);
    }
    more[place] = value;
    if (more.length > MAX_SHAPED) {
      String[] keys = Arrays.copyOf(shape.keys, more.length);
      System.arraycopy(shape.keys, place, keys, place + 1, size - place);
      keys[place] = key;
      return SortedObject.of(keys, more, version);
    }
    return of(shape.plus(key, place), more, version);
  }

  @Override
  public final JsonObject without(String key, long version) {
    int at = shape.indexOf(key);
    if (at < 0) {
      return this;
    }
    Object[] fewer = new Object[size() - 1];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = kept(i < at ? i : i + 1);
    }
    return of(shape.minus(at), fewer, version);
  }

  @Override
  final JsonObject withValues(Object[] values, long version) {
    return of(shape, values, version);
  }

  /** Tells the differences if both have one shape; false when they have not. */
  final boolean differing(ShapedObject other, MemberVisitor visitor) {
    if (shape != other.shape) {
      return false;
    }
    for (int i = 0; i < shape.keys.length; i++) {
      Object mine = kept(i);
      Object theirs = other.kept(i);
      if (mine != theirs && !sameInstance(mine, theirs)) {
        visitor.member(shape.keys[i], WideText.open(mine), WideText.open(theirs));
      }
    }
    return true;
  }

  @Override
  public final Cursor cursor() {
    return new ShapeCursor(this);
  }

  private static final class Few extends ShapedObject {
    private final Object first;
    private final @Nullable Object second;

    Few(Shape shape, Object first, @Nullable Object second, long version) {
      super(shape, version);
      this.first = first;
      this.second = second;
    }

    @Override
    Object kept(int at) {
      Object other = second;
      return at == 0 || other == null ? first : other;
    }

    @Override
    ShapedObject replaced(int at, Object value, long version) {
      return at == 0
          ? new Few(shape, value, second, version)
          : new Few(shape, first, value, version);
    }
  }

  private static final class Many extends ShapedObject {
    private final Object[] values;

    Many(Shape shape, Object[] values, long version) {
      super(shape, version);
      this.values = values;
    }

    @Override
    Object kept(int at) {
      return values[at];
    }

    @Override
    ShapedObject replaced(int at, Object value, long version) {
      Object[] copy = values.clone();
      copy[at] = value;
      return new Many(shape, copy, version);
    }
  }

  private static final class ShapeCursor extends Cursor {
    private final ShapedObject object;
    private final String[] keys;
    private int at = -1;

    ShapeCursor(ShapedObject object) {
      this.object = object;
      this.keys = object.shape.keys;
    }

    @Override
    public boolean next() {
      return ++at < keys.length;
    }

    @Override
    public String key() {
      return keys[at];
    }

    @Override
    Object kept() {
      return object.kept(at);
    }
  }
}

package io.tablekeep.engine.state;

import java.util.Arrays;
import java.util.List;

/**
 * An immutable array. Each change copies the references, so lists that grow without bound belong
 * into objects keyed by id.
 */
public final class JsonArray implements JsonContainer {
  private static final Object[] NONE = {};

  private final Object[] elements;
  private final long version;
  private int hash;

  /** Takes the array without copying: only for arrays that nobody else can reach. */
  JsonArray(Object[] elements, long version) {
    this.elements = elements;
    this.version = version;
  }

  /**
   * An array without elements.
   *
   * @param version see {@link #version()}
   * @return the array
   */
  public static JsonArray empty(long version) {
    return new JsonArray(NONE, version);
  }

  /**
   * An array of the given elements.
   *
   * @param elements tree values
   * @param version see {@link #version()}
   * @return the array
   */
  public static JsonArray of(List<?> elements, long version) {
    Object[] copy = elements.toArray();
    for (Object element : copy) {
      Values.check(element);
    }
    return new JsonArray(copy, version);
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public int size() {
    return elements.length;
  }

  /**
   * An element.
   *
   * @param index from 0
   * @return the tree value
   * @throws IndexOutOfBoundsException there is no such element
   */
  public Object get(int index) {
    return elements[index];
  }

  /**
   * The elements in order.
   *
   * @return an unmodifiable list
   */
  public List<Object> elements() {
    return List.of(elements);
  }

  /**
   * This array with one element replaced.
   *
   * @param index of an element that is there
   * @param value a tree value; what is equal in the old element keeps its identity and version
   * @param version the version of the change
   * @return this array when the value is equal to the element
   */
  public JsonArray with(int index, Object value, long version) {
    return put(index, Graft.onto(elements[index], value, version, 1), version);
  }

  /** Replaces without looking into the value. */
  JsonArray put(int index, Object value, long version) {
    if (elements[index] == value) {
      return this;
    }
    Object[] copy = elements.clone();
    copy[index] = value;
    return new JsonArray(copy, version);
  }

  /**
   * This array with one element more.
   *
   * @param index where the element will stand; {@code size()} appends
   * @param value a tree value
   * @param version the version of the change
   * @return the longer array
   */
  public JsonArray insert(int index, Object value, long version) {
    if (index < 0 || index > elements.length) {
      throw new IndexOutOfBoundsException(index);
    }
    Object[] longer = Arrays.copyOf(elements, elements.length + 1);
    System.arraycopy(elements, index, longer, index + 1, elements.length - index);
    longer[index] = Graft.onto(null, value, version, 1);
    return new JsonArray(longer, version);
  }

  /**
   * This array without one element.
   *
   * @param index of an element that is there
   * @param version the version of the change
   * @return the shorter array
   */
  public JsonArray without(int index, long version) {
    if (index < 0 || index >= elements.length) {
      throw new IndexOutOfBoundsException(index);
    }
    Object[] shorter = Arrays.copyOf(elements, elements.length - 1);
    System.arraycopy(elements, index + 1, shorter, index, shorter.length - index);
    return new JsonArray(shorter, version);
  }

  /** Whether two arrays share their elements, as a restamped copy does with its source. */
  boolean sharesWith(JsonArray other) {
    return elements == other.elements;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof JsonArray that
            && (hash == 0 || that.hash == 0 || hash == that.hash)
            && (elements == that.elements || Arrays.equals(elements, that.elements)));
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = Arrays.hashCode(elements);
      hash = h;
    }
    return h;
  }

  /**
   * The canonical JSON text.
   *
   * @return the text
   */
  @Override
  public String toString() {
    return JsonWriter.text(this);
  }
}

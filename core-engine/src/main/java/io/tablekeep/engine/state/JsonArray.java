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

  /** Takes the array of kept values without copying: only for arrays that nobody else can reach. */
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
    for (int i = 0; i < copy.length; i++) {
      Values.check(copy[i]);
      copy[i] = WideText.keep(copy[i]);
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
    return WideText.open(elements[index]);
  }

  /** An element as it is kept. */
  Object kept(int index) {
    return elements[index];
  }

  /**
   * The elements in order.
   *
   * @return an unmodifiable list
   */
  public List<Object> elements() {
    Object[] opened = new Object[elements.length];
    for (int i = 0; i < opened.length; i++) {
      opened[i] = get(i);
    }
    return List.of(opened);
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

  /** Replaces by a kept value without looking into it. */
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

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof JsonArray that) || elements.length != that.elements.length) {
      return false;
    }
    for (int i = 0; i < elements.length; i++) {
      if (!WideText.same(elements[i], that.elements[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int h = 1;
    for (int i = 0; i < elements.length; i++) {
      h = 31 * h + get(i).hashCode();
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

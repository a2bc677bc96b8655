package io.tablekeep.engine.state;

import java.util.Arrays;

/** Collects the members of an object in any order. For one thread, and for one object. */
public final class ObjectBuilder {
  private String[] keys;
  private Object[] values;
  private int size;

  /** A builder with room for some members. */
  public ObjectBuilder() {
    this(8);
  }

  /**
   * A builder with room for so many members.
   *
   * @param members how many are expected
   */
  public ObjectBuilder(int members) {
    keys = new String[Math.max(1, members)];
    values = new Object[keys.length];
  }

  /**
   * Adds a member.
   *
   * @param key not added before
   * @param value a tree value
   * @return this
   */
  public ObjectBuilder add(String key, Object value) {
    Values.check(value);
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    keys[size] = Interning.text(key);
    values[size++] = WideText.keep(value);
    return this;
  }

  /**
   * How many members were added.
   *
   * @return the count
   */
  public int size() {
    return size;
  }

  /**
   * The object.
   *
   * @param version see {@link JsonContainer#version()}
   * @return the object
   * @throws IllegalArgumentException a key was added twice
   */
  public JsonObject build(long version) {
    int twice = sort(keys, values, 0, size);
    if (twice >= 0) {
      throw new IllegalArgumentException("the key \"" + keys[twice] + "\" was added twice");
    }
    return made(keys, values, 0, size, version);
  }

  /** An object of members in order with kept values. */
  static JsonObject made(String[] keys, Object[] values, int from, int to, long version) {
    Object[] members = Arrays.copyOfRange(values, from, to);
    return to - from <= JsonObject.MAX_SHAPED
        ? ShapedObject.of(Interning.shape(keys, from, to - from), members, version)
        : SortedObject.of(Arrays.copyOfRange(keys, from, to), members, version);
  }

  /** Puts members in order; returns the index of a key that is there twice, or -1. */
  static int sort(String[] keys, Object[] values, int from, int to) {
    int sorted = from + 1;
    while (sorted < to && keys[sorted - 1].compareTo(keys[sorted]) < 0) {
      sorted++;
    }
    if (sorted >= to) {
      return -1;
    }
    if (to - from > 16) {
      merge(keys, values, from, to);
    } else {
      insert(keys, values, from, sorted, to);
    }
    for (int i = from + 1; i < to; i++) {
      if (keys[i].equals(keys[i - 1])) {
        return i;
      }
    }
    return -1;
  }

  private static void insert(String[] keys, Object[] values, int from, int sorted, int to) {
    for (int i = sorted; i < to; i++) {
      String key = keys[i];
      Object value = values[i];
      int j = i - 1;
      for (; j >= from && keys[j].compareTo(key) > 0; j--) {
        keys[j + 1] = keys[j];
        values[j + 1] = values[j];
      }
      keys[j + 1] = key;
      values[j + 1] = value;
    }
  }

  private static void merge(String[] keys, Object[] values, int from, int to) {
    Integer[] order = new Integer[to - from];
    Arrays.setAll(order, i -> from + i);
    Arrays.sort(order, (a, b) -> keys[a].compareTo(keys[b]));
    String[] oldKeys = Arrays.copyOfRange(keys, from, to);
    Object[] oldValues = Arrays.copyOfRange(values, from, to);
    for (int i = 0; i < order.length; i++) {
      keys[from + i] = oldKeys[order[i] - from];
      values[from + i] = oldValues[order[i] - from];
    }
  }
}

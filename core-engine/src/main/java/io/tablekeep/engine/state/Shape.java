package io.tablekeep.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set of keys that objects share. Equal shapes are mostly one instance (see {@link
 * Interning}), but nothing depends on it.
 */
final class Shape {
  static final Object[] NO_VALUES = {};
  static final Shape EMPTY = new Shape(new String[0]);

  private static final int LINEAR = 6;

  /** In order; never written to. */
  final String[] keys;

  final int hash;

  /** Open addressing by the key's hash, 1 + index; null for the few keys that a loop finds. */
  private final byte @Nullable [] index;

  Shape(String[] keys) {
    this.keys = keys;
    this.hash = hash(keys, 0, keys.length);
    this.index = keys.length <= LINEAR ? null : index(keys);
  }

  static int hash(String[] keys, int from, int count) {
    int h = count;
    for (int i = 0; i < count; i++) {
      h = h * 31 + keys[from + i].hashCode();
    }
    return h;
  }

  boolean has(int hash, String[] keys, int from, int count) {
    return this.hash == hash && Arrays.equals(this.keys, 0, size(), keys, from, from + count);
  }

  private int size() {
    return keys.length;
  }

  private static byte[] index(String[] keys) {
    byte[] table = new byte[Integer.highestOneBit(keys.length) * 4];
    for (int i = 0; i < keys.length; i++) {
      int slot = spread(keys[i]) & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = (byte) (i + 1);
    }
    return table;
  }

  private static int spread(String key) {
    int h = key.hashCode();
    return h ^ (h >>> 15);
  }

  /** The shape of keys that are in order and different. */
  static Shape of(String[] keys) {
    return keys.length == 0 ? EMPTY : Interning.shape(keys, 0, keys.length);
  }

  /** The position of a key, or -1. */
  @SuppressWarnings("ReferenceEquality") // only to be quicker; equality is asked next
  int indexOf(String key) {
    byte[] table = index;
    if (table == null) {
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] == key) { // the common case: keys are interned
          return i;
        }
      }
      for (int i = 0; i < keys.length; i++) {
        if (keys[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }
    int slot = spread(key) & (table.length - 1);
    for (int i; (i = table[slot]) != 0; slot = (slot + 1) & (table.length - 1)) {
      if (keys[i - 1].equals(key)) {
        return i - 1;
      }
    }
    return -1;
  }

  /** This shape with one key more, at the given place in the order. */
  Shape plus(String key, int at) {
    // No link from shape to shape: a chain of such links would never be let go.
    String[] more = Arrays.copyOf(keys, keys.length + 1);
    System.arraycopy(keys, at, more, at + 1, keys.length - at);
    more[at] = Interning.text(key);
    return of(more);
  }

  /** This shape without the key at the given place. */
  Shape minus(int at) {
    String[] fewer = Arrays.copyOf(keys, keys.length - 1);
    System.arraycopy(keys, at + 1, fewer, at, fewer.length - at);
    return of(fewer);
  }
}

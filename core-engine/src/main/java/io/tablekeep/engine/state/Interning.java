package io.tablekeep.engine.state;

import io.tablekeep.sdk.state.Pointer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lets equal key sets, short strings, fractions and places be one instance. Bounded tables for the
 * process: when a slot for keys or strings is wanted by two, the newcomer has to be asked for again
 * before it displaces the other, so a stream of ids that never come back cannot push out what
 * everyone uses.
 *
 * <p>Only memory depends on it. The tables are plain arrays that several threads write without
 * locks: what they hold is immutable with final fields, and a lost write costs one duplicate.
 */
public final class Interning {
  /** Longer texts are seldom repeated and cost more to compare. */
  static final int MAX_TEXT = 40;

  private static final int TEXTS = 1 << 14;
  private static final int SHAPES = 1 << 12;
  private static final int NUMBERS = 1 << 12;
  private static final int PLACES = 1 << 12;
  private static final int MAX_SHAPE = 32;

  private static final @Nullable String[] texts = new @Nullable String[2 * TEXTS];
  private static final @Nullable Shape[] shapes = new @Nullable Shape[2 * SHAPES];
  private static final @Nullable Double[] numbers = new @Nullable Double[NUMBERS];
  private static final @Nullable Pointer[] places = new @Nullable Pointer[PLACES];
  private static final LongAdder textMisses = new LongAdder();
  private static final LongAdder shapeMisses = new LongAdder();

  private Interning() {}

  /**
   * How often the tables did not help.
   *
   * @param textSlots room for texts
   * @param textMisses texts that were not there
   * @param shapeSlots room for key sets
   * @param shapeMisses key sets that were not there
   */
  public record Stats(int textSlots, long textMisses, int shapeSlots, long shapeMisses) {}

  /**
   * The figures since the process began.
   *
   * @return the figures
   */
  public static Stats stats() {
    return new Stats(texts.length, textMisses.sum(), shapes.length, shapeMisses.sum());
  }

  /** The shared instance of a short text; a long one is given back as it is. */
  static String text(String text) {
    if (text.length() > MAX_TEXT) {
      return text;
    }
    int slot = textSlot(text.hashCode());
    String first = texts[slot];
    if (first != null && first.equals(text)) {
      return first;
    }
    String second = texts[slot + 1];
    if (second != null && second.equals(text)) {
      texts[slot] = second;
      texts[slot + 1] = first;
      return second;
    }
    return remember(slot, text);
  }

  /** The same for ASCII bytes, made into a string only when it is new. */
  static String ascii(byte[] bytes, int from, int length, int hash) {
    int slot = textSlot(hash);
    String first = texts[slot];
    if (first != null && is(first, bytes, from, length)) {
      return first;
    }
    String second = texts[slot + 1];
    if (second != null && is(second, bytes, from, length)) {
      texts[slot] = second;
      texts[slot + 1] = first;
      return second;
    }
    return remember(slot, ascii(bytes, from, length));
  }

  @SuppressWarnings("deprecation") // the quickest way from ASCII bytes, and exact for them
  static String ascii(byte[] bytes, int from, int length) {
    return new String(bytes, 0, from, length);
  }

  private static boolean is(String text, byte[] bytes, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != (char) bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static String remember(int slot, String text) {
    textMisses.increment();
    texts[texts[slot] == null ? slot : slot + 1] = text;
    return text;
  }

  private static int textSlot(int hash) {
    return ((hash ^ (hash >>> 16)) & (TEXTS - 1)) << 1;
  }

  /**
   * The shared instance of a place: tables are laid out alike, and people move the same few tokens.
   *
   * @param keys its keys from the root
   * @return the place
   */
  public static Pointer place(List<String> keys) {
    int hash = keys.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (PLACES - 1);
    Pointer known = places[slot];
    if (known == null || known.hashCode() != hash || !known.keys().equals(keys)) {
      known = Pointer.of(keys);
      places[slot] = known;
    }
    return known;
  }

  /** The shared instance of a number: maps are full of the same quarters of a cell. */
  static Double number(double number) {
    long bits = Double.doubleToRawLongBits(number);
    int slot = (int) ((bits * 0x9e3779b97f4a7c15L) >>> 52);
    Double known = numbers[slot];
    if (known == null || Double.doubleToRawLongBits(known) != bits) {
      known = number;
      numbers[slot] = known;
    }
    return known;
  }

  /** The shared shape of these keys, which must be in order and different. */
  static Shape shape(String[] keys, int from, int count) {
    if (count > MAX_SHAPE) { // a map of entities rather than a record
      return new Shape(Arrays.copyOfRange(keys, from, from + count));
    }
    int hash = Shape.hash(keys, from, count);
    int slot = ((hash ^ (hash >>> 13)) & (SHAPES - 1)) << 1;
    Shape first = shapes[slot];
    if (first != null && first.has(hash, keys, from, count)) {
      return first;
    }
    Shape second = shapes[slot + 1];
    if (second != null && second.has(hash, keys, from, count)) {
      shapes[slot] = second;
      shapes[slot + 1] = first;
      return second;
    }
    shapeMisses.increment();
    Shape made = new Shape(Arrays.copyOfRange(keys, from, from + count));
    shapes[first == null ? slot : slot + 1] = made;
    return made;
  }
}

package io.tablekeep.engine.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A long text as UTF-8. One dash or curly quote makes a {@code String} keep two bytes for every
 * character of a whole page of prose; so containers keep such texts in this form, and whoever looks
 * gets a {@code String}. Never seen outside this package: a value is <i>kept</i> in a container and
 * <i>opened</i> when it leaves.
 */
final class WideText {
  private final byte[] utf8;

  private WideText(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** A tree value in the form in which containers keep it. */
  static Object keep(Object value) {
    if (!(value instanceof String text) || text.length() <= Interning.MAX_TEXT) {
      return value;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length < 2 * text.length() ? new WideText(utf8) : text;
      }
    }
    return text;
  }

  /** The same for UTF-8 that was checked, with the count of its UTF-16 units and their range. */
  static Object keep(byte[] utf8, int length, int units, boolean latin) {
    if (latin || units <= Interning.MAX_TEXT || length >= 2 * units) {
      return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }
    return new WideText(Arrays.copyOf(utf8, length));
  }

  /** The tree value of what is kept; null for null. */
  static @Nullable Object openOrNull(@Nullable Object kept) {
    return kept instanceof WideText text ? text.toString() : kept;
  }

  /** The tree value of what is kept. */
  static Object open(Object kept) {
    return kept instanceof WideText text ? text.toString() : kept;
  }

  /** Whether two kept values are the same value. */
  static boolean same(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a instanceof WideText x) {
      return b instanceof WideText y ? Arrays.equals(x.utf8, y.utf8) : x.is(b);
    }
    return b instanceof WideText y ? y.is(a) : a.equals(b);
  }

  private boolean is(Object other) {
    return other instanceof String text
        && utf8.length > text.length()
        && utf8.length <= 3 * text.length()
        && toString().equals(text);
  }

  byte[] utf8() {
    return utf8;
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}

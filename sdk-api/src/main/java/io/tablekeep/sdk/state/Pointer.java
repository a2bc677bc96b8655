package io.tablekeep.sdk.state;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.Arrays;
import java.util.List;

/**
 * A place in a JSON document: the keys from the root down (RFC 6901).
 *
 * <p>An element of an array has its index as key, without leading zeros. Immutable; equal when the
 * keys are equal; ordered key by key in UTF-16 code units, a prefix first, which is the order of
 * the canonical form (RFC 8785).
 */
public final class Pointer implements Comparable<Pointer> {
  private static final Pointer ROOT = new Pointer(new String[0]);

  private final String[] keys;

  /** As of strings: 0 until first asked for, the same whoever finds it. */
  private int hash;

  private Pointer(String[] keys) {
    this.keys = keys;
  }

  /**
   * The whole document.
   *
   * @return the pointer without keys
   */
  public static Pointer root() {
    return ROOT;
  }

  /**
   * A place by its keys, unescaped: {@code Pointer.of("actors", "a1", "hp")}.
   *
   * @param keys from the root down; none for the whole document
   * @return the pointer
   */
  public static Pointer of(String... keys) {
    if (keys.length == 0) {
      return ROOT;
    }
    String[] copy = keys.clone();
    for (String key : copy) {
      if (key == null) {
        throw new NullPointerException("a key of a pointer is null");
      }
    }
    return new Pointer(copy);
  }

  /**
   * A place by its keys, unescaped.
   *
   * @param keys from the root down; none for the whole document
   * @return the pointer
   */
  public static Pointer of(List<String> keys) {
    return of(keys.toArray(new String[0]));
  }

  /**
   * Reads the text form of RFC 6901: {@code ""} is the whole document, {@code "/a~1b/0"} the first
   * element below the key {@code a/b}.
   *
   * @param text the text form
   * @return the pointer
   * @throws TablekeepException {@code bad-pointer} when the text is neither empty nor begins with a
   *     slash, or when a tilde is not followed by 0 or 1
   */
  public static Pointer parse(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    if (text.charAt(0) != '/') {
      throw bad(text, "it must be empty or begin with \"/\"");
    }
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '/') {
        count++;
      }
    }
    String[] keys = new String[count];
    int from = 1;
    for (int n = 0; n < count; n++) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      keys[n] = unescape(text, from, to);
      from = to + 1;
    }
    return new Pointer(keys);
  }

  private static String unescape(String text, int from, int to) {
    int tilde = text.indexOf('~', from);
    if (tilde < 0 || tilde >= to) {
      return text.substring(from, to);
    }
    StringBuilder key = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '~') {
        char next = ++i < to ? text.charAt(i) : ' ';
        if (next != '0' && next != '1') {
          throw bad(text, "\"~\" must be followed by 0 or 1");
        }
        c = next == '0' ? '~' : '/';
      }
      key.append(c);
    }
    return key.toString();
  }

  private static TablekeepException bad(String text, String why) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new TablekeepException(
        ErrorKind.USER, "bad-pointer", '"' + shown + "\" is not a JSON pointer: " + why + '.');
  }

  /**
   * The keys from the root down, unescaped.
   *
   * @return an unmodifiable list; empty for the whole document
   */
  public List<String> keys() {
    return List.of(keys);
  }

  /**
   * How many keys lead here.
   *
   * @return 0 for the whole document
   */
  public int size() {
    return keys.length;
  }

  /**
   * One key on the way here.
   *
   * @param index 0 for the key below the root
   * @return the key, unescaped
   */
  public String key(int index) {
    return keys[index];
  }

  /**
   * Whether this is the whole document.
   *
   * @return true when there are no keys
   */
  public boolean isRoot() {
    return keys.length == 0;
  }

  /**
   * The last key: the name of the value within its parent.
   *
   * @return the key, unescaped; {@code ""} for the whole document
   */
  public String last() {
    return keys.length == 0 ? "" : keys[keys.length - 1];
  }

  /**
   * The place one level up.
   *
   * @return the parent; the root is its own parent
   */
  public Pointer parent() {
    return keys.length <= 1 ? ROOT : new Pointer(Arrays.copyOf(keys, keys.length - 1));
  }

  /**
   * The place one level down.
   *
   * @param key name of a member or index of an element
   * @return the child
   */
  public Pointer child(String key) {
    if (key == null) {
      throw new NullPointerException("key");
    }
    String[] longer = Arrays.copyOf(keys, keys.length + 1);
    longer[keys.length] = key;
    return new Pointer(longer);
  }

  /**
   * A place below this one.
   *
   * @param below the keys further down
   * @return this pointer's keys followed by those of the other
   */
  public Pointer resolve(Pointer below) {
    if (below.isRoot() || isRoot()) {
      return isRoot() ? below : this;
    }
    String[] longer = Arrays.copyOf(keys, keys.length + below.keys.length);
    System.arraycopy(below.keys, 0, longer, keys.length, below.keys.length);
    return new Pointer(longer);
  }

  /**
   * Whether this place is the given one or lies below it.
   *
   * @param above a place
   * @return true when the other's keys are the first keys of this one
   */
  public boolean startsWith(Pointer above) {
    return keys.length >= above.keys.length
        && Arrays.equals(keys, 0, above.keys.length, above.keys, 0, above.keys.length);
  }

  @Override
  public int compareTo(Pointer other) {
    return Arrays.compare(keys, other.keys);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Pointer that && Arrays.equals(keys, that.keys));
  }

  @Override
  public int hashCode() {
    int found = hash;
    if (found == 0) {
      found = Arrays.hashCode(keys);
      hash = found;
    }
    return found;
  }

  /**
   * The text form of RFC 6901.
   *
   * @return {@code ""} for the whole document, else each key after a slash with {@code ~} and
   *     {@code /} escaped
   */
  @Override
  public String toString() {
    if (keys.length == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder(16 * keys.length);
    for (String key : keys) {
      text.append('/');
      if (key.indexOf('~') < 0 && key.indexOf('/') < 0) {
        text.append(key);
      } else {
        text.append(key.replace("~", "~0").replace("/", "~1"));
      }
    }
    return text.toString();
  }
}

package io.tablekeep.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last texts by their bytes, so that the name of an action is one text for all
 * messages. Bounded: a text takes the place of another with the same hash. Used by one thread.
 */
final class Words {
  private static final int SLOTS = 256;
  private static final int LONGEST = 64;

  private final byte[][] keys = new byte[SLOTS][];
  private final @Nullable String[] texts = new String[SLOTS];

  /** The text of some UTF-8. */
  String get(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    String known = texts[slot];
    if (known != null && Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
      return known;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    keys[slot] = Arrays.copyOfRange(bytes, from, to);
    texts[slot] = text;
    return text;
  }
}

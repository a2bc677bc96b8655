package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;

/**
 * Tells whether two actions of one id are the same action: 64 bits over type and payload. It guards
 * a sender against their own mistakes, not against others, who have other ids; so it is quick
 * rather than cryptographic. It stands in journals: its results never change.
 */
public final class ActionHash {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private ActionHash() {}

  /**
   * The hash of an action. Members of objects may come in any order, and 1.0 is 1.
   *
   * @param type name of the action
   * @param payload a tree value
   * @return the hash, never 0
   */
  public static long of(String type, Object payload) {
    long hash = value(text(1, type), payload);
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  private static long value(long hash, Object value) {
    if (value instanceof String text) {
      return text(mix(hash, 's'), text);
    }
    if (value instanceof Number number) {
      return mix(mix(hash, 'n'), Double.doubleToLongBits(number.doubleValue()));
    }
    if (value instanceof JsonObject object) {
      long sum = mix(hash, '{');
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        sum = value(text(sum, c.key()), c.value());
      }
      return mix(sum, '}');
    }
    if (value instanceof JsonArray array) {
      long sum = mix(hash, '[');
      for (int i = 0; i < array.size(); i++) {
        sum = value(sum, array.get(i));
      }
      return mix(sum, ']');
    }
    return text(mix(hash, 'w'), value.toString());
  }

  private static long text(long hash, String text) {
    long sum = mix(hash, text.length());
    for (int i = 0; i < text.length(); i++) {
      sum = (sum ^ text.charAt(i)) * PRIME;
    }
    return sum;
  }

  private static long mix(long hash, long more) {
    long sum = (hash ^ more) * PRIME;
    return sum ^ (sum >>> 29);
  }
}

package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies effects to a document. The loop and recovery both come through here, so that what was
 * decided and what is replayed cannot differ. The cost follows the change: the path to each place.
 */
public final class Effects {
  private Effects() {}

  /**
   * A document after effects.
   *
   * @param root the document before
   * @param effects what changes, in order
   * @param version the version they make
   * @return the document after; shares all that did not change
   * @throws TablekeepException {@code effect-misfit} when a place cannot be reached: it lies below
   *     a value that is no container, or at an element an array does not have; the field is the
   *     place
   */
  public static JsonObject apply(JsonObject root, List<Effect> effects, long version) {
    JsonObject after = root;
    for (Effect effect : effects) {
      after = apply(after, effect, version);
    }
    return after;
  }

  private static JsonObject apply(JsonObject root, Effect effect, long version) {
    if (effect instanceof Effect.Put put) {
      Object made = put.at().isRoot() ? put.value() : put(root, put.at(), 0, put.value(), version);
      if (made instanceof JsonObject object) {
        return object;
      }
      throw misfit(put.at(), "a document is an object, not " + Values.describe(made));
    }
    Pointer at = ((Effect.Remove) effect).at();
    if (at.isRoot()) {
      throw misfit(at, "a document cannot be removed");
    }
    return (JsonObject) remove(root, at, 0, version);
  }

  private static Object put(
      @Nullable Object into, Pointer at, int depth, Object value, long version) {
    if (depth == at.size()) {
      return value;
    }
    String key = at.key(depth);
    if (into == null) {
      return JsonObject.empty(version).with(key, put(null, at, depth + 1, value, version), version);
    }
    if (into instanceof JsonObject object) {
      return object.with(key, put(object.get(key), at, depth + 1, value, version), version);
    }
    if (into instanceof JsonArray array) {
      int index = index(key);
      if (index < 0 || index >= array.size()) {
        throw misfit(at, "an array of " + array.size() + " has no element " + key);
      }
      return array.with(index, put(array.get(index), at, depth + 1, value, version), version);
    }
    throw misfit(at, "nothing can be put into " + Values.describe(into));
  }

  private static Object remove(Object from, Pointer at, int depth, long version) {
    String key = at.key(depth);
    boolean last = depth + 1 == at.size();
    if (from instanceof JsonObject object) {
      Object child = object.get(key);
      if (child == null) {
        return from;
      }
      return last
          ? object.without(key, version)
          : object.with(key, remove(child, at, depth + 1, version), version);
    }
    if (from instanceof JsonArray array) {
      int index = index(key);
      if (index < 0 || index >= array.size()) {
        return from;
      }
      return last
          ? array.without(index, version)
          : array.with(index, remove(array.get(index), at, depth + 1, version), version);
    }
    return from;
  }

  private static int index(String key) {
    int length = key.length();
    if (length == 0 || length > 9 || (length > 1 && key.charAt(0) == '0')) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < length; i++) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = 10 * index + digit;
    }
    return index;
  }

  private static TablekeepException misfit(Pointer at, String why) {
    return new TablekeepException(
        ErrorKind.INTERNAL, "effect-misfit", "At \"" + at + "\": " + why + '.', at.toString());
  }
}

package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes, put into effect on plain values. */
final class Applied {
  private Applied() {}

  /** A document after the changes; one of a kind that has no place of its own is an error. */
  static @Nullable Object to(@Nullable Object document, Changes changes) {
    Object now = document;
    for (Change change : changes.list()) {
      if (change instanceof Change.Put put) {
        now = put(now, put.at(), 0, Plain.of(put.value()));
      } else if (change instanceof Change.Remove remove) {
        now = put(now, remove.at(), 0, null);
      } else if (change instanceof Change.Add add) {
        long old = new PlainNode(Pointer.root(), now).at(add.at()).asLong(0);
        now = put(now, add.at(), 0, old + add.amount());
      } else {
        throw new AssertionError("a resolution changes the document only, and this is " + change);
      }
    }
    return now;
  }

  /** Where a change takes effect. */
  static Pointer place(Change change) {
    if (change instanceof Change.Put put) {
      return put.at();
    } else if (change instanceof Change.Remove remove) {
      return remove.at();
    } else if (change instanceof Change.Add add) {
      return add.at();
    }
    throw new AssertionError("a resolution changes the document only, and this is " + change);
  }

  /** A value with another put into it; null is nothing, before and after. */
  static @Nullable Object put(
      @Nullable Object into, Pointer at, int depth, @Nullable Object value) {
    if (depth == at.size()) {
      return value;
    }
    String key = at.key(depth);
    if (into instanceof List<?> list) {
      List<Object> made = new ArrayList<>(list);
      int index = Integer.parseInt(key);
      Object inner = put(made.get(index), at, depth + 1, value);
      if (inner == null) {
        made.remove(index);
      } else {
        made.set(index, inner);
      }
      return made;
    }
    Map<String, Object> made = new TreeMap<>();
    if (into instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> made.put((String) name, inner));
    } else if (value == null) {
      return into;
    }
    Object inner = put(made.get(key), at, depth + 1, value);
    if (inner == null) {
      made.remove(key);
    } else {
      made.put(key, inner);
    }
    return made;
  }
}

package io.tablekeep.engine.view;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Places to look at although nothing there has changed. */
final class Extra {
  private static final Extra ALL = new Extra(true);

  private final TreeMap<String, Extra> below = new TreeMap<>();
  private boolean all;

  Extra() {}

  private Extra(boolean all) {
    this.all = all;
  }

  /** Looks at a place. */
  Extra at(String... keys) {
    Extra extra = this;
    for (String key : keys) {
      extra = extra.below.computeIfAbsent(key, k -> new Extra());
    }
    return extra;
  }

  /** Looks at a place and everything below it. */
  void below(String... keys) {
    at(keys).all = true;
  }

  @Nullable Extra find(String... keys) {
    @Nullable Extra extra = this;
    for (String key : keys) {
      extra = extra == null ? null : extra.child(key);
    }
    return extra;
  }

  boolean isEmpty() {
    return !all && below.isEmpty();
  }

  boolean isAll() {
    return all;
  }

  Collection<String> keys() {
    return below.keySet();
  }

  @Nullable Extra child(String key) {
    return all ? ALL : below.get(key);
  }
}

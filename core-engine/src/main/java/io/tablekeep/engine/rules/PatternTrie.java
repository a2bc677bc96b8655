package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which declared places a list of effects touches.
 *
 * @param <T> what is declared on a place
 */
final class PatternTrie<T> {
  private final Map<String, PatternTrie<T>> below = new HashMap<>();
  private final List<T> here = new ArrayList<>();

  /**
   * A declared place that was touched.
   *
   * @param rule what is declared there
   * @param at the place
   */
  record Touched<T>(T rule, Pointer at) {}

  void add(PathPattern pattern, T rule) {
    PatternTrie<T> trie = this;
    for (String key : pattern.keys()) {
      trie = trie.below.computeIfAbsent(key, k -> new PatternTrie<>());
    }
    trie.here.add(rule);
  }

  boolean isEmpty() {
    return below.isEmpty() && here.isEmpty();
  }

  /** The longest declared place at or above one, and what was declared there last; or null. */
  @Nullable Touched<T> deepest(Pointer at) {
    return deepest(at, 0);
  }

  private @Nullable Touched<T> deepest(Pointer at, int depth) {
    if (depth < at.size()) {
      PatternTrie<T> named = below.get(at.key(depth));
      PatternTrie<T> any = below.get(PathPattern.ANY);
      Touched<T> one = named == null ? null : named.deepest(at, depth + 1);
      Touched<T> other = any == null ? null : any.deepest(at, depth + 1);
      if (one != null && (other == null || one.at().size() >= other.at().size())) {
        return one;
      } else if (other != null) {
        return other;
      }
    }
    return here.isEmpty()
        ? null
        : new Touched<>(
            here.get(here.size() - 1),
            depth == at.size() ? at : Pointer.of(at.keys().subList(0, depth)));
  }

  /** Whether any declared place is touched; the cheap question asked on the loop. */
  boolean touches(List<Effect> effects, Object before, Object after) {
    return !isEmpty() && !touched(effects, before, after).isEmpty();
  }

  /** The touched places, each once, in the order of the effects. */
  Set<Touched<T>> touched(List<Effect> effects, Object before, Object after) {
    Set<Touched<T>> found = new LinkedHashSet<>();
    for (Effect effect : effects) {
      along(effect.at(), 0, before, after, found);
    }
    return found;
  }

  private void along(
      Pointer at,
      int depth,
      @Nullable Object before,
      @Nullable Object after,
      Set<Touched<T>> found) {
    if (depth == at.size()) {
      within(at, before, after, found);
      return;
    }
    Pointer reached = Pointer.of(at.keys().subList(0, depth));
    here.forEach(rule -> found.add(new Touched<>(rule, reached)));
    String key = at.key(depth);
    PatternTrie<T> named = below.get(key);
    if (named != null) {
      named.along(at, depth + 1, child(before, key), child(after, key), found);
    }
    PatternTrie<T> any = below.get(PathPattern.ANY);
    if (any != null) {
      any.along(at, depth + 1, child(before, key), child(after, key), found);
    }
  }

  private void within(
      Pointer at, @Nullable Object before, @Nullable Object after, Set<Touched<T>> found) {
    if (before == after) {
      return;
    }
    here.forEach(rule -> found.add(new Touched<>(rule, at)));
    below.forEach(
        (key, trie) -> {
          if (!key.equals(PathPattern.ANY)) {
            trie.within(at.child(key), child(before, key), child(after, key), found);
            return;
          }
          Set<String> keys = new LinkedHashSet<>();
          keysOf(before, keys);
          keysOf(after, keys);
          for (String each : keys) {
            trie.within(at.child(each), child(before, each), child(after, each), found);
          }
        });
  }

  private static @Nullable Object child(@Nullable Object value, String key) {
    return value instanceof JsonObject object ? object.get(key) : null;
  }

  private static void keysOf(@Nullable Object value, Set<String> into) {
    if (value instanceof JsonObject object) {
      into.addAll(object.keys());
    }
  }
}

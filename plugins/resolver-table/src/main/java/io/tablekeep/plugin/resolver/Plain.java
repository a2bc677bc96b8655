package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values as maps, lists, texts and numbers; null is nothing at all. */
final class Plain {
  private Plain() {}

  static @Nullable Object of(Node node) {
    return node.exists() ? node.value() : null;
  }

  /** A text by which values can be put in order; equal for equal values. */
  static String text(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map).toString();
    }
    return value instanceof Collection<?> list ? "[" + list : String.valueOf(value);
  }

  /** The members of up to three objects. */
  static Set<String> keys(@Nullable Object... objects) {
    Set<String> keys = new TreeSet<>();
    for (Object object : objects) {
      if (object instanceof Map<?, ?> map) {
        map.keySet().forEach(key -> keys.add((String) key));
      }
    }
    return keys;
  }

  static @Nullable Object member(@Nullable Object object, String key) {
    return object instanceof Map<?, ?> map ? map.get(key) : null;
  }

  /** The least that turns one value into another. */
  static Changes turn(Pointer place, @Nullable Object stands, @Nullable Object wanted) {
    if (Objects.equals(stands, wanted)) {
      return Changes.none();
    } else if (wanted == null) {
      return Changes.none().remove(place);
    } else if (stands instanceof Map && wanted instanceof Map) {
      Changes changes = Changes.none();
      for (String key : keys(stands, wanted)) {
        changes = changes.and(turn(place.child(key), member(stands, key), member(wanted, key)));
      }
      return changes;
    }
    return Changes.none().set(place, wanted);
  }

  static boolean isTexts(@Nullable Object value) {
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
  }
}

package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of two sides, member by member as far as it has members: what one side changed is taken;
 * of what both changed differently, that of the side that goes first.
 *
 * @param value what comes of it; null for nothing
 * @param contested how many members both changed differently
 */
record Members(@Nullable Object value, int contested) {
  static Members of(Conflict conflict, Sides sides) {
    int[] contested = new int[1];
    Object value =
        merged(
            Plain.of(conflict.base()),
            Plain.of(sides.first().value()),
            Plain.of(sides.second().value()),
            contested);
    return new Members(value, contested[0]);
  }

  private static @Nullable Object merged(
      @Nullable Object base, @Nullable Object first, @Nullable Object second, int[] contested) {
    if (Objects.equals(second, base) || Objects.equals(second, first)) {
      return first;
    } else if (Objects.equals(first, base)) {
      return second;
    } else if (first instanceof Map
        && second instanceof Map
        && (base == null || base instanceof Map)) {
      Map<String, Object> made = new TreeMap<>();
      for (String key : Plain.keys(base, first, second)) {
        Object member =
            merged(
                Plain.member(base, key),
                Plain.member(first, key),
                Plain.member(second, key),
                contested);
        if (member != null) {
          made.put(key, member);
        }
      }
      return made;
    }
    contested[0]++;
    return first;
  }
}

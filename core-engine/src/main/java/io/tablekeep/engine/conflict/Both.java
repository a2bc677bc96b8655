package io.tablekeep.engine.conflict;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.sdk.conflict.TextMerge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people mean who keep both of two values, of an edit that met another as of a branch that is
 * merged: texts with the passages of both, one below the other where they contradict; lists without
 * what either took out and with what either put in. Of all else one excludes the other: whether
 * numbers are counts that add up is for resolvers to know. Pure.
 */
public final class Both {
  private Both() {}

  /**
   * Whether there is such a thing; costs nothing.
   *
   * @param theirs the value that stands; null for none
   * @param mine the value that comes later; null for none
   * @return true when {@link #of} gives a value
   */
  public static boolean can(@Nullable Object theirs, @Nullable Object mine) {
    return (theirs instanceof String && mine instanceof String)
        || (theirs instanceof JsonArray && mine instanceof JsonArray);
  }

  /**
   * The value that holds both.
   *
   * @param base what both began with; null for none, or when nobody knows
   * @param theirs the value that stands; null for none
   * @param mine the value that comes later; null for none
   * @param version version of the entry
   * @return empty when one excludes the other
   */
  public static Optional<Object> of(
      @Nullable Object base, @Nullable Object theirs, @Nullable Object mine, long version) {
    if (theirs instanceof String one && mine instanceof String other) {
      return Optional.of(TextMerge.both(base instanceof String was ? was : "", one, other));
    }
    if (theirs instanceof JsonArray one && mine instanceof JsonArray other) {
      return Optional.of(list(base instanceof JsonArray was ? was : null, one, other, version));
    }
    return Optional.empty();
  }

  /** Theirs without what mine took out, then what mine put in. */
  private static JsonArray list(
      @Nullable JsonArray was, JsonArray theirs, JsonArray mine, long version) {
    Set<Object> old = was == null ? Set.of() : new HashSet<>(was.elements());
    Set<Object> kept = new HashSet<>(mine.elements());
    List<Object> both = new ArrayList<>();
    for (Object each : theirs.elements()) {
      if (!old.contains(each) || kept.contains(each)) {
        both.add(each);
      }
    }
    Set<Object> known = new HashSet<>(both);
    for (Object each : mine.elements()) {
      if (!old.contains(each) && known.add(each)) {
        both.add(each);
      }
    }
    return JsonArray.of(both, version);
  }
}

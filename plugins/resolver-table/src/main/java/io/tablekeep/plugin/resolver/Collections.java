package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.ListMerge;
import io.tablekeep.sdk.conflict.Resolution;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Sets of words, lists in which order matters, and numbers that are counted up and down, for the
 * places that a system declares as such.
 */
@Extension
public final class Collections implements ConflictResolver {
  private static final double SURE = 1;
  private static final double APART = 0.9;
  private static final double COUNTED = 0.95;
  private static final double GUESS = 0.6;
  private static final long MOST = 1L << 53;

  /** Made by the loader. */
  public Collections() {}

  @Override
  public Set<String> kinds() {
    return Set.of("set", "list", "counter");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    Object base = Plain.of(conflict.base());
    Sides sides = Sides.of(conflict);
    Object earlier = Plain.of(sides.earlier().value());
    Object later = Plain.of(sides.later().value());
    return switch (conflict.kind()) {
      case "set" -> united(conflict, base, earlier, later);
      case "list" -> joined(conflict, base, earlier, later);
      case "counter" -> counted(conflict, base, earlier, later);
      default -> Sides.notMine("sets, lists and counts");
    };
  }

  private static Resolution united(
      Conflict conflict, @Nullable Object base, @Nullable Object one, @Nullable Object two) {
    if (!(list(base) && Plain.isTexts(one) && Plain.isTexts(two))) {
      return Resolution.abstain("One of the two is no set of words.");
    }
    Set<Object> was = new LinkedHashSet<>(elements(base));
    Set<Object> all = new LinkedHashSet<>(elements(one));
    all.addAll(elements(two));
    all.removeIf(
        each ->
            was.contains(each) && !(elements(one).contains(each) && elements(two).contains(each)));
    Set<String> sorted = new TreeSet<>();
    all.forEach(each -> sorted.add((String) each));
    return Sides.settle(
        conflict,
        List.copyOf(sorted),
        SURE,
        "What either put in is in, what either took out is out.");
  }

  private static Resolution joined(
      Conflict conflict, @Nullable Object base, @Nullable Object one, @Nullable Object two) {
    if (!(list(base) && one instanceof List<?> && two instanceof List<?>)) {
      return Resolution.abstain("One of the two is no list.");
    }
    ListMerge<Object> merged = ListMerge.of(elements(base), elements(one), elements(two));
    return merged.conflicts() == 0
        ? Sides.settle(conflict, merged.list(), APART, "Both changes to the list fit together.")
        : Sides.settle(
            conflict, merged.list(), GUESS, "Both changed the same part of the list; both are in.");
  }

  private static Resolution counted(
      Conflict conflict, @Nullable Object base, @Nullable Object one, @Nullable Object two) {
    if (!(count(base) && count(one) && count(two))) {
      return Resolution.abstain("One of the two is no count.");
    }
    long was = base instanceof Long number ? number : 0;
    long sum = (one instanceof Long a ? a : 0) + (two instanceof Long b ? b : 0) - was;
    return Math.abs(sum) >= MOST
        ? Resolution.abstain("Together that is too much.")
        : Sides.settle(conflict, sum, COUNTED, "Both have counted, so both counts are in.");
  }

  private static boolean list(@Nullable Object value) {
    return value == null || value instanceof List;
  }

  private static List<Object> elements(@Nullable Object value) {
    return value instanceof List<?> list ? List.copyOf(list) : List.of();
  }

  /** Nothing counts as none. */
  private static boolean count(@Nullable Object value) {
    return value == null || (value instanceof Long number && Math.abs(number) < MOST);
  }
}

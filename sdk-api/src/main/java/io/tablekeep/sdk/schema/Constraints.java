package io.tablekeep.sdk.schema;

import io.tablekeep.sdk.error.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enforces {@link Range} and {@link Length} on records, nested ones included. The engine checks
 * every payload with it before a handler sees it; embedders and tests may call it too. Free of
 * state, any thread, cost proportional to the record's size.
 */
public final class Constraints {
  /** After so many problems the check stops: nobody reads more, and the answer stays small. */
  public static final int MOST = 20;

  private final List<Problem> found = new ArrayList<>();

  private Constraints() {}

  /**
   * Checks a record and everything inside.
   *
   * @param record the record to check
   * @return what is wrong, at most {@link #MOST} ({@code out-of-range}, {@code too-long}, {@code
   *     too-short}); empty if all is well
   */
  public static List<Problem> check(Record record) {
    Constraints check = new Constraints();
    check.record(null, record);
    return List.copyOf(check.found);
  }

  private void record(@Nullable Place place, Record record) {
    for (Component component : RecordShape.of(record.getClass()).components()) {
      if (!component.needsCheck()) {
        continue;
      }
      Object value = component.get(record);
      if (value instanceof Optional<?> maybe) {
        if (maybe.isEmpty()) {
          continue;
        }
        value = maybe.get();
      }
      Place here = new Place(place, component.name());
      component.limits().check(here, value, this::report);
      inside(here, value);
      if (found.size() >= MOST) {
        return;
      }
    }
  }

  private void inside(Place place, Object value) {
    if (found.size() >= MOST) {
      return;
    } else if (value instanceof Record record) {
      if (!TextForm.has(record.getClass())) {
        record(place, record);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> inside(new Place(place, TextForm.of(key)), entry));
    } else if (value instanceof Collection<?> entries) {
      int at = 0;
      for (Object entry : entries) {
        inside(new Place(place, Integer.toString(at++)), entry);
      }
    } else if (value instanceof Optional<?> maybe) {
      maybe.ifPresent(entry -> inside(place, entry));
    }
  }

  private void report(Problem problem) {
    if (found.size() < MOST) {
      found.add(problem);
    }
  }
}

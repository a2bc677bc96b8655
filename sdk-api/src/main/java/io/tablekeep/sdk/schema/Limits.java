package io.tablekeep.sdk.schema;

import io.tablekeep.sdk.error.Problem;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** The bounds of one component. */
record Limits(double min, double max, int shortest, int longest) {
  static final Limits NONE =
      new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Integer.MAX_VALUE);

  static Limits of(RecordComponent declared) {
    Range range = declared.getAnnotation(Range.class);
    Length length = declared.getAnnotation(Length.class);
    return range == null && length == null
        ? NONE
        : new Limits(
            range == null ? NONE.min : range.min(),
            range == null ? NONE.max : range.max(),
            length == null ? NONE.shortest : length.min(),
            length == null ? NONE.longest : length.max());
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** Writes the bounds into a component's schema. */
  void addTo(Map<String, Object> schema, Class<?> type) {
    if (min != NONE.min) {
      schema.put("minimum", number(min));
    }
    if (max != NONE.max) {
      schema.put("maximum", number(max));
    }
    String of = type == Map.class ? "Properties" : type == String.class ? "Length" : "Items";
    if (shortest > 0) {
      schema.put("min" + of, shortest);
    }
    if (longest != NONE.longest) {
      schema.put("max" + of, longest);
    }
  }

  private static Object number(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) <= Types.MOST_EXACT
        ? (Object) (long) bound
        : (Object) bound;
  }

  void check(Place place, Object value, Consumer<Problem> report) {
    if (value instanceof Number number) {
      checkRange(place, number.doubleValue(), report);
    } else if (value instanceof String text) {
      checkLength(place, text.codePointCount(0, text.length()), "characters", report);
    } else if (value instanceof Collection<?> entries) {
      checkLength(place, entries.size(), "entries", report);
    } else if (value instanceof Map<?, ?> map) {
      checkLength(place, map.size(), "entries", report);
    }
  }

  private void checkRange(Place place, double number, Consumer<Problem> report) {
    if (number >= min && number <= max) {
      return;
    }
    String wanted =
        min == Double.NEGATIVE_INFINITY
            ? "at most " + plain(max)
            : max == Double.POSITIVE_INFINITY
                ? "at least " + plain(min)
                : "between " + plain(min) + " and " + plain(max);
    report.accept(
        new Problem("out-of-range", "“" + place.key() + "” must be " + wanted + ".", place.text()));
  }

  private void checkLength(Place place, int length, String of, Consumer<Problem> report) {
    if (length > longest) {
      report.accept(
          new Problem(
              "too-long",
              "“%s” may have at most %d %s; it has %d.".formatted(place.key(), longest, of, length),
              place.text()));
    } else if (length < shortest) {
      String message =
          shortest == 1
              ? "“%s” must not be empty.".formatted(place.key())
              : "“%s” needs at least %d %s; it has %d."
                  .formatted(place.key(), shortest, of, length);
      report.accept(new Problem("too-short", message, place.text()));
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}

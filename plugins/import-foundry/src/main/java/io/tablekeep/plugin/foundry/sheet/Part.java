package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of a document, which may be missing or of any kind: reading it never fails. */
record Part(@Nullable Object value) {
  private static final Part NOTHING = new Part(null);

  Part at(String... keys) {
    Object here = value;
    for (String key : keys) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here == null ? NOTHING : new Part(here);
  }

  /** The first of several places where something stands. */
  Part or(Part other) {
    return isBlank() ? other : this;
  }

  /** Whether nothing is said here: no value, null, an empty text, list or object. */
  boolean isBlank() {
    return value == null
        || (value instanceof Optional<?>)
        || (value instanceof String text && text.isBlank())
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }

  String text() {
    return value instanceof String text
        ? text.strip()
        : value instanceof Number number ? plain(number) : "";
  }

  private static String plain(Number number) {
    double whole = number.doubleValue();
    return whole == Math.rint(whole) && Math.abs(whole) < 1e15
        ? Long.toString((long) whole)
        : number.toString();
  }

  /** A number, also one written as a text such as {@code "1/4"} or {@code "+2"}. */
  Optional<Double> number() {
    if (value instanceof Number number) {
      return finite(number.doubleValue());
    }
    String text = text();
    if (text.matches("\\d{1,6}/\\d{1,6}")) {
      String[] both = text.split("/", 2);
      return finite(Double.parseDouble(both[0]) / Double.parseDouble(both[1]));
    }
    return text.matches("[+-]?\\d{1,9}(\\.\\d{1,9})?")
        ? finite(Double.parseDouble(text))
        : Optional.empty();
  }

  private static Optional<Double> finite(double number) {
    return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
  }

  /** A whole number within bounds. */
  int whole(int otherwise, int least, int most) {
    double number = number().orElse((double) otherwise);
    return (int) Math.max(least, Math.min(most, Math.floor(number)));
  }

  boolean flag() {
    return Boolean.TRUE.equals(value) || number().filter(one -> one > 0).isPresent();
  }

  List<Part> elements() {
    List<Part> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(one -> all.add(new Part(one)));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(one -> all.add(new Part(one)));
    } else if (!isBlank()) {
      all.add(this);
    }
    return all;
  }

  /** The texts of a list, or the one text that stands here. */
  List<String> texts() {
    return elements().stream().map(Part::text).filter(text -> !text.isEmpty()).toList();
  }

  Map<String, Part> members() {
    Map<String, Part> all = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, one) -> all.put(String.valueOf(key), new Part(one)));
    }
    return all;
  }
}

package io.tablekeep.sdk.schema;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schema of one value; records become references into the set. */
record ValueSchema(SchemaSet set) {
  private static final Map<Class<?>, Map<String, Object>> SCALARS =
      Map.ofEntries(
          Map.entry(Object.class, Map.of()),
          Map.entry(String.class, Map.of("type", "string")),
          Map.entry(Instant.class, text("date-time")),
          Map.entry(Duration.class, text("duration")),
          Map.entry(boolean.class, Map.of("type", "boolean")),
          Map.entry(Boolean.class, Map.of("type", "boolean")),
          Map.entry(byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE)),
          Map.entry(Byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE)),
          Map.entry(short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE)),
          Map.entry(Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE)),
          Map.entry(int.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
          Map.entry(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
          Map.entry(long.class, whole(-Types.MOST_EXACT, Types.MOST_EXACT)),
          Map.entry(Long.class, whole(-Types.MOST_EXACT, Types.MOST_EXACT)),
          Map.entry(float.class, Map.of("type", "number")),
          Map.entry(Float.class, Map.of("type", "number")),
          Map.entry(double.class, Map.of("type", "number")),
          Map.entry(Double.class, Map.of("type", "number")));

  Map<String, Object> of(Type type) {
    Class<?> raw = Types.raw(type);
    Map<String, Object> scalar = SCALARS.get(raw);
    if (scalar != null) {
      return scalar;
    } else if (raw.isEnum()) {
      return ordered("type", "string", "enum", constants(raw));
    } else if (raw.isRecord()) {
      return set.reference(raw);
    } else if (raw == List.class) {
      return ordered("type", "array", "items", of(Types.argument(type, 0)));
    } else if (raw == Set.class) {
      return ordered("type", "array", "items", of(Types.argument(type, 0)), "uniqueItems", true);
    } else if (raw == Map.class) {
      return map(Types.argument(type, 0), Types.argument(type, 1));
    }
    throw new IllegalArgumentException(
        raw == Optional.class
            ? "Optional stands around a whole component only."
            : raw.getName()
                + " has no JSON form; use a record, a list, a map, a text or a number.");
  }

  private Map<String, Object> map(Type key, Type value) {
    Class<?> keys = Types.raw(key);
    if (keys == String.class) {
      return ordered("type", "object", "additionalProperties", of(value));
    } else if (!TextForm.has(keys)) {
      throw new IllegalArgumentException("the keys of a map must have a text form.");
    }
    return ordered("type", "object", "propertyNames", of(key), "additionalProperties", of(value));
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(TextForm::of).toList();
  }

  private static Map<String, Object> text(String format) {
    return ordered("type", "string", "format", format);
  }

  private static Map<String, Object> whole(long min, long max) {
    return ordered("type", "integer", "minimum", min, "maximum", max);
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}

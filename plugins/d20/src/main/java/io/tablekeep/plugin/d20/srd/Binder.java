package io.tablekeep.plugin.d20.srd;

import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads records from plain JSON values, by the same description the engine reads them by. */
final class Binder {
  private Binder() {}

  static <T extends Record> T read(Map<String, Object> from, Class<T> type) {
    return type.cast(record(from, type));
  }

  private static Record record(Map<?, ?> from, Class<? extends Record> type) {
    List<Object> values = new ArrayList<>();
    Set<Object> left = new LinkedHashSet<>(from.keySet());
    for (Component each : RecordShape.of(type).components()) {
      left.remove(each.name());
      Object value = from.get(each.name());
      if (value == null) {
        values.add(
            each.whenAbsent()
                .orElseThrow(
                    () -> new IllegalStateException(each.name() + " is missing in " + from)));
      } else {
        Object read = value(value, each.type());
        values.add(each.isOptional() ? Optional.of(read) : read);
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException(type.getSimpleName() + " has no " + left);
    }
    return RecordShape.of(type).create(values.toArray());
  }

  private static Object value(Object from, Type type) {
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    if (from instanceof Map<?, ?> map) {
      if (raw.isRecord()) {
        return record(map, raw.asSubclass(Record.class));
      }
      Map<Object, Object> all = new LinkedHashMap<>();
      map.forEach(
          (key, one) -> all.put(value(key, argument(type, 0)), value(one, argument(type, 1))));
      return Map.copyOf(all);
    } else if (from instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(one -> all.add(value(one, argument(type, 0))));
      return raw == Set.class ? Set.copyOf(all) : List.copyOf(all);
    } else if (from instanceof Number number && (raw == double.class || raw == Double.class)) {
      return number.doubleValue();
    } else if (from instanceof Number number) {
      return number.intValue();
    } else if (from instanceof String text && raw != String.class) {
      return TextForm.parse(raw, text);
    }
    return from;
  }

  private static Type argument(Type type, int n) {
    return ((ParameterizedType) type).getActualTypeArguments()[n];
  }
}

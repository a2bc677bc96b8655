package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.error.NodeException;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of a document as plain Java, as {@link Node#value} gives them, and records of them. */
final class Plain {
  private Plain() {}

  /** What a document would hold of a value; {@code Optional.empty()} is the JSON null. */
  static Object of(Object value) {
    if (value instanceof Node node) {
      return node.value();
    } else if (value instanceof Optional<?> maybe) {
      return maybe.isEmpty() ? maybe : of(maybe.get());
    } else if (value instanceof Number number) {
      double real = number.doubleValue();
      return real == Math.rint(real) && Math.abs(real) < 1L << 53
          ? (Object) (long) real
          : (Object) real;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, inner) -> sorted.put(TextForm.of(key), of(inner)));
      return sorted;
    } else if (value instanceof Collection<?> elements) {
      return elements.stream().map(Plain::of).toList();
    } else if (value instanceof Enum<?> || TextForm.has(value.getClass())) {
      return TextForm.of(value);
    } else if (value instanceof Record record) {
      Map<String, Object> sorted = new TreeMap<>();
      for (Component component : RecordShape.of(record.getClass()).components()) {
        Object inner = component.get(record);
        if (!(inner instanceof Optional<?> maybe && maybe.isEmpty())) {
          sorted.put(component.name(), of(inner));
        }
      }
      return sorted;
    } else if (value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("a document cannot hold a " + value.getClass().getName());
  }

  /** A plain value as a record, or another type a record may be made of. */
  static Object as(Type type, @Nullable Object value, Pointer at) {
    Class<?> raw = raw(type);
    try {
      if (value instanceof Number number
          && (raw.isPrimitive() || Number.class.isAssignableFrom(raw))) {
        return number(raw, number, at);
      } else if (value instanceof Boolean && (raw == boolean.class || raw == Boolean.class)) {
        return value;
      } else if (value instanceof String text && TextForm.has(raw)) {
        return TextForm.parse(raw, text);
      } else if (value instanceof Map<?, ?> map && raw.isRecord()) {
        return record(raw.asSubclass(Record.class), map, at);
      } else if (value instanceof Map<?, ?> map && raw == Map.class) {
        Map<Object, Object> made = new LinkedHashMap<>();
        map.forEach(
            (key, inner) ->
                made.put(as(part(type, 0), key, at), as(part(type, 1), inner, child(at, key))));
        return made;
      } else if (value instanceof List<?> list && Collection.class.isAssignableFrom(raw)) {
        List<Object> made = new ArrayList<>();
        for (Object inner : list) {
          made.add(as(part(type, 0), inner, child(at, made.size())));
        }
        return raw == List.class ? made : new LinkedHashSet<>(made);
      } else if (value != null && raw == Object.class) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw new NodeException("bad-value", String.valueOf(e.getMessage()), at.toString());
    }
    throw new NodeException(
        "wrong-type", "There should be a " + raw.getSimpleName() + " here.", at.toString());
  }

  private static Object record(Class<? extends Record> type, Map<?, ?> map, Pointer at) {
    RecordShape shape = RecordShape.of(type);
    List<Object> parts = new ArrayList<>();
    for (Component component : shape.components()) {
      Object inner = map.get(component.name());
      Pointer place = at.child(component.name());
      if (inner == null || inner.equals(Optional.empty())) {
        parts.add(
            component
                .whenAbsent()
                .orElseThrow(
                    () -> new NodeException("value-missing", "It is missing.", place.toString())));
      } else {
        Object part = as(component.type(), inner, place);
        parts.add(component.isOptional() ? Optional.of(part) : part);
      }
    }
    return shape.create(parts.toArray());
  }

  private static Object number(Class<?> type, Number number, Pointer at) {
    if (type == double.class || type == Double.class) {
      return number.doubleValue();
    } else if (type == float.class || type == Float.class) {
      return number.floatValue();
    } else if (number instanceof Double) {
      throw new NodeException("not-an-integer", "It is no whole number.", at.toString());
    } else if (type == long.class || type == Long.class) {
      return number;
    } else if (number.longValue() != number.intValue()) {
      throw new NodeException("out-of-range", "The number is too large.", at.toString());
    } else if (type == int.class || type == Integer.class) {
      return number.intValue();
    }
    throw new NodeException("wrong-type", "It is no " + type.getSimpleName(), at.toString());
  }

  private static Pointer child(Pointer at, @Nullable Object key) {
    return at.child(String.valueOf(key));
  }

  private static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  private static Type part(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }
}

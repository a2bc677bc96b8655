package io.tablekeep.sdk.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

/** What the room knows about Java types. */
final class Types {
  private static final Map<Class<?>, Function<String, Object>> PRIMITIVES =
      Map.ofEntries(
          Map.entry(boolean.class, Types::truth),
          Map.entry(Boolean.class, Types::truth),
          Map.entry(byte.class, Byte::valueOf),
          Map.entry(Byte.class, Byte::valueOf),
          Map.entry(short.class, Short::valueOf),
          Map.entry(Short.class, Short::valueOf),
          Map.entry(int.class, Integer::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(long.class, Long::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(float.class, Float::valueOf),
          Map.entry(Float.class, Float::valueOf),
          Map.entry(double.class, Double::valueOf),
          Map.entry(Double.class, Double::valueOf));

  /** Whole numbers up to 2^53 - 1 are exact in every JSON reader (RFC 7493, section 2.2). */
  static final long MOST_EXACT = (1L << 53) - 1;

  private Types() {}

  /** The class behind a type: {@code List} for {@code List<String>}. */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    throw new IllegalArgumentException(
        type + " has no JSON form: write the type itself, without wildcards or type variables.");
  }

  /** The n-th type argument; {@code Object} where the author left it out. */
  static Type argument(Type type, int n) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[n]
        : Object.class;
  }

  static boolean mayHoldRecords(Type type) {
    Class<?> raw = raw(type);
    return !PRIMITIVES.containsKey(raw) && !TextForm.has(raw);
  }

  /** A default value written as text. */
  static Object scalar(Class<?> type, String text) {
    Function<String, Object> reader = PRIMITIVES.get(type);
    return reader != null ? reader.apply(text) : TextForm.parse(type, text);
  }

  /** A default value as JSON. */
  static Object json(Object scalar) {
    return TextForm.has(scalar.getClass()) ? TextForm.of(scalar) : scalar;
  }

  /** What called code threw, so that a caller sees the author's own exception. */
  static RuntimeException passOn(InvocationTargetException wrapped) {
    Throwable cause = wrapped.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  private static Object truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("A boolean default is true or false, not " + text);
    }
    return text.equals("true");
  }
}

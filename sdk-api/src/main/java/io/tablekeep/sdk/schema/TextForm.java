package io.tablekeep.sdk.schema;

import io.tablekeep.sdk.error.TablekeepException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that are one JSON string: texts, enum constants, records marked {@link AsText}, {@link
 * Instant} ({@code 2026-01-31T19:30:00Z}) and {@link Duration} ({@code PT20S}), both as ISO 8601.
 *
 * <p>An enum constant is written in lower case with hyphens: {@code CO_GM} is {@code "co-gm"}.
 */
public final class TextForm {
  private static final ClassValue<Form> FORMS =
      new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
          return new Form(reader(type));
        }
      };

  private TextForm() {}

  /**
   * Whether values of this type are written as one JSON string.
   *
   * @param type any class
   * @return true if {@link #of} and {@link #parse} can be used
   * @throws IllegalArgumentException if the type is marked {@link AsText} but has no usable {@code
   *     parse}
   */
  public static boolean has(Class<?> type) {
    return FORMS.get(type).reader != null;
  }

  /**
   * Writes a value.
   *
   * @param value of a type that {@linkplain #has has a text form}
   * @return the text that {@link #parse} reads back
   */
  public static String of(Object value) {
    return value instanceof Enum<?> constant ? name(constant) : value.toString();
  }

  /**
   * Reads a value.
   *
   * @param <T> the type wanted
   * @param type the type wanted; it {@linkplain #has has a text form}
   * @param text what stands on the wire
   * @return the value
   * @throws IllegalArgumentException if the text does not stand for a value of this type; its
   *     message is a sentence for the player
   */
  public static <T> T parse(Class<T> type, String text) {
    Function<String, Object> reader = FORMS.get(type).reader;
    if (reader == null) {
      throw new IllegalArgumentException(type.getName() + " has no text form.");
    }
    return type.cast(reader.apply(text));
  }

  private static @Nullable Function<String, Object> reader(Class<?> type) {
    if (type == String.class) {
      return text -> text;
    } else if (type.isEnum()) {
      return enumReader(type);
    } else if (type == Instant.class) {
      return text -> timeOrRefuse(text, Instant::parse, "a moment like 2026-01-31T19:30:00Z");
    } else if (type == Duration.class) {
      return text -> timeOrRefuse(text, Duration::parse, "a length of time like PT20S");
    }
    return type.isAnnotationPresent(AsText.class) ? recordReader(type) : null;
  }

  private static Object timeOrRefuse(String text, Function<String, Object> read, String wanted) {
    try {
      return read.apply(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("This is not " + wanted + ".", e);
    }
  }

  private static Function<String, Object> enumReader(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(name((Enum<?>) constant), constant);
    }
    return text -> {
      Object constant = constants.get(text);
      if (constant == null) {
        throw new IllegalArgumentException(
            "This must be one of " + String.join(", ", constants.keySet()) + ".");
      }
      return constant;
    };
  }

  private static Function<String, Object> recordReader(Class<?> type) {
    Method parse;
    try {
      parse = type.getDeclaredMethod("parse", String.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          type.getName() + " is marked @AsText and needs a static parse(String).", e);
    }
    if (!Modifier.isStatic(parse.getModifiers()) || parse.getReturnType() != type) {
      throw new IllegalArgumentException(
          type.getName()
              + ".parse(String) must be static and return "
              + type.getSimpleName()
              + ".");
    }
    parse.setAccessible(true);
    return text -> {
      try {
        return parse.invoke(null, text);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof TablekeepException refused) {
          throw new IllegalArgumentException(refused.getMessage(), refused);
        }
        throw Types.passOn(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A holder, because a class value must not be null itself. */
  private record Form(@Nullable Function<String, Object> reader) {}
}

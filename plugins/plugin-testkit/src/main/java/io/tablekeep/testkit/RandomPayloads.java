package io.tablekeep.testkit;

import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Node;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Payloads by chance: of the types and within the bounds that a record declares, naming things that
 * are in the document, and now and then things that are not.
 */
final class RandomPayloads {
  private static final List<String> WORDS =
      List.of(
          "", "a", "goblin", "Æther 𝔰𝔴𝔬𝔯𝔡", "\"quoted\" \\ /", "1d6", "line\nline", "null");
  private static final int MOST = 4;

  private final SplittableRandom chance;
  private final Node document;
  private final List<String> names = new ArrayList<>();
  private final Map<Class<?>, List<Object>> known = new HashMap<>();

  RandomPayloads(SplittableRandom chance, Node document) {
    this.chance = chance;
    this.document = document;
    for (String part : document.keys()) {
      for (String key : document.at(part).keys()) {
        names.add(key);
        for (String inner : document.at(part, key).keys()) {
          for (String last : document.at(part, key, inner).keys()) {
            names.add(key + '/' + last);
          }
        }
      }
    }
  }

  /**
   * A payload.
   *
   * @param type the record
   * @return empty when the record's own constructor refuses what it was given
   */
  Optional<Record> of(Class<? extends Record> type) {
    try {
      return Optional.of(record(type));
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }

  private Record record(Class<? extends Record> type) {
    RecordShape shape = RecordShape.of(type);
    return shape.create(shape.components().stream().map(this::component).toArray());
  }

  private Object component(Component component) {
    Optional<Object> absent = component.whenAbsent();
    if (absent.isPresent() && chance.nextInt(3) == 0) {
      return absent.get();
    }
    Range range = component.annotation(Range.class).orElse(null);
    Length length = component.annotation(Length.class).orElse(null);
    double min = range == null ? -20 : Math.max(range.min(), -1e6);
    double max = range == null ? 120 : Math.min(range.max(), 1e6);
    int least = length == null ? 0 : length.min();
    int most = length == null ? MOST : Math.min(length.max(), least + MOST);
    Object value = value(component.type(), min, Math.max(min, max), least, most);
    return component.isOptional() ? Optional.of(value) : value;
  }

  private Object value(Type type, double min, double max, int least, int most) {
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    if (raw == String.class) {
      return text(least, most);
    } else if (raw == boolean.class || raw == Boolean.class) {
      return chance.nextBoolean();
    } else if (raw == double.class || raw == Double.class) {
      return min + chance.nextDouble() * (max - min);
    } else if (raw == float.class || raw == Float.class) {
      return (float) (min + chance.nextDouble() * (max - min));
    } else if (raw == long.class || raw == Long.class) {
      return whole(min, max);
    } else if (raw == int.class || raw == Integer.class) {
      return (int) whole(min, max);
    } else if (raw == short.class || raw == Short.class) {
      return (short) whole(min, max);
    } else if (raw == byte.class || raw == Byte.class) {
      return (byte) whole(min, Math.min(max, Byte.MAX_VALUE));
    } else if (raw == Instant.class) {
      return Instant.ofEpochSecond(chance.nextLong(0, 2_000_000_000L));
    } else if (raw == Duration.class) {
      return Duration.ofSeconds(chance.nextInt(0, 1_000));
    } else if (raw.isEnum()) {
      return raw.getEnumConstants()[chance.nextInt(raw.getEnumConstants().length)];
    } else if (Ref.class.isAssignableFrom(raw)) {
      return reference(raw);
    } else if (type instanceof ParameterizedType many) {
      return several(raw, many, least, most);
    } else if (raw.isRecord()) {
      return record(raw.asSubclass(Record.class));
    }
    return text(least, most);
  }

  private Object several(Class<?> raw, ParameterizedType of, int least, int most) {
    int count = chance.nextInt(least, Math.max(least, Math.min(most, MOST)) + 1);
    Type[] types = of.getActualTypeArguments();
    Map<Object, Object> entries = new LinkedHashMap<>();
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object one = value(types[0], -20, 120, 0, MOST);
      list.add(one);
      if (types.length > 1) {
        entries.put(one, value(types[1], -20, 120, 0, MOST));
      }
    }
    if (raw == Map.class) {
      return entries;
    }
    return raw == List.class ? list : new LinkedHashSet<>(list);
  }

  private long whole(double min, double max) {
    return chance.nextInt(8) == 0
        ? (long) (chance.nextBoolean() ? Math.ceil(min) : Math.floor(max))
        : chance.nextLong((long) Math.ceil(min), (long) Math.floor(max) + 1);
  }

  private String text(int least, int most) {
    StringBuilder text = new StringBuilder(WORDS.get(chance.nextInt(WORDS.size())));
    while (text.codePointCount(0, text.length()) < least) {
      text.append('x');
    }
    int length = text.codePointCount(0, text.length());
    return length <= most ? text.toString() : "y".repeat(most);
  }

  /** Mostly something that is there. */
  private Object reference(Class<?> type) {
    List<Object> there = known.computeIfAbsent(type, this::there);
    return there.isEmpty() || chance.nextInt(20) == 0
        ? parsed(type, List.of("nobody", "nowhere/nobody", "a/b/c").get(chance.nextInt(3)))
            .orElseGet(() -> parsed(type, "nowhere/nobody").orElseThrow())
        : there.get(chance.nextInt(there.size()));
  }

  private List<Object> there(Class<?> type) {
    List<Object> found = new ArrayList<>();
    for (String name : names) {
      parsed(type, name)
          .filter(ref -> document.at(((Ref) ref).pointer().keys().toArray(String[]::new)).exists())
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Object> parsed(Class<?> type, String text) {
    try {
      return Optional.of(TextForm.parse(type, text));
    } catch (RuntimeException none) {
      return Optional.empty();
    }
  }
}

package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonContainer;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.ObjectBuilder;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes Java values as tree values of one version. */
final class Encoder {
  /** As deep as anyone may send; also what stops a value that contains itself. */
  private static final int MAX_DEPTH = 64;

  private final long version;

  Encoder(long version) {
    this.version = version;
  }

  Object encode(@Nullable Object old, @Nullable Object value, int depth) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Boolean || value instanceof JsonContainer || value instanceof JsonNull) {
      return value;
    }
    if (value instanceof Node node) {
      return node instanceof NodeView view ? view.tree() : encode(old, node.value(), depth);
    }
    if (depth > MAX_DEPTH) {
      throw new BindFault("too-deep", "A value is nested more than " + MAX_DEPTH + " levels deep.");
    }
    if (value instanceof Optional<?> maybe) {
      return maybe.isEmpty() ? JsonNull.NULL : encode(old, maybe.get(), depth + 1);
    }
    if (value instanceof Map<?, ?> map) {
      return map(old instanceof JsonObject object ? object : null, map, depth);
    }
    if (value instanceof Collection<?> elements) {
      return array(elements, depth);
    }
    if (value == null) {
      throw new BindFault("not-a-value", "There is a Java null where a value should be.");
    }
    if (TextForm.has(value.getClass()) || value instanceof Enum<?>) {
      return text(TextForm.of(value));
    }
    if (value instanceof Record record) {
      return record(old instanceof JsonObject object ? object : null, record, depth);
    }
    throw new BindFault(
        "not-a-value", "A document cannot hold a " + value.getClass().getSimpleName() + '.');
  }

  private static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw new BindFault("lone-surrogate", "A text holds half of a character.");
        }
      }
    }
    return text;
  }

  private static Object number(Number number) {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return Values.number(number.longValue());
    }
    if (number instanceof Long whole) {
      if (whole > Values.MAX_SAFE || whole < -Values.MAX_SAFE) {
        throw new BindFault("number-too-large", "A whole number goes up to 2^53 - 1.");
      }
      return Values.number(whole);
    }
    if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new BindFault("not-finite", "A number must be finite.");
      }
      return Values.number(number.doubleValue());
    }
    throw new BindFault(
        "not-a-value", "A document cannot hold a " + number.getClass().getSimpleName() + '.');
  }

  private JsonObject record(@Nullable JsonObject old, Record record, int depth) {
    RecordShape shape = RecordShape.of(record.getClass());
    List<Component> components = shape.components();
    ObjectBuilder made = new ObjectBuilder(components.size() + (old == null ? 0 : old.size()));
    for (Component component : components) {
      String name = component.name();
      Object value = component.get(record);
      if (value instanceof Optional<?> maybe && maybe.isEmpty()) {
        continue;
      }
      try {
        made.add(name, encode(old == null ? null : old.get(name), value, depth + 1));
      } catch (BindFault fault) {
        throw fault.in(name);
      }
    }
    if (old != null) {
      keepForeign(old, components, made);
    }
    return made.build(version);
  }

  private static void keepForeign(JsonObject old, List<Component> components, ObjectBuilder made) {
    for (JsonObject.Cursor c = old.cursor(); c.next(); ) {
      boolean own = false;
      for (Component component : components) {
        own |= component.name().equals(c.key());
      }
      if (!own) {
        made.add(c.key(), c.value());
      }
    }
  }

  private JsonObject map(@Nullable JsonObject old, Map<?, ?> map, int depth) {
    ObjectBuilder made = new ObjectBuilder(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = key(entry.getKey());
      try {
        made.add(text(key), encode(old == null ? null : old.get(key), entry.getValue(), depth + 1));
      } catch (BindFault fault) {
        throw fault.in(key);
      }
    }
    return made.build(version);
  }

  private static String key(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    if (key == null || !(key instanceof Enum<?> || TextForm.has(key.getClass()))) {
      throw new BindFault("not-a-value", "The keys of a map must be texts.");
    }
    return TextForm.of(key);
  }

  private JsonArray array(Collection<?> elements, int depth) {
    List<Object> made = new ArrayList<>(elements.size());
    for (Object element : elements) {
      try {
        made.add(encode(null, element, depth + 1));
      } catch (BindFault fault) {
        throw fault.in(Integer.toString(made.size()));
      }
    }
    if (elements instanceof Set<?>) {
      made.sort(Comparator.comparing(JsonWriter::text));
    }
    return JsonArray.of(made, version);
  }
}

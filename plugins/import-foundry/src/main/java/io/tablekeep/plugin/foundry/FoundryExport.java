package io.tablekeep.plugin.foundry;

import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the Foundry document of an actor, an item or a folder that {@link FoundryImporter}
 * brought: with what was changed since, and with everything that was not understood.
 */
public final class FoundryExport {
  private FoundryExport() {}

  /**
   * A Foundry document.
   *
   * @param entity what stands at {@code actors/{a}}, {@code items/{i}} or {@code
   *     foundry/folders/{f}}, as plain values
   * @return the document as JSON
   * @throws IllegalArgumentException when it did not come from Foundry
   */
  public static String json(Map<String, Object> entity) {
    return FoundryJson.text(document(entity));
  }

  static Map<String, Object> document(Map<String, Object> entity) {
    if (!(entity.get("foundry") instanceof Map<?, ?> found)) {
      throw new IllegalArgumentException("This did not come from Foundry.");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    found.forEach((key, value) -> named.put((String) key, value));
    Map<?, ?> kept = named.remove("kept") instanceof Map<?, ?> some ? some : Map.of();
    if (entity.get("name") instanceof String name) {
      named.putIfAbsent("name", name);
    }
    Carrying.back(entity, named);
    Field root = root(named);
    Map<String, Object> document = object(named, root, "", kept);
    if (kept.get("nulls") instanceof List<?> nulls) {
      nulls.forEach(at -> set(document, String.valueOf(at), FoundryJson.NULL));
    }
    if (kept.get("rest") instanceof List<?> rest) {
      for (Object one : rest) {
        if (one instanceof Map<?, ?> piece
            && piece.get("at") instanceof String at
            && piece.get("json") instanceof String json) {
          set(document, at, FoundryJson.parse(json));
        }
      }
    }
    return document;
  }

  private static Field root(Map<String, Object> named) {
    Object kind = named.remove("documentKind");
    return "actor".equals(kind)
        ? Fields.actor()
        : "folder".equals(kind) ? Fields.folder() : Fields.item();
  }

  private static Map<String, Object> object(
      Map<?, ?> named, Field field, String at, Map<?, ?> kept) {
    Map<String, Object> result = new LinkedHashMap<>();
    named.forEach(
        (name, value) -> {
          String member = (String) name;
          Field child = field.named(member);
          if (child == null) {
            result.put(member, value);
            return;
          }
          String key = field.isAny(child) ? member : child.key();
          result.put(key, value(value, child, at + '/' + key, kept));
        });
    return result;
  }

  private static Object value(Object value, Field field, String at, Map<?, ?> kept) {
    Field element = field.element();
    if (value instanceof Map<?, ?> map) {
      return field.may(Field.Kind.DOCUMENTS) && element != null
          ? documents(map, element, at, kept)
          : object(map, field, at, kept);
    }
    if (value instanceof List<?> list && element != null) {
      List<Object> result = new ArrayList<>();
      for (Object one : list) {
        result.add(one instanceof Map<?, ?> map ? object(map, element, at, kept) : one);
      }
      return result;
    }
    return value;
  }

  private static List<Object> documents(Map<?, ?> all, Field element, String at, Map<?, ?> kept) {
    List<Object> result = new ArrayList<>();
    List<Object> keys = new ArrayList<>();
    if (kept.get("order") instanceof Map<?, ?> order && order.get(at) instanceof List<?> before) {
      keys.addAll(before);
    }
    all.keySet().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    for (Object key : keys) {
      if (all.get(key) instanceof Map<?, ?> one) {
        result.add(object(one, element, at + '/' + result.size(), kept));
      }
    }
    return result;
  }

  @SuppressWarnings("unchecked")
  private static void set(Map<String, Object> document, String at, Object value) {
    List<String> keys = Pointer.parse(at).keys();
    @Nullable Object here = document;
    for (String key : keys.subList(0, keys.size() - 1)) {
      here = here instanceof List<?> list ? element(list, key) : ((Map<?, ?>) some(here)).get(key);
      if (here == null) {
        return; // what it belonged to is no more
      }
    }
    if (here instanceof Map<?, ?>) {
      ((Map<String, Object>) here).put(keys.get(keys.size() - 1), value);
    }
  }

  private static Object some(@Nullable Object value) {
    return value == null ? Map.of() : value;
  }

  private static @Nullable Object element(List<?> list, String key) {
    int at = Integer.parseInt(key);
    return at < list.size() ? list.get(at) : null;
  }
}

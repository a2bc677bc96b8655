package io.tablekeep.plugin.foundry;

import io.tablekeep.plugin.foundry.Field.Kind;
import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One document, understood field by field. Used once. */
final class Understood {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern REFERENCE =
      Pattern.compile("@UUID\\[([^\\]]{1,200})\\]|\\b(Compendium(?:\\.[A-Za-z0-9_-]{1,64}){2,6})");

  /** Where nulls stood. */
  final List<String> nulls = new ArrayList<>();

  /** The order of documents within this one, by the place of their list. */
  final Map<String, Object> order = new TreeMap<>();

  /** What is kept as JSON, by its place. */
  final Map<String, String> rest = new LinkedHashMap<>();

  /** Formulas that are none, by their place. */
  final Map<String, String> unreadable = new LinkedHashMap<>();

  /** What the document refers to. */
  final Set<String> references = new TreeSet<>();

  /** Ids of this document and those within. */
  final Set<String> ids = new TreeSet<>();

  private final Map<String, Object> named;
  private int fields;
  private int known;

  Understood(Map<String, Object> document, Field root) {
    named = object(document, root, "");
  }

  /** The document in the words of the table. */
  Map<String, Object> named() {
    return named;
  }

  /** How many fields it has: values that contain no other. */
  int fields() {
    return fields;
  }

  /** How many of them have a place of their own here. */
  int known() {
    return known;
  }

  private Map<String, Object> object(Map<?, ?> source, Field field, String at) {
    Map<String, Object> result = new LinkedHashMap<>();
    source.forEach(
        (key, value) -> {
          String member = (String) key;
          Field child = field.child(member);
          String place = at + '/' + member.replace("~", "~0").replace("/", "~1");
          if (child == null || (field.isAny(child) && !KEY.matcher(member).matches())) {
            keep(place, value);
            return;
          }
          Object found = value(value, child, place);
          if (found != null) {
            result.put(field.isAny(child) ? member : child.name(), found);
          }
        });
    return result;
  }

  private @Nullable Object value(Object value, Field field, String at) {
    if (value instanceof Map<?, ?> map) {
      if (field.may(Kind.OBJECT)) {
        count(map.isEmpty());
        return object(map, field, at);
      }
    } else if (value instanceof List<?> list) {
      return list(list, field, at);
    } else if (value.equals(FoundryJson.NULL)) {
      count(true);
      nulls.add(at);
      return null;
    } else if (field.mayHold(value)
        && (value instanceof String || value instanceof Boolean || isNumber(value))) {
      count(true);
      look(value, field, at);
      return value;
    }
    keep(at, value);
    return null;
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double;
  }

  private void count(boolean isField) {
    fields += isField ? 1 : 0;
    known += isField ? 1 : 0;
  }

  private void look(Object value, Field field, String at) {
    if (!(value instanceof String text) || text.isEmpty()) {
      return;
    }
    if (field.name().equals("id")) {
      ids.add(text);
    }
    if (field.may(Kind.FORMULA)) {
      amiss(text).ifPresent(why -> unreadable.put(at, why));
    }
    if (text.indexOf("Compendium.") >= 0 || text.indexOf("@UUID[") >= 0) {
      Matcher found = REFERENCE.matcher(text);
      while (found.find()) {
        String uuid = found.group(1);
        references.add(uuid == null ? found.group(2) : uuid);
      }
    }
  }

  private static Optional<String> amiss(String formula) {
    try {
      Notation unused = Notation.parse(formula, Dialect.FOUNDRY);
      return Optional.empty();
    } catch (DiceException e) {
      return Optional.of(e.message());
    }
  }

  private @Nullable Object list(List<?> list, Field field, String at) {
    if (list.isEmpty()
        && (field.may(Kind.LIST) || field.may(Kind.ARRAY) || field.may(Kind.DOCUMENTS))) {
      count(true);
      return list;
    }
    Field element = field.element();
    if (element != null && list.stream().allMatch(one -> one instanceof Map)) {
      return field.may(Kind.DOCUMENTS) ? documents(list, element, at) : array(list, element, at);
    }
    boolean plain =
        list.stream().allMatch(o -> o instanceof String || o instanceof Boolean || isNumber(o));
    if (plain && field.may(Kind.LIST)) {
      count(true);
      return List.copyOf(list);
    }
    keep(at, list);
    return null;
  }

  private List<Object> array(List<?> list, Field element, String at) {
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      result.add(object((Map<?, ?>) list.get(i), element, at + '/' + i));
    }
    return result;
  }

  /** Documents within this one are entities: kept by their ids, with their order beside them. */
  private @Nullable Object documents(List<?> list, Field element, String at) {
    List<String> keys = new ArrayList<>();
    for (Object one : list) {
      if (!(((Map<?, ?>) one).get("_id") instanceof String id)
          || !KEY.matcher(id).matches()
          || keys.contains(id)) {
        keep(at, list);
        return null;
      }
      keys.add(id);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      result.put(keys.get(i), object((Map<?, ?>) list.get(i), element, at + '/' + i));
    }
    order.put(at, keys);
    return result;
  }

  private void keep(String at, Object value) {
    fields += leaves(value);
    rest.put(at, FoundryJson.text(value));
  }

  private static int leaves(Object value) {
    int sum = 0;
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      for (Object one : map.values()) {
        sum += leaves(one);
      }
      return sum;
    }
    if (value instanceof List<?> list && list.stream().anyMatch(one -> one instanceof Map)) {
      for (Object one : list) {
        sum += leaves(one);
      }
      return sum;
    }
    return 1;
  }
}

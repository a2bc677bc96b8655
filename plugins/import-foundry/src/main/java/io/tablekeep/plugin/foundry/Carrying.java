package io.tablekeep.plugin.foundry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an actor carries is in the table's own inventory: name, number and whether it is in hand
 * have their one home there, under the id of the item.
 */
final class Carrying {
  private static final Set<String> THINGS =
      Set.of("weapon", "equipment", "consumable", "tool", "loot", "container", "backpack");
  private static final int LONGEST = 200;
  private static final double MOST = 1_000_000_000;
  private static final double HEAVIEST = 100_000;

  private Carrying() {}

  /** Takes what is carried out of a document, as the inventory. */
  static Map<String, Object> out(Map<String, Object> named) {
    Map<String, Object> inventory = new LinkedHashMap<>();
    if (named.get("items") instanceof Map<?, ?> items) {
      items.forEach(
          (id, item) -> stack(item).ifPresent(stack -> inventory.put((String) id, stack)));
    }
    return inventory;
  }

  private static java.util.Optional<Map<String, Object>> stack(Object item) {
    if (!(item instanceof Map<?, ?> one)
        || !THINGS.contains(String.valueOf(one.get("type")))
        || !(one.get("name") instanceof String name)
        || name.isEmpty()
        || name.length() > LONGEST
        || !(one.get("sheet") instanceof Map<?, ?> sheet)
        || !(sheet.get("quantity") instanceof Number quantity)
        || quantity.doubleValue() < 0
        || quantity.doubleValue() > MOST) {
      return java.util.Optional.empty();
    }
    Map<String, Object> stack = new LinkedHashMap<>();
    stack.put("name", name);
    stack.put("quantity", quantity);
    double pounds = pounds(sheet.get("weight"));
    if (pounds > 0) {
      stack.put("d20", Map.of("pounds", pounds));
    }
    one.remove("name");
    sheet.remove("quantity");
    if (sheet.get("equipped") instanceof Boolean equipped) {
      stack.put("equipped", equipped);
      sheet.remove("equipped");
    }
    return java.util.Optional.of(stack);
  }

  /** What one of it weighs, as D20 counts it. */
  private static double pounds(@Nullable Object weight) {
    Object value = weight instanceof Map<?, ?> map ? map.get("value") : weight;
    String units =
        weight instanceof Map<?, ?> map && map.get("units") instanceof String text ? text : "lb";
    double each =
        switch (units) {
          case "kg" -> 2.2;
          case "tn" -> 2_000;
          case "Mg" -> 2_200;
          default -> 1;
        };
    double pounds = value instanceof Number number ? number.doubleValue() * each : 0;
    return Math.round(Math.max(0, Math.min(HEAVIEST, pounds)) * 100) / 100.0;
  }

  /** Puts it back. */
  static void back(Map<String, Object> entity, Map<String, Object> named) {
    if (!(entity.get("inventory") instanceof Map<?, ?> inventory)
        || !(named.get("items") instanceof Map<?, ?> items)) {
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    items.forEach((id, item) -> all.put((String) id, merged((Map<?, ?>) item, inventory.get(id))));
    named.put("items", all);
  }

  private static Map<String, Object> merged(Map<?, ?> item, @Nullable Object stack) {
    Map<String, Object> result = copy(item);
    if (stack instanceof Map<?, ?> carried && item.get("sheet") instanceof Map<?, ?> sheet) {
      Map<String, Object> whole = copy(sheet);
      carried.forEach(
          (key, value) -> {
            if (key.equals("name")) {
              result.put("name", value);
            } else if (key.equals("quantity") || key.equals("equipped")) {
              whole.put((String) key, value);
            }
          });
      result.put("sheet", whole);
    }
    return result;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put((String) key, value));
    return copy;
  }
}

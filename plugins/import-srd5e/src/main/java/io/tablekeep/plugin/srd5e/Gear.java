package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Equipment and magic items as items; weapons and armor with their figures. Stateless. */
final class Gear {
  private Gear() {}

  static Map<String, Object> item(Source from) {
    Map<String, Object> item = new LinkedHashMap<>();
    String name = Words.cut(from.name(), 200);
    from.take("name");
    item.put("name", name);
    List<String> words = new ArrayList<>();
    words.add(from.words("desc"));
    words.add(from.words("special"));
    contents(from.take("contents")).ifPresent(words::add);
    List<String> variants = Source.names(from.take("variants"));
    if (!variants.isEmpty()) {
      words.add("Variants: " + String.join(", ", variants) + '.');
    }
    words.removeIf(String::isEmpty);
    item.put("description", Words.cut(String.join("\n\n", words), 100_000));
    Map<String, Object> figures = new LinkedHashMap<>();
    JsonNode cost = from.take("cost");
    if (cost.has("quantity")) {
      figures.put("cost", cost.path("quantity").asInt() + " " + cost.path("unit").asText("gp"));
    }
    JsonNode weight = from.take("weight");
    if (weight.isNumber()) {
      figures.put("pounds", weight.asDouble());
    }
    String category = from.take("equipment_category").path("name").asText("");
    if (!category.isEmpty()) {
      figures.put("category", category);
    }
    String rarity = from.take("rarity").path("name").asText("");
    if (!rarity.isEmpty()) {
      figures.put("rarity", rarity);
    }
    kind(from).ifPresent(kind -> figures.put("kind", kind));
    for (String each : List.of("capacity", "quantity", "str_minimum", "variant", "speed")) {
      JsonNode figure = from.take(each);
      if (!figure.isMissingNode()) {
        figures.put(each.equals("str_minimum") ? "strength" : each, Source.plain(figure));
      }
    }
    JsonNode armor = from.take("armor_class");
    if (armor.has("base")) {
      figures.put("armor", armor(name, from, armor));
    }
    JsonNode both = from.take("two_handed_damage");
    weapon(name, from)
        .ifPresent(
            attack -> {
              figures.put("attack", attack);
              if (both.has("damage_dice")) {
                Map<String, Object> other = new LinkedHashMap<>(attack);
                other.put("name", Words.cut(name, 80) + ", in both hands");
                other.put("damage", damage(both));
                figures.put("inBothHands", other);
              }
            });
    item.put("d20", Map.of("gear", figures));
    return item;
  }

  private static Optional<String> contents(JsonNode contents) {
    List<String> all =
        Source.stream(contents)
            .map(each -> each.path("quantity").asInt(1) + " × " + each.at("/item/name").asText("?"))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of("Holds " + String.join(", ", all) + '.');
  }

  private static Optional<String> kind(Source from) {
    String gear = from.take("gear_category").path("name").asText("");
    String tool = from.text("tool_category");
    String vehicle = from.text("vehicle_category");
    String kind = gear.isEmpty() ? tool.isEmpty() ? vehicle : tool : gear;
    return kind.isEmpty() ? Optional.empty() : Optional.of(kind);
  }

  private static Map<String, Object> armor(String name, Source from, JsonNode armor) {
    Map<String, Object> worn = new LinkedHashMap<>();
    worn.put("worn", Words.cut(name, 60));
    int base = Math.max(0, Math.min(40, armor.path("base").asInt(10)));
    if (from.text("armor_category").equals("Shield")) {
      worn.put("shield", Math.min(10, base));
    } else {
      worn.put("base", base);
      if (!armor.path("dex_bonus").asBoolean(true)) {
        worn.put("dexterity", 0);
      } else if (armor.has("max_bonus")) {
        worn.put("dexterity", Math.max(0, Math.min(10, armor.path("max_bonus").asInt(10))));
      }
    }
    worn.put("noisy", from.take("stealth_disadvantage").asBoolean(false));
    return worn;
  }

  private static Optional<Map<String, Object>> weapon(String name, Source from) {
    JsonNode damage = from.take("damage");
    String range = from.text("weapon_range");
    if (range.isEmpty()) {
      return Optional.empty();
    }
    from.take("weapon_category");
    from.take("category_range");
    Set<String> properties =
        Source.stream(from.take("properties"))
            .map(each -> each.path("index").asText(""))
            .collect(Collectors.toSet());
    JsonNode far = from.take("range");
    JsonNode thrown = from.take("throw_range");
    boolean ranged = range.equals("Ranged");
    Map<String, Object> attack = new LinkedHashMap<>();
    attack.put("name", Words.cut(name, 100));
    attack.put("ability", ranged ? "dex" : "str");
    attack.put("reach", ranged ? 0 : properties.contains("reach") ? 10 : 5);
    JsonNode distance = ranged ? far : thrown;
    if (distance.has("normal")) {
      int usual = Math.max(0, Math.min(2000, distance.path("normal").asInt()));
      attack.put("range", usual);
      attack.put("longRange", Math.max(0, Math.min(5000, distance.path("long").asInt(usual))));
    }
    attack.put("light", properties.contains("light"));
    attack.put("deft", ranged || properties.contains("finesse"));
    attack.put("damage", damage(damage));
    return Optional.of(attack);
  }

  private static List<Map<String, Object>> damage(JsonNode damage) {
    String type = damage.at("/damage_type/index").asText("bludgeoning");
    return Words.dice(damage.path("damage_dice").asText(""))
        .map(sum -> List.<Map<String, Object>>of(Map.of("dice", sum, "type", type)))
        .orElse(List.of());
  }
}

package io.tablekeep.plugin.foundry.sheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Armour class: what is worn, or the way of reckoning that holds. */
final class Armor {
  private Armor() {}

  static Map<String, Object> of(Actor actor) {
    Part ac = actor.system.at("attributes", "ac");
    Map<String, Object> armor = new LinkedHashMap<>();
    String calc = ac.at("calc").text();
    int bonus = number(ac.at("bonus").text(), actor).orElse(0);
    Optional<Double> flat = ac.at("flat").number().or(() -> old(ac));
    boolean stated = calc.equals("flat") || calc.equals("natural") || calc.isEmpty();
    Optional<Integer> custom =
        calc.equals("custom") ? number(ac.at("formula").text(), actor) : Optional.empty();
    if (stated && flat.isPresent()) {
      armor.put("worn", calc.equals("natural") ? "natural armor" : "none");
      put(armor, "base", flat.get().intValue(), 0, 40);
      armor.put("dexterity", 0);
    } else if (custom.isPresent()) {
      put(armor, "base", custom.get(), 0, 40);
      armor.put("dexterity", 0);
      bonus += shield(actor, armor);
    } else {
      armor.put("base", calc.equals("draconic") || calc.equals("mage") ? 13 : 10);
      String also =
          switch (calc) {
            case "unarmoredBarb" -> "con";
            case "unarmoredMonk" -> "wis";
            case "unarmoredBard" -> "cha";
            default -> "";
          };
      if (!also.isEmpty()) {
        armor.put("also", also);
      } else if (!calc.equals("draconic") && !calc.equals("mage")) {
        worn(actor, armor);
      }
      bonus += calc.equals("unarmoredMonk") ? 0 : shield(actor, armor);
    }
    put(armor, "bonus", bonus, -10, 10);
    return armor;
  }

  /** Before dnd5e 2 the number itself stood there. */
  private static Optional<Double> old(Part ac) {
    return ac.at("calc").isBlank() ? ac.at("value").number() : Optional.empty();
  }

  private static Optional<Integer> number(String formula, Actor actor) {
    return Sum.number(actor.scaled(formula), actor::find);
  }

  private static void put(Map<String, Object> to, String key, int value, int least, int most) {
    to.put(key, Math.max(least, Math.min(most, value)));
  }

  private static void worn(Actor actor, Map<String, Object> armor) {
    for (Part item : actor.items) {
      Part system = item.at("system");
      String type = system.at("type", "value").text();
      boolean wears = item.at("type").text().equals("equipment") && system.at("equipped").flag();
      if (wears && type.matches("light|medium|heavy|natural")) {
        Part value = system.at("armor", "value");
        int magic = magic(system);
        armor.put("worn", Prose.cut(Prose.name(item.at("name").text()), 60));
        put(armor, "base", value.whole(10, 0, 40) + magic, 0, 40);
        Part dexterity = system.at("armor", "dex");
        if (type.equals("heavy")) {
          armor.put("dexterity", 0);
        } else if (!dexterity.isBlank() || type.equals("medium")) {
          armor.put("dexterity", dexterity.whole(2, 0, 10));
        }
        boolean noisy =
            system.at("properties").texts().contains("stealthDisadvantage")
                || system.at("stealthDisadvantage").flag();
        armor.put("noisy", noisy);
        armor.put("strength", system.at("strength").whole(0, 0, 30));
        return;
      }
    }
  }

  private static int magic(Part system) {
    boolean magical = system.at("properties").texts().contains("mgc");
    return magical ? system.at("armor", "magicalBonus").whole(0, -5, 10) : 0;
  }

  /** A shield; what is more than a shield can be is a bonus. */
  private static int shield(Actor actor, Map<String, Object> armor) {
    for (Part item : actor.items) {
      Part system = item.at("system");
      if (item.at("type").text().equals("equipment")
          && system.at("type", "value").text().equals("shield")
          && system.at("equipped").flag()) {
        int value = system.at("armor", "value").whole(2, 0, 40) + magic(system);
        put(armor, "shield", value, 0, 10);
        return Math.max(0, value - 10);
      }
    }
    return 0;
  }
}

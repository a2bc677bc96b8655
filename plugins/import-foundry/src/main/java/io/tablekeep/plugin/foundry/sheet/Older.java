package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings items of before dnd5e 4 into the form of today: what they do was said by the item itself,
 * and is an activity now.
 */
final class Older {
  private static final Pattern KIND =
      Pattern.compile("\\b(" + String.join("|", Body.DAMAGE) + ") damage");

  private Older() {}

  /** The figures of a document; before Foundry 10 they stood under another key. */
  static Part system(Part document) {
    return document.at("system").or(document.at("data"));
  }

  /** An item as it is written today. */
  static Part item(Part item) {
    Part system = system(item);
    boolean today =
        !system.at("activities").isBlank()
            || (system.at("actionType").isBlank()
                && system.at("components").isBlank()
                && !(system.at("properties").value() instanceof Map));
    if (today && !item.at("system").isBlank()) {
      return item;
    }
    Map<String, Object> whole = open(item);
    Map<String, Object> now = open(system);
    List<Object> properties = new ArrayList<>(truths(system.at("properties")));
    properties.addAll(truths(system.at("components")));
    if (!properties.isEmpty()) {
      now.put("properties", properties);
    }
    for (String kind : List.of("weaponType", "consumableType")) {
      if (!system.at(kind).isBlank()) {
        now.put("type", Map.of("value", system.at(kind).text()));
      }
    }
    if (!system.at("armor", "type").isBlank() && system.at("type").isBlank()) {
      now.put("type", Map.of("value", system.at("armor", "type").text()));
    }
    if (system.at("stealth").flag()) {
      now.put("stealthDisadvantage", true);
    }
    now.put("uses", uses(system));
    if (system.at("activities").isBlank() && !system.at("actionType").isBlank()) {
      now.put("activities", activities(system));
    }
    whole.put("system", now);
    return new Part(whole);
  }

  private static List<Object> truths(Part part) {
    if (part.value() instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    List<Object> names = new ArrayList<>();
    part.members()
        .forEach(
            (key, value) -> {
              if (value.flag()) {
                names.add(key);
              }
            });
    return names;
  }

  private static Map<String, Object> uses(Part system) {
    Map<String, Object> uses = open(system.at("uses"));
    if (!system.at("recharge", "value").isBlank()) {
      uses.put("max", "1");
      uses.put(
          "recovery",
          List.of(Map.of("period", "recharge", "formula", system.at("recharge", "value").text())));
    } else if (!system.at("uses", "per").isBlank()) {
      uses.put("recovery", List.of(Map.of("period", system.at("uses", "per").text())));
    }
    return uses;
  }

  private static Map<String, Object> activities(Part system) {
    String does = system.at("actionType").text();
    Map<String, Object> first = new LinkedHashMap<>();
    Map<String, Object> all = new LinkedHashMap<>();
    first.put(
        "activation",
        Map.of(
            "type", system.at("activation", "type").text(),
            "value", system.at("activation", "cost").or(system.at("activation", "value")).text()));
    first.put("range", open(system.at("range")));
    first.put("duration", open(system.at("duration")));
    first.put("target", target(system.at("target")));
    List<Object> parts = parts(system);
    switch (does) {
      case "mwak", "rwak", "msak", "rsak" -> {
        first.put("type", "attack");
        Map<String, Object> attack = new LinkedHashMap<>();
        attack.put("ability", system.at("ability").text());
        attack.put("bonus", system.at("attackBonus").or(system.at("attack", "bonus")).text());
        attack.put("flat", system.at("attack", "flat").flag());
        attack.put("critical", Map.of("threshold", system.at("critical", "threshold").text()));
        attack.put(
            "type",
            Map.of(
                "value", does.charAt(0) == 'm' ? "melee" : "ranged",
                "classification", does.charAt(1) == 'w' ? "weapon" : "spell"));
        first.put("attack", attack);
        first.put("damage", Map.of("parts", parts));
        if (!system.at("save", "ability").isBlank()) {
          all.put("second", save(system, other(system)));
        }
      }
      case "save" -> first.putAll(save(system, parts));
      case "heal" -> {
        first.put("type", "heal");
        first.put("healing", parts.isEmpty() ? Map.of() : parts.get(0));
      }
      default -> {
        first.put("type", parts.isEmpty() ? "utility" : "damage");
        first.put("damage", Map.of("parts", parts));
      }
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put("first", first);
    ordered.putAll(all);
    return ordered;
  }

  private static Map<String, Object> save(Part system, List<Object> parts) {
    String scaling = system.at("save", "scaling").text();
    String text = system.at("description", "value").text();
    Map<String, Object> save = new LinkedHashMap<>();
    save.put("type", "save");
    save.put(
        "save",
        Map.of(
            "ability",
            List.of(system.at("save", "ability").text()),
            "dc",
            Map.of(
                "calculation",
                scaling.equals("spell") ? "spellcasting" : scaling.equals("flat") ? "" : scaling,
                "formula",
                system.at("save", "dc").text())));
    save.put("damage", Map.of("parts", parts, "onSave", text.contains("half") ? "half" : "none"));
    return save;
  }

  /** What a failed save against a hit costs: the other formula, of a kind that only words tell. */
  private static List<Object> other(Part system) {
    boolean versatile = truths(system.at("properties")).contains("ver");
    String formula =
        system
            .at("formula")
            .or(versatile ? new Part(null) : system.at("damage", "versatile"))
            .text();
    String text = Prose.plain(system.at("description", "value").text());
    int from =
        formula.isEmpty() ? -1 : text.indexOf(formula.replaceAll("\\[[^\\]]{0,40}\\]", "").strip());
    Matcher type = KIND.matcher(from < 0 ? "" : text.substring(from));
    return type.find()
        ? List.of(
            Map.of(
                "custom", Map.of("enabled", true, "formula", formula),
                "types", List.of(type.group(1))))
        : List.of();
  }

  private static List<Object> parts(Part system) {
    List<Object> parts = new ArrayList<>();
    Map<String, Object> scaling = new LinkedHashMap<>();
    String mode = system.at("scaling", "mode").text();
    if (mode.equals("level") || mode.equals("cantrip")) {
      scaling.put("mode", "whole");
      scaling.put("formula", system.at("scaling", "formula").text());
    }
    for (Part each : system.at("damage", "parts").elements()) {
      List<Part> both = each.elements();
      if (!both.isEmpty()) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("custom", Map.of("enabled", true, "formula", both.get(0).text()));
        part.put("types", both.size() > 1 ? List.of(both.get(1).text()) : List.of());
        part.put("scaling", parts.isEmpty() ? scaling : Map.of());
        parts.add(part);
      }
    }
    return parts;
  }

  private static Map<String, Object> target(Part target) {
    String type = target.at("type").text();
    Map<String, Object> now = new LinkedHashMap<>();
    if (Activity.TEMPLATES.containsKey(type)) {
      now.put(
          "template",
          Map.of(
              "type", type,
              "size", target.at("value").text(),
              "width", target.at("width").text(),
              "units", target.at("units").text()));
    } else {
      now.put("affects", Map.of("type", type, "count", target.at("value").text()));
    }
    return now;
  }

  private static Map<String, Object> open(Part part) {
    Map<String, Object> open = new LinkedHashMap<>();
    part.members()
        .forEach(
            (key, one) -> {
              if (one.value() != null) {
                open.put(key, one.value());
              }
            });
    return open;
  }
}

package io.tablekeep.plugin.foundry.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An actor with the figures that everything else is reckoned from. Used for one actor. */
final class Actor {
  /** Receives what could not be brought over, with its place in the actor. */
  interface Remarks {
    void changed(String at, String sentence);
  }

  static final Map<String, String> ABILITIES =
      Map.of(
          "str", "strength",
          "dex", "dexterity",
          "con", "constitution",
          "int", "intelligence",
          "wis", "wisdom",
          "cha", "charisma");
  private static final Pattern SCALE =
      Pattern.compile("@scale\\.([\\w-]{1,60})\\.([\\w-]{1,60})(\\.\\w{1,20})?");

  final Part whole;
  final Part system;
  final List<Part> items;
  final boolean hero;
  final Map<String, Integer> classes = new LinkedHashMap<>();
  final Remarks remarks;
  private final Map<String, Integer> modifiers = new LinkedHashMap<>();

  Actor(Part whole, Remarks remarks) {
    this.whole = whole;
    this.remarks = remarks;
    items = whole.at("items").elements().stream().map(Older::item).toList();
    hero = whole.at("type").text().equals("character");
    Part system = Older.system(whole);
    this.system = new Part(Effects.applied(system, whole, remarks));
    ABILITIES.keySet().forEach(key -> modifiers.put(key, Math.floorDiv(score(key) - 10, 2)));
    if (hero) {
      learn();
    }
  }

  private void learn() {
    int left = 20;
    for (int i = 0; i < items.size(); i++) {
      Part item = items.get(i);
      if (item.at("type").text().equals("class") && left > 0 && classes.size() < 12) {
        int levels = item.at("system", "levels").whole(1, 1, left);
        classes.merge(classKey(item), levels, Integer::sum);
        left -= levels;
        if (item.at("system", "levels").number().orElse(1.0) > levels) {
          remarks.changed("/items/" + i, "Levels beyond 20 are left out.");
        }
      }
    }
    if (classes.isEmpty()) {
      remarks.changed("", "It has no class, and so no level.");
    }
  }

  static String classKey(Part item) {
    return Prose.key(item.at("system", "identifier").or(item.at("name")).text());
  }

  int score(String ability) {
    return system.at("abilities", ability, "value").whole(10, 1, 30);
  }

  int modifier(String ability) {
    return modifiers.getOrDefault(ability, 0);
  }

  int level() {
    return classes.values().stream().mapToInt(Integer::intValue).sum();
  }

  double challenge() {
    return Math.max(0, Math.min(30, system.at("details", "cr").number().orElse(0.0)));
  }

  int proficiency() {
    int level = hero ? level() : (int) Math.ceil(challenge());
    return 2 + (Math.max(1, level) - 1) / 4;
  }

  /** By what it casts: as stated, or the first class that casts. */
  String spellAbility() {
    String stated = system.at("attributes", "spellcasting").text();
    if (ABILITIES.containsKey(stated)) {
      return stated;
    }
    return items.stream()
        .map(item -> item.at("system", "spellcasting", "ability").text())
        .filter(ABILITIES::containsKey)
        .findFirst()
        .orElse("");
  }

  int spellModifier() {
    return modifier(spellAbility());
  }

  /** What a formula's reference means on this sheet. */
  OptionalDouble find(String path) {
    if (path.equals("prof") || path.equals("attributes.prof")) {
      return OptionalDouble.of(proficiency());
    }
    if (path.equals("mod") || path.equals("attributes.spellmod")) {
      return OptionalDouble.of(spellModifier());
    }
    if (path.equals("details.level")) {
      return OptionalDouble.of(level());
    }
    if (path.equals("attributes.spelldc") || path.equals("attributes.spell.dc")) {
      return OptionalDouble.of(8 + proficiency() + spellModifier());
    }
    String[] keys = path.split("\\.", -1);
    if (keys.length == 3 && keys[0].equals("abilities") && keys[2].equals("mod")) {
      return OptionalDouble.of(modifier(keys[1]));
    }
    if (keys.length == 3 && keys[0].equals("classes") && keys[2].equals("levels")) {
      return OptionalDouble.of(classes.getOrDefault(keys[1], 0));
    }
    Optional<Double> stated = system.at(keys).number();
    return stated.isPresent() ? OptionalDouble.of(stated.get()) : OptionalDouble.empty();
  }

  /** The same with the ability of one item. */
  OptionalDouble find(String path, int modifier) {
    return path.equals("mod") ? OptionalDouble.of(modifier) : find(path);
  }

  /** A formula with the scales of classes and ancestry put in. */
  String scaled(String formula) {
    if (!formula.contains("@scale.")) {
      return formula;
    }
    Matcher at = SCALE.matcher(formula);
    StringBuilder text = new StringBuilder();
    while (at.find()) {
      String found = scale(at.group(1), at.group(2), at.group(3) == null ? "" : at.group(3));
      at.appendReplacement(text, Matcher.quoteReplacement(found));
    }
    return at.appendTail(text).toString();
  }

  private String scale(String owner, String name, String part) {
    for (Part item : items) {
      String key = item.at("system", "identifier").or(item.at("name")).text();
      if (key.equals(owner)) {
        int level = classes.getOrDefault(Prose.key(key), level());
        for (Part each : item.at("system", "advancement").elements()) {
          Part configuration = each.at("configuration");
          String id = configuration.at("identifier").text();
          String title = Prose.key(each.at("title").text());
          if (each.at("type").text().equals("ScaleValue")
              && (id.equals(name) || (id.isEmpty() && title.equals(name)))) {
            return value(configuration.at("scale"), level, part);
          }
        }
      }
    }
    return "@scale.unknown";
  }

  private static String value(Part scale, int level, String part) {
    Part best = new Part(null);
    int from = -1;
    for (Map.Entry<String, Part> each : scale.members().entrySet()) {
      int at = new Part(each.getKey()).whole(99, 0, 99);
      if (at <= level && at > from) {
        from = at;
        best = each.getValue();
      }
    }
    if (best.at("faces").isBlank()) {
      return best.at("value").number().map(Object::toString).orElse("@scale.unknown");
    }
    int count = best.at("number").whole(1, 1, 100);
    int faces = best.at("faces").whole(6, 2, 100);
    return switch (part) {
      case ".number" -> Integer.toString(count);
      case ".faces" -> Integer.toString(faces);
      case ".die" -> "d" + faces;
      default -> count + "d" + faces;
    };
  }
}

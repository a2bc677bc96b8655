package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a monster can do: attacks, powers and traits of the system d20. Used for one monster. */
final class Deeds {
  private static final Set<String> FEATURES =
      Set.of(
          "pack-tactics",
          "magic-resistance",
          "evasion",
          "brave",
          "fey-ancestry",
          "nimble-escape",
          "cunning-action",
          "relentless",
          "undead-fortitude",
          "flyby",
          "regeneration");

  private final Source monster;
  final Map<String, Object> attacks = new LinkedHashMap<>();
  final Map<String, Object> powers = new LinkedHashMap<>();
  final Map<String, Object> traits = new LinkedHashMap<>();
  final Set<String> features = new TreeSet<>();
  final List<Object> multiattack = new ArrayList<>();
  int legendaryActions;
  int legendaryResistance;
  Optional<Map<String, Object>> casting = Optional.empty();

  Deeds(Source monster) {
    this.monster = monster;
  }

  void abilities(JsonNode all) {
    for (JsonNode each : all) {
      String name = each.path("name").asText("?");
      String key = Words.key(name);
      String text = each.path("desc").asText("");
      if (FEATURES.contains(key)) {
        features.add(key);
      }
      if (key.equals("legendary-resistance")) {
        legendaryResistance = Math.min(10, each.at("/usage/times").asInt(3));
      }
      if (each.has("spellcasting")) {
        cast(each.get("spellcasting"));
      }
      if (each.has("dc") && each.has("damage")) {
        power(key, each, 0);
      }
      int amount = 0;
      if (key.equals("regeneration")) {
        amount =
            java.util.regex.Pattern.compile("regains (\\d+) hit points")
                .matcher(text)
                .results()
                .mapToInt(found -> Words.number(found.group(1)))
                .findFirst()
                .orElse(0);
      }
      trait(key, name, text, amount);
    }
  }

  void actions(JsonNode all) {
    JsonNode many = null;
    for (JsonNode each : all) {
      if (each.path("name").asText().equals("Multiattack")) {
        many = each;
      } else {
        action(each, 0);
      }
    }
    if (many != null) {
      together(many);
    }
  }

  void reactions(JsonNode all) {
    for (JsonNode each : all) {
      String name = each.path("name").asText("?");
      trait(Words.key(name), name + " (reaction)", each.path("desc").asText(""), 0);
    }
  }

  void legendary(JsonNode all) {
    if (all.isEmpty()) {
      return;
    }
    legendaryActions = 3;
    for (JsonNode each : all) {
      String name = each.path("name").asText("?");
      int cost = name.contains("Costs 2") ? 2 : name.contains("Costs 3") ? 3 : 1;
      String key = Words.key(name);
      String meant = key.replaceAll("-attack$", "");
      if (each.has("attack_bonus") || each.has("dc")) {
        action(each, cost);
      } else if (attacks.get(meant) instanceof Map<?, ?> attack) {
        Map<String, Object> same = new LinkedHashMap<>();
        attack.forEach((k, v) -> same.put((String) k, v));
        same.put("legendary", cost);
        attacks.put(meant, same);
      }
      trait("legendary-" + key, name + " (legendary)", each.path("desc").asText(""), 0);
    }
  }

  private void trait(String key, String name, String text, int amount) {
    Map<String, Object> trait = new LinkedHashMap<>();
    trait.put("name", Words.cut(name, 100));
    trait.put("text", Words.cut(text, Words.LONGEST));
    if (amount > 0) {
      trait.put("amount", Math.min(1000, amount));
    }
    put(traits, key, trait);
  }

  /** Two of the same name stand side by side. */
  private static String put(Map<String, Object> all, String key, Map<String, Object> one) {
    String free = key;
    for (int n = 2; all.containsKey(free); n++) {
      free = key + '-' + n;
    }
    if (all.size() < 60) {
      all.put(free, one);
    }
    return free;
  }

  private void action(JsonNode action, int legendary) {
    String name = action.path("name").asText("?");
    String key = Words.key(name);
    if (action.has("attack_bonus")) {
      attack(key, action, legendary);
    } else if (action.has("options")) {
      for (JsonNode option : action.at("/options/from/options")) {
        choice(option, action, legendary);
      }
      trait(key, name, action.path("desc").asText(""), 0);
    } else if (action.has("dc") || action.has("damage")) {
      power(key, action, legendary);
    } else {
      trait(key, name + " (action)", action.path("desc").asText(""), 0);
    }
  }

  /** One of several breaths: its own sentence stands in that of all. */
  private void choice(JsonNode option, JsonNode action, int legendary) {
    String name = option.path("name").asText("?");
    String text = action.path("desc").asText("");
    int from = text.indexOf(name + '.');
    int to = from < 0 ? -1 : text.indexOf('\n', from);
    String own = from < 0 ? text : text.substring(from, to < 0 ? text.length() : to);
    ObjectNode one = option.deepCopy();
    one.put("desc", own);
    if (action.has("usage")) {
      one.set("usage", action.get("usage"));
    }
    power(Words.key(name), one, legendary);
  }

  private void attack(String key, JsonNode action, int legendary) {
    String text = action.path("desc").asText("");
    Map<String, Object> attack = new LinkedHashMap<>();
    attack.put("name", Words.cut(action.path("name").asText("?"), 100));
    List<Integer> ranges = Words.ranges(text);
    // A swarm bites whoever it shares a space with, which is told as a reach of 0.
    int reach = Words.reach(text).filter(feet -> feet > 0).orElse(ranges.isEmpty() ? 5 : 0);
    attack.put("reach", Math.min(200, reach));
    if (!ranges.isEmpty()) {
      attack.put("range", Math.min(2000, ranges.get(0)));
      attack.put("longRange", Math.min(5000, ranges.get(ranges.size() - 1)));
    }
    attack.put("bonus", Math.max(-10, Math.min(40, action.path("attack_bonus").asInt())));
    String hit = sentence(text);
    List<Map<String, Object>> now = new ArrayList<>();
    List<Map<String, Object>> later = new ArrayList<>();
    for (Map<String, Object> damage : damages(action.path("damage"))) {
      boolean atOnce = now.isEmpty() || says(hit, String.valueOf(damage.get("dice")));
      (atOnce ? now : later).add(damage);
    }
    attack.put("damage", now);
    Optional<String> save = save(action);
    String rest = text.substring(text.indexOf(hit) + hit.length());
    Map<String, Object> rider = new LinkedHashMap<>();
    save.ifPresent(
        ability -> {
          rider.put("save", ability);
          rider.put("dc", Math.max(1, Math.min(40, action.at("/dc/dc_value").asInt(10))));
          rider.put("half", action.at("/dc/success_type").asText().equals("half"));
        });
    if (save.isPresent() && !later.isEmpty()) {
      rider.put("damage", later);
    } else if (!later.isEmpty()) {
      monster.remark(attack.get("name") + ": some of its damage is told in words alone.");
    }
    Words.affliction(save.isPresent() ? text : rest + hit, save)
        .ifPresent(affliction -> rider.put("affliction", affliction));
    if (rider.containsKey("damage") || rider.containsKey("affliction")) {
      attack.put("rider", rider);
    }
    if (legendary > 0) {
      attack.put("legendary", legendary);
    }
    String placed = put(attacks, key, attack);
    trait(placed, String.valueOf(attack.get("name")), text, 0);
  }

  /** What a hit does at once, up to the end of that sentence. */
  private static String sentence(String text) {
    int from = text.indexOf("Hit:");
    if (from < 0) {
      return text;
    }
    int to = text.indexOf(". ", from);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  private static boolean says(String sentence, String dice) {
    return sentence.replace(" ", "").contains(dice);
  }

  private void power(String key, JsonNode action, int legendary) {
    String text = action.path("desc").asText("");
    Map<String, Object> power = new LinkedHashMap<>();
    power.put("name", Words.cut(action.path("name").asText("?"), 100));
    Optional<Map<String, Object>> area = Words.area(text);
    boolean each = text.contains("Each creature") || text.contains("each creature");
    if (area.isEmpty() && each && Words.within(text).isPresent()) {
      area = Optional.of(Map.of("kind", "sphere", "size", Words.within(text).get()));
    }
    area.ifPresentOrElse(
        shape -> {
          power.put("area", shape);
          power.put("sparesSelf", true);
          power.put("sparesAllies", text.contains("choice"));
        },
        () -> power.put("targets", 1));
    power.put("range", Math.min(10_000, area.isPresent() ? 0 : Words.within(text).orElse(5)));
    Optional<String> save = save(action);
    save.ifPresent(
        ability -> {
          power.put("method", "save");
          power.put("save", ability);
          power.put("dc", Math.max(1, Math.min(40, action.at("/dc/dc_value").asInt(10))));
          power.put("half", action.at("/dc/success_type").asText().equals("half"));
        });
    power.put("damage", damages(action.path("damage")));
    Words.affliction(text, save).ifPresent(affliction -> power.put("affliction", affliction));
    uses(action.path("usage")).ifPresent(uses -> power.put("uses", uses));
    if (legendary > 0) {
      power.put("legendary", legendary);
    }
    power.put("text", Words.cut(text, Words.LONGEST));
    put(powers, key, power);
  }

  private static Optional<String> save(JsonNode action) {
    String ability = action.at("/dc/dc_type/index").asText("");
    return ability.matches("str|dex|con|int|wis|cha") ? Optional.of(ability) : Optional.empty();
  }

  private static Optional<Map<String, Object>> uses(JsonNode usage) {
    return switch (usage.path("type").asText("")) {
      case "recharge on roll" ->
          Optional.of(
              Map.of(
                  "per",
                  "recharge",
                  "recharge",
                  Math.max(2, Math.min(6, usage.path("min_value").asInt(6)))));
      case "per day" ->
          Optional.of(
              Map.of(
                  "per", "long", "most", Math.max(1, Math.min(100, usage.path("times").asInt(1)))));
      case "recharge after rest" -> Optional.of(Map.of("per", "short", "most", 1));
      default -> Optional.empty();
    };
  }

  private List<Map<String, Object>> damages(JsonNode all) {
    List<Map<String, Object>> damages = new ArrayList<>();
    for (JsonNode each : all) {
      JsonNode one = each;
      if (each.has("choose")) {
        one = each.at("/from/options/0");
        monster.remark("Of damage that can be chosen the first kind is taken.");
      }
      Optional<String> dice = Words.dice(one.path("damage_dice").asText(""));
      if (dice.isPresent() && damages.size() < 10) {
        Map<String, Object> damage = new LinkedHashMap<>();
        damage.put("dice", dice.get());
        damage.put("type", one.at("/damage_type/index").asText("bludgeoning"));
        damages.add(damage);
      }
    }
    return damages;
  }

  /** Which attacks one action holds. */
  private void together(JsonNode many) {
    trait("multiattack", "Multiattack", many.path("desc").asText(""), 0);
    List<JsonNode> patterns = new ArrayList<>();
    if (many.path("actions").isArray() && !many.path("actions").isEmpty()) {
      patterns.add(many.get("actions"));
    }
    for (JsonNode option : many.at("/action_options/from/options")) {
      patterns.add(
          option.path("option_type").asText().equals("multiple")
              ? option.path("items")
              : JsonNodeFactory.instance.arrayNode().add(option));
    }
    for (JsonNode pattern : patterns) {
      Map<String, Object> times = new LinkedHashMap<>();
      for (JsonNode each : pattern) {
        String key = Words.key(each.path("action_name").asText(""));
        int count = each.path("count").asInt(0);
        if ((attacks.containsKey(key) || powers.containsKey(key)) && count >= 1 && count <= 20) {
          times.put(key, count);
        }
      }
      if (!times.isEmpty() && multiattack.size() < 10) {
        multiattack.add(times);
      }
    }
    if (multiattack.isEmpty()) {
      monster.remark("Its multiattack is told in words alone.");
    }
  }

  private void cast(JsonNode how) {
    String ability = how.at("/ability/index").asText("");
    if (!ability.matches("str|dex|con|int|wis|cha")) {
      monster.remark("How it casts is told in words alone.");
      return;
    }
    Map<String, Object> casts = new LinkedHashMap<>();
    casts.put("ability", ability);
    if (how.has("dc")) {
      casts.put("dc", Math.max(1, Math.min(40, how.get("dc").asInt())));
    }
    if (how.has("modifier")) {
      casts.put("attack", Math.max(-10, Math.min(40, how.get("modifier").asInt())));
    }
    Map<String, Object> slots = new LinkedHashMap<>();
    how.path("slots")
        .properties()
        .forEach(
            each -> {
              if (each.getKey().matches("[1-9]") && each.getValue().asInt() > 0) {
                slots.put(each.getKey(), Math.min(20, each.getValue().asInt()));
              }
            });
    casts.put("slots", slots);
    Set<String> spells = new TreeSet<>();
    Map<String, Object> innate = new LinkedHashMap<>();
    for (JsonNode spell : how.path("spells")) {
      String url = spell.path("url").asText("");
      String key = url.isEmpty() ? Words.key(spell.path("name").asText("")) : last(url);
      spells.add(key);
      if (spell.has("usage") || slots.isEmpty()) {
        innate.put(key, Math.max(0, Math.min(100, spell.at("/usage/times").asInt(0))));
      }
    }
    casts.put("spells", spells);
    casts.put("innate", innate);
    if (casting.isPresent()) {
      monster.remark("It casts in two ways; the second is told in words alone.");
    } else {
      casting = Optional.of(casts);
    }
  }

  private static String last(String url) {
    return Words.key(url.substring(url.lastIndexOf('/') + 1));
  }
}

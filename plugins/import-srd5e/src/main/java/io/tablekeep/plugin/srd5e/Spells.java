package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A spell as an item that says how it works. Stateless. */
final class Spells {
  private static final Pattern TIME = Pattern.compile("(\\d+) (round|minute|hour|day)s?");
  private static final Pattern DICE = Pattern.compile("(\\d+)(d\\d+)");
  private static final int ROUNDS = 1_000_000;

  private Spells() {}

  static Map<String, Object> item(Source from) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", Words.cut(from.name(), 200));
    from.take("name");
    String words = from.words("desc");
    String higher = from.words("higher_level");
    String text = higher.isEmpty() ? words : words + "\n\n" + higher;
    item.put("description", Words.cut(text, 100_000));
    Map<String, Object> casting = new LinkedHashMap<>();
    casting.put("components", Source.plain(from.take("components")));
    casting.put("material", from.text("material"));
    casting.put("time", from.text("casting_time"));
    casting.put("range", from.text("range"));
    casting.put("duration", from.text("duration"));
    casting.put("subclasses", Source.names(from.take("subclasses")));
    item.put("d20", Map.of("spell", spell(from, text, casting), "casting", casting));
    return item;
  }

  private static Map<String, Object> spell(Source from, String text, Map<String, Object> casting) {
    Map<String, Object> spell = new LinkedHashMap<>();
    spell.put("level", Math.max(0, Math.min(9, from.take("level").asInt(0))));
    spell.put("school", from.take("school").path("index").asText("evocation"));
    spell.put("ritual", from.take("ritual").asBoolean(false));
    spell.put("concentration", from.take("concentration").asBoolean(false));
    spell.put("rounds", rounds(String.valueOf(casting.get("duration"))));
    spell.put(
        "classes",
        Source.stream(from.take("classes"))
            .map(each -> each.path("index").asText(""))
            .limit(20)
            .toList());
    Map<String, Object> power = new LinkedHashMap<>();
    power.put("name", Words.cut(from.name(), 100));
    power.put("cost", cost(String.valueOf(casting.get("time"))));
    String range = String.valueOf(casting.get("range"));
    power.put(
        "range",
        range.contains("mile") || range.equals("Sight") || range.equals("Unlimited")
            ? 10_000
            : Math.min(10_000, Words.feet(range).orElse(0)));
    area(from.take("area_of_effect"), range, power);
    method(from, power);
    damage(from, spell, power);
    heal(from.take("heal_at_slot_level"), spell, power);
    if (power.containsKey("save")) {
      Words.affliction(text, Optional.of(String.valueOf(power.get("save"))))
          .ifPresent(affliction -> power.put("affliction", affliction));
    }
    power.put("text", Words.cut(text, Words.LONGEST));
    spell.put("power", power);
    return spell;
  }

  private static int rounds(String duration) {
    Matcher at = TIME.matcher(duration);
    if (!at.find()) {
      return 0;
    }
    long rounds =
        (long) Words.number(at.group(1))
            * switch (at.group(2)) {
              case "round" -> 1;
              case "minute" -> 10;
              case "hour" -> 600;
              default -> 14_400;
            };
    return (int) Math.min(ROUNDS, rounds);
  }

  private static String cost(String time) {
    return time.contains("bonus")
        ? "bonus"
        : time.contains("reaction") ? "reaction" : time.contains("action") ? "action" : "long";
  }

  private static void area(JsonNode area, String range, Map<String, Object> power) {
    if (area.isMissingNode()) {
      power.put("targets", range.equals("Self") ? 0 : 1);
      return;
    }
    String kind = area.path("type").asText("sphere");
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("kind", kind.equals("cylinder") ? "sphere" : kind);
    shape.put("size", Math.max(1, Math.min(1000, area.path("size").asInt(5))));
    power.put("area", shape);
  }

  private static void method(Source from, Map<String, Object> power) {
    JsonNode dc = from.take("dc");
    String attack = from.text("attack_type");
    String ability = dc.at("/dc_type/index").asText("");
    if (ability.matches("str|dex|con|int|wis|cha")) {
      power.put("save", ability);
      power.put("half", dc.path("dc_success").asText().equals("half"));
      if (dc.path("dc_success").asText().equals("other")) {
        from.remark("What a successful save means is told in words alone.");
      }
    }
    if (attack.equals("melee") || attack.equals("ranged")) {
      power.put("method", attack);
    } else if (power.containsKey("save")) {
      power.put("method", "save");
    }
  }

  private static void damage(Source from, Map<String, Object> spell, Map<String, Object> power) {
    JsonNode damage = from.take("damage");
    if (damage.isMissingNode()) {
      return;
    }
    String type = damage.at("/damage_type/index").asText("force");
    boolean cantrip = damage.has("damage_at_character_level");
    List<String> steps =
        steps(damage.path(cantrip ? "damage_at_character_level" : "damage_at_slot_level"));
    Optional<String> first = steps.isEmpty() ? Optional.empty() : Words.dice(steps.get(0));
    if (first.isEmpty()) {
      from.remark("Its damage is told in words alone.");
      return;
    }
    power.put("damage", List.of(Map.of("dice", first.get(), "type", type)));
    if (cantrip) {
      spell.put("growth", "dice");
    } else if (steps.size() > 1) {
      more(steps)
          .ifPresent(dice -> spell.put("perSlot", List.of(Map.of("dice", dice, "type", type))));
    }
  }

  private static void heal(JsonNode heal, Map<String, Object> spell, Map<String, Object> power) {
    List<String> steps = steps(heal);
    if (steps.isEmpty()) {
      return;
    }
    String plain = steps.get(0).replace("+ MOD", "");
    Words.dice(plain.strip()).ifPresent(dice -> power.put("heal", dice));
    power.put("plusModifier", steps.get(0).contains("MOD"));
    more(steps.stream().map(step -> step.replace("+ MOD", "").strip()).toList())
        .ifPresent(dice -> spell.put("healPerSlot", dice));
  }

  /** By level. */
  private static List<String> steps(JsonNode levels) {
    TreeMap<Integer, String> steps = new TreeMap<>();
    levels
        .properties()
        .forEach(
            each -> {
              if (each.getKey().matches("\\d{1,2}")) {
                steps.put(Words.number(each.getKey()), each.getValue().asText(""));
              }
            });
    return List.copyOf(steps.values());
  }

  /** What the second step has more than the first: dice of the same kind, or a number. */
  private static Optional<String> more(List<String> steps) {
    if (steps.size() < 2) {
      return Optional.empty();
    }
    Matcher one = DICE.matcher(steps.get(0));
    Matcher two = DICE.matcher(steps.get(1));
    if (one.find() && two.find()) {
      int more = Words.number(two.group(1)) - Words.number(one.group(1));
      return more > 0 && one.group(2).equals(two.group(2))
          ? Optional.of(more + one.group(2))
          : Optional.empty();
    }
    if (steps.get(0).matches("\\d{1,4}") && steps.get(1).matches("\\d{1,4}")) {
      int more = Words.number(steps.get(1)) - Words.number(steps.get(0));
      return more > 0 ? Optional.of(Integer.toString(more)) : Optional.empty();
    }
    return Optional.empty();
  }
}

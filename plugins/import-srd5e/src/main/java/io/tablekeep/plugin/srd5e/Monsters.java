package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A monster as an actor with a stat block. Stateless. */
final class Monsters {
  private static final Map<String, String> ABILITIES =
      Map.of(
          "str", "strength",
          "dex", "dexterity",
          "con", "constitution",
          "int", "intelligence",
          "wis", "wisdom",
          "cha", "charisma");

  /** Which ability each skill goes by (SRD 5.1, "Using Each Ability"). */
  private static final Map<String, String> SKILLS =
      Map.ofEntries(
          Map.entry("acrobatics", "dex"),
          Map.entry("animal-handling", "wis"),
          Map.entry("arcana", "int"),
          Map.entry("athletics", "str"),
          Map.entry("deception", "cha"),
          Map.entry("history", "int"),
          Map.entry("insight", "wis"),
          Map.entry("intimidation", "cha"),
          Map.entry("investigation", "int"),
          Map.entry("medicine", "wis"),
          Map.entry("nature", "int"),
          Map.entry("perception", "wis"),
          Map.entry("performance", "cha"),
          Map.entry("persuasion", "cha"),
          Map.entry("religion", "int"),
          Map.entry("sleight-of-hand", "dex"),
          Map.entry("stealth", "dex"),
          Map.entry("survival", "wis"));

  private static final Set<String> CONDITIONS =
      Set.of(
          "blinded",
          "charmed",
          "deafened",
          "frightened",
          "grappled",
          "incapacitated",
          "invisible",
          "paralyzed",
          "petrified",
          "poisoned",
          "prone",
          "restrained",
          "stunned",
          "unconscious");

  private static final Set<String> DAMAGE =
      Set.of(
          "acid",
          "bludgeoning",
          "cold",
          "fire",
          "force",
          "lightning",
          "necrotic",
          "piercing",
          "poison",
          "psychic",
          "radiant",
          "slashing",
          "thunder");

  private static final Set<String> PACES = Set.of("walk", "burrow", "climb", "fly", "swim");
  private static final Pattern HIT_DICE = Pattern.compile("(\\d{1,3})(d(?:4|6|8|10|12|20))");

  private Monsters() {}

  static Map<String, Object> actor(Source from) {
    Map<String, Object> actor = new LinkedHashMap<>();
    actor.put("name", Words.cut(from.name(), 200));
    from.take("name");
    actor.put("type", "monster");
    actor.put("hidden", true);
    actor.put("description", Words.cut(from.words("desc"), 100_000));
    actor.put("d20", Map.of("block", block(from)));
    return actor;
  }

  private static Map<String, Object> block(Source from) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("size", from.text("size").toLowerCase(java.util.Locale.ROOT));
    String kind = from.text("type");
    String subtype = from.text("subtype");
    block.put("kind", Words.cut(subtype.isEmpty() ? kind : kind + " (" + subtype + ")", 60));
    block.put("alignment", Words.cut(from.text("alignment"), 60));
    Map<String, Integer> scores = new LinkedHashMap<>();
    ABILITIES.values().forEach(name -> scores.put(name, bounded(from.take(name).asInt(10), 1, 30)));
    block.put("abilities", scores);
    block.put("challenge", Math.min(30, Math.max(0, from.take("challenge_rating").asDouble(0))));
    block.put("xp", bounded(from.take("xp").asInt(0), 0, 10_000_000));
    int proficiency = from.take("proficiency_bonus").asInt(2);
    armor(from, scores, block);
    block.put("hitPoints", bounded(from.take("hit_points").asInt(1), 1, 10_000));
    Matcher dice = HIT_DICE.matcher(from.text("hit_dice"));
    if (dice.matches()) {
      block.put("hitDice", Map.of(dice.group(2), bounded(Words.number(dice.group(1)), 0, 100)));
    }
    from.take("hit_points_roll");
    speed(from, block);
    learnt(from, scores, proficiency, block);
    damage(from, block);
    senses(from, block);
    deeds(from, block);
    return block;
  }

  private static void armor(Source from, Map<String, Integer> scores, Map<String, Object> block) {
    JsonNode all = from.take("armor_class");
    JsonNode one = all.path(0);
    int value = bounded(one.path("value").asInt(10), 0, 40);
    Map<String, Object> armor = new LinkedHashMap<>();
    if (one.path("type").asText().equals("dex") && value == 10 + modifier(scores, "dex")) {
      armor.put("base", 10);
    } else {
      List<String> worn = new ArrayList<>();
      one.path("armor").forEach(each -> worn.add(each.path("name").asText("armor")));
      String type = one.path("type").asText();
      armor.put(
          "worn",
          Words.cut(
              !worn.isEmpty()
                  ? String.join(", ", worn)
                  : type.equals("natural") ? "natural armor" : type,
              60));
      armor.put("base", value);
      armor.put("dexterity", 0);
    }
    if (all.size() > 1) {
      from.remark("It has other armor classes at times; the first one counts.");
      from.leave("armor_class", all);
    }
    block.put("armor", armor);
  }

  private static void speed(Source from, Map<String, Object> block) {
    Map<String, Integer> speed = new LinkedHashMap<>();
    JsonNode all = from.take("speed");
    all.properties()
        .forEach(
            each -> {
              Optional<Integer> feet = Words.feet(each.getValue().asText(""));
              if (PACES.contains(each.getKey()) && feet.isPresent()) {
                speed.put(each.getKey(), bounded(feet.get(), 0, 500));
              } else {
                from.remark("The rules do not know its way to move: " + each.getKey() + '.');
                from.leave("speed", all);
              }
            });
    block.put("speed", speed);
  }

  private static void learnt(
      Source from, Map<String, Integer> scores, int proficiency, Map<String, Object> block) {
    Set<String> saves = new TreeSet<>();
    Map<String, Integer> statedSaves = new LinkedHashMap<>();
    Map<String, String> skills = new LinkedHashMap<>();
    Map<String, Integer> statedSkills = new LinkedHashMap<>();
    JsonNode all = from.take("proficiencies");
    for (JsonNode each : all) {
      String index = each.at("/proficiency/index").asText("");
      int value = each.path("value").asInt();
      if (index.startsWith("saving-throw-") && ABILITIES.containsKey(index.substring(13))) {
        String ability = index.substring(13);
        if (value == modifier(scores, ability) + proficiency) {
          saves.add(ability);
        } else {
          statedSaves.put(ability, value);
        }
      } else if (index.startsWith("skill-") && SKILLS.containsKey(index.substring(6))) {
        String skill = index.substring(6);
        int more = value - modifier(scores, String.valueOf(SKILLS.get(skill)));
        if (more == proficiency) {
          skills.put(skill, "proficient");
        } else if (more == 2 * proficiency) {
          skills.put(skill, "expert");
        } else {
          statedSkills.put(skill, value);
        }
      } else {
        from.remark("The rules do not know what it is trained in: " + index + '.');
        from.leave("proficiencies", all);
      }
    }
    block.put("saves", saves);
    block.put("statedSaves", statedSaves);
    block.put("skills", skills);
    block.put("statedSkills", statedSkills);
  }

  private static void damage(Source from, Map<String, Object> block) {
    for (Map.Entry<String, String> each :
        Map.of(
                "damage_resistances", "resist",
                "damage_immunities", "immune",
                "damage_vulnerabilities", "vulnerable")
            .entrySet()) {
      Set<String> types = new TreeSet<>();
      Set<String> mundane = new TreeSet<>();
      JsonNode all = from.take(each.getKey());
      for (JsonNode one : all) {
        String text = one.asText("");
        if (DAMAGE.contains(text)) {
          types.add(text);
        } else if (text.contains("nonmagical") && !each.getValue().equals("vulnerable")) {
          DAMAGE.stream().filter(text::contains).forEach(mundane::add);
          if (text.contains("aren't") || text.contains("(")) {
            from.remark("“" + text + "” counts for every nonmagical weapon.");
            from.leave(each.getKey(), all);
          }
        } else {
          from.remark("The rules do not know “" + text + "”.");
          from.leave(each.getKey(), all);
        }
      }
      block.put(each.getValue(), types);
      if (!mundane.isEmpty()) {
        block.put(each.getValue() + "Mundane", mundane);
      }
    }
    Set<String> immune = new TreeSet<>();
    JsonNode conditions = from.take("condition_immunities");
    for (JsonNode each : conditions) {
      String condition = each.path("index").asText("");
      if (CONDITIONS.contains(condition)) {
        immune.add(condition);
      } else {
        from.remark("The rules do not know that it is immune to " + condition + '.');
        from.leave("condition_immunities", conditions);
      }
    }
    block.put("conditionImmune", immune);
  }

  private static void senses(Source from, Map<String, Object> block) {
    Map<String, Integer> senses = new LinkedHashMap<>();
    JsonNode all = from.take("senses");
    all.properties()
        .forEach(
            each -> {
              String text = each.getValue().asText("");
              Optional<Integer> feet = Words.feet(text);
              if (feet.isPresent() && senses.size() < 10) {
                senses.put(Words.key(each.getKey()), feet.get());
                if (text.contains("(")) {
                  from.remark("Its " + each.getKey() + " is " + text + ".");
                  from.leave("senses", all);
                }
              }
            });
    block.put("senses", senses);
    Set<String> languages = new TreeSet<>();
    for (String each : from.text("languages").split(",", -1)) {
      if (!each.isBlank() && languages.size() < 40) {
        languages.add(each.strip());
      }
    }
    block.put("languages", languages);
  }

  private static void deeds(Source from, Map<String, Object> block) {
    Deeds deeds = new Deeds(from);
    deeds.abilities(from.take("special_abilities"));
    deeds.actions(from.take("actions"));
    deeds.reactions(from.take("reactions"));
    deeds.legendary(from.take("legendary_actions"));
    block.put("features", deeds.features);
    block.put("attacks", deeds.attacks);
    block.put("powers", deeds.powers);
    block.put("multiattack", deeds.multiattack);
    block.put("traits", deeds.traits);
    block.put("legendaryActions", deeds.legendaryActions);
    block.put("legendaryResistance", deeds.legendaryResistance);
    deeds.casting.ifPresent(casting -> block.put("casting", casting));
  }

  private static int modifier(Map<String, Integer> scores, String ability) {
    Integer score = scores.get(String.valueOf(ABILITIES.get(ability)));
    return Math.floorDiv((score == null ? 10 : score) - 10, 2);
  }

  private static int bounded(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }
}

package io.tablekeep.plugin.foundry.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What somebody is: abilities, hit points, speed, saves, skills, senses, resistances. */
final class Body {
  static final Set<String> DAMAGE =
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
  private static final Set<String> PHYSICAL = Set.of("bludgeoning", "piercing", "slashing");
  private static final List<String> PACES = List.of("walk", "burrow", "climb", "fly", "swim");
  private static final List<String> SENSES =
      List.of("darkvision", "blindsight", "tremorsense", "truesight");
  private static final Map<String, String> SIZES =
      Map.of("sm", "small", "med", "medium", "lg", "large", "grg", "gargantuan");

  /** Skills by Foundry's key: ours, and the ability each goes by. */
  private static final Map<String, List<String>> SKILLS =
      Map.ofEntries(
          Map.entry("acr", List.of("acrobatics", "dex")),
          Map.entry("ani", List.of("animal-handling", "wis")),
          Map.entry("arc", List.of("arcana", "int")),
          Map.entry("ath", List.of("athletics", "str")),
          Map.entry("dec", List.of("deception", "cha")),
          Map.entry("his", List.of("history", "int")),
          Map.entry("ins", List.of("insight", "wis")),
          Map.entry("itm", List.of("intimidation", "cha")),
          Map.entry("inv", List.of("investigation", "int")),
          Map.entry("med", List.of("medicine", "wis")),
          Map.entry("nat", List.of("nature", "int")),
          Map.entry("prc", List.of("perception", "wis")),
          Map.entry("prf", List.of("performance", "cha")),
          Map.entry("per", List.of("persuasion", "cha")),
          Map.entry("rel", List.of("religion", "int")),
          Map.entry("slt", List.of("sleight-of-hand", "dex")),
          Map.entry("ste", List.of("stealth", "dex")),
          Map.entry("sur", List.of("survival", "wis")));

  private static final int[] WORTH = {
    10, 200, 450, 700, 1_100, 1_800, 2_300, 2_900, 3_900, 5_000, 5_900, 7_200, 8_400, 10_000,
    11_500, 13_000, 15_000, 18_000, 20_000, 22_000, 25_000, 33_000, 41_000, 50_000, 62_000, 75_000,
    90_000, 105_000, 120_000, 135_000, 155_000
  };

  private final Actor actor;
  private final Part system;
  private final Part ancestry;

  Body(Actor actor) {
    this.actor = actor;
    system = actor.system;
    ancestry =
        actor.items.stream()
            .filter(item -> item.at("type").text().matches("race|species"))
            .findFirst()
            .orElse(new Part(null))
            .at("system");
  }

  void into(Map<String, Object> block) {
    String size = system.at("traits", "size").text();
    String whole = SIZES.getOrDefault(size, size);
    boolean known = whole.matches("tiny|small|medium|large|huge|gargantuan");
    block.put("size", known ? whole : "medium");
    kind(block);
    block.put("alignment", Prose.cut(system.at("details", "alignment").text(), 60));
    Map<String, Integer> scores = new LinkedHashMap<>();
    Actor.ABILITIES.forEach((key, name) -> scores.put(name, actor.score(key)));
    block.put("abilities", scores);
    if (actor.hero) {
      block.put("classes", actor.classes);
      block.put("xp", system.at("details", "xp", "value").whole(0, 0, 10_000_000));
    } else {
      double challenge = actor.challenge();
      block.put("challenge", challenge);
      boolean low = challenge > 0 && challenge < 1;
      int part = challenge <= 0.125 ? 25 : challenge <= 0.25 ? 50 : 100;
      block.put("xp", low ? part : WORTH[(int) challenge]);
    }
    block.put("armor", Armor.of(actor));
    hitPoints(block);
    speed(block);
    saves(block);
    skills(block);
    senses(block);
    damage(block);
  }

  private void kind(Map<String, Object> block) {
    Part type = system.at("details", "type").or(ancestry.at("type"));
    String kind = type.at("value").or(type.at("custom")).text();
    if (kind.equals("custom")) {
      kind = type.at("custom").text();
    }
    if (kind.isEmpty()) {
      kind = actor.hero ? "humanoid" : type.text();
    }
    String subtype = type.at("subtype").text();
    block.put("kind", Prose.cut(subtype.isEmpty() ? kind : kind + " (" + subtype + ")", 60));
  }

  private void hitPoints(Map<String, Object> block) {
    Part hp = system.at("attributes", "hp");
    Optional<Double> stated = hp.at("max").number();
    if (stated.isEmpty() && actor.hero && actor.level() > 0) {
      stated = Optional.of((double) learned(hp));
    }
    if (stated.isEmpty()) {
      stated = hp.at("value").number().filter(value -> value > 0);
    }
    if (stated.isEmpty()) {
      actor.remarks.changed("/system/attributes/hp", "Its hit points are not said: it has 1.");
    }
    int most = new Part(stated.orElse(1.0)).whole(1, 1, 10_000);
    block.put("hitPoints", most);
    int now = hp.at("value").whole(most, 0, 10_000);
    if (now < most) {
      String sentence =
          "It has " + now + " of " + most + " hit points there, and all of them here.";
      actor.remarks.changed("/system/attributes/hp", sentence);
    }
    Sum.of(hp.at("formula").text(), actor::find)
        .ifPresent(
            sum -> {
              Map<String, Integer> dice = new LinkedHashMap<>();
              sum.dice()
                  .forEach(
                      (sides, count) -> {
                        if (Set.of(4, 6, 8, 10, 12, 20).contains(sides) && count > 0) {
                          dice.put("d" + sides, Math.min(100, count));
                        }
                      });
              block.put("hitDice", dice);
            });
  }

  /** What a hero's levels come to: the first one is whole, others as rolled, or the mean. */
  private int learned(Part hp) {
    int sum = 0;
    boolean first = true;
    String original = system.at("details", "originalClass").text();
    for (Part item : actor.items) {
      if (item.at("type").text().equals("class")) {
        int levels = item.at("system", "levels").whole(1, 1, 20);
        Part hitDice = item.at("system", "hitDice").or(item.at("system", "hd", "denomination"));
        int die = new Part(hitDice.text().replace("d", "")).whole(8, 1, 100);
        Part rolled = rolled(item);
        boolean begins = original.isEmpty() ? first : item.at("_id").text().equals(original);
        for (int level = 1; level <= levels; level++) {
          Part at = rolled.at(Integer.toString(level));
          boolean whole = at.text().equals("max") || (at.isBlank() && begins && level == 1);
          sum += whole ? die : at.whole(die / 2 + 1, 0, 100);
        }
        first = false;
      }
    }
    int each = actor.modifier("con") + bonus(hp.at("bonuses", "level"));
    return Math.max(actor.level(), sum + each * actor.level() + bonus(hp.at("bonuses", "overall")));
  }

  private static Part rolled(Part item) {
    return item.at("system", "advancement").elements().stream()
        .filter(each -> each.at("type").text().equals("HitPoints"))
        .findFirst()
        .orElse(new Part(null))
        .at("value");
  }

  private int bonus(Part formula) {
    return Sum.number(actor.scaled(formula.text()), actor::find).orElse(0);
  }

  private void speed(Map<String, Object> block) {
    Part movement = system.at("attributes", "movement");
    Part born = ancestry.at("movement");
    Map<String, Integer> speed = new LinkedHashMap<>();
    for (String pace : PACES) {
      Part own = movement.at(pace).or(movement.at("speeds", pace)).or(born.at(pace));
      String units = movement.at("units").or(born.at("units")).text();
      int feet = Activity.feet(own, units, actor).orElse(0);
      if (feet > 0 || pace.equals("walk")) {
        speed.put(pace, Math.min(500, feet));
      }
    }
    boolean nothingSaid = actor.hero && speed.values().stream().allMatch(feet -> feet == 0);
    block.put("speed", nothingSaid ? Map.of("walk", 30) : speed);
  }

  private void saves(Map<String, Object> block) {
    Set<String> learnt = new TreeSet<>();
    Map<String, Integer> stated = new TreeMap<>();
    String all = system.at("bonuses", "abilities", "save").text();
    for (String key : Actor.ABILITIES.keySet()) {
      double times = system.at("abilities", key, "proficient").number().orElse(0.0);
      if (Boolean.TRUE.equals(system.at("abilities", key, "proficient").value())) {
        times = 1;
      }
      int more = bonus(system.at("abilities", key, "bonuses", "save"), all, "saves");
      int trained = (int) Math.floor(Math.max(0, Math.min(2, times)) * actor.proficiency());
      if (times == 1) {
        learnt.add(key);
      }
      if (more != 0 || (times > 0 && times != 1)) {
        stated.put(key, actor.modifier(key) + trained + more);
      }
    }
    block.put("saves", learnt);
    block.put("statedSaves", stated);
  }

  private int bonus(Part own, String all, String what) {
    int sum = 0;
    for (String formula : List.of(own.text(), all)) {
      Optional<Integer> number = Sum.number(actor.scaled(formula), actor::find);
      sum += number.orElse(0);
      if (!formula.isEmpty() && number.isEmpty()) {
        String shown = Prose.cut(formula, 60);
        actor.remarks.changed("/system", "A bonus on " + what + " is not counted: " + shown + '.');
      }
    }
    return Math.max(-30, Math.min(30, sum));
  }

  private void skills(Map<String, Object> block) {
    Map<String, String> learnt = new TreeMap<>();
    Map<String, Integer> stated = new TreeMap<>();
    Part bonuses = system.at("bonuses", "abilities");
    String all = bonuses.at("check").or(bonuses.at("skill")).text();
    SKILLS.forEach(
        (key, skill) -> {
          Part own = system.at("skills", key);
          double times = own.at("value").number().orElse(0.0);
          String training =
              times == 0.5 ? "half" : times == 1 ? "proficient" : times == 2 ? "expert" : "";
          if (!training.isEmpty()) {
            learnt.put(skill.get(0), training);
          }
          int more = bonus(own.at("bonuses", "check"), all, "checks");
          String by = own.at("ability").text();
          boolean other = Actor.ABILITIES.containsKey(by) && !by.equals(skill.get(1));
          if (more != 0 || other) {
            int trained = (int) Math.floor(Math.max(0, Math.min(2, times)) * actor.proficiency());
            stated.put(skill.get(0), actor.modifier(other ? by : skill.get(1)) + trained + more);
          }
        });
    block.put("skills", learnt);
    block.put("statedSkills", stated);
  }

  private void senses(Map<String, Object> block) {
    Part senses = system.at("attributes", "senses");
    Part born = ancestry.at("senses");
    Map<String, Integer> found = new LinkedHashMap<>();
    for (String sense : SENSES) {
      Part own = senses.at(sense).or(senses.at("ranges", sense));
      Part range = own.or(born.at(sense)).or(born.at("ranges", sense));
      String units = senses.at("units").or(born.at("units")).text();
      Activity.feet(range, units, actor)
          .filter(feet -> feet > 0)
          .ifPresent(feet -> found.put(sense, Math.min(10_000, feet)));
    }
    block.put("senses", found);
    if (!senses.at("special").isBlank()) {
      String special = Prose.cut(senses.at("special").text(), 100);
      actor.remarks.changed("/system/attributes/senses", "Told in words alone: " + special);
    }
    Set<String> languages = new TreeSet<>();
    Part told = system.at("traits", "languages");
    told.at("value").texts().forEach(each -> languages.add(Prose.cut(each, 60)));
    for (String each : told.at("custom").text().split("[;,]", -1)) {
      languages.add(Prose.cut(each.strip(), 60));
    }
    told.at("communication")
        .members()
        .forEach(
            (way, how) ->
                Activity.feet(how.at("value"), how.at("units").text(), actor)
                    .ifPresent(feet -> languages.add(Prose.cut(way, 40) + ' ' + feet + " ft.")));
    languages.remove("");
    block.put("languages", languages.stream().limit(40).toList());
  }

  private void damage(Map<String, Object> block) {
    for (Map.Entry<String, String> each :
        Map.of("dr", "resist", "di", "immune", "dv", "vulnerable").entrySet()) {
      Part trait = system.at("traits", each.getKey());
      List<String> bypasses = trait.at("bypasses").texts();
      Set<String> types = new TreeSet<>();
      Set<String> mundane = new TreeSet<>();
      for (String type : trait.at("value").texts()) {
        boolean passes = !bypasses.isEmpty() && !each.getKey().equals("dv");
        if (type.equals("physical")) {
          mundane.addAll(PHYSICAL);
        } else if (DAMAGE.contains(type)) {
          (passes && PHYSICAL.contains(type) ? mundane : types).add(type);
        } else {
          tell(each.getKey(), "The rules do not know this damage: " + Prose.cut(type, 60) + '.');
        }
      }
      if (bypasses.stream().anyMatch(way -> !way.equals("mgc"))) {
        tell(each.getKey(), "It counts for every weapon that is not magical, silver or not.");
      }
      if (!trait.at("custom").isBlank()) {
        tell(each.getKey(), "Told in words: " + Prose.cut(trait.at("custom").text(), 200));
      }
      block.put(each.getValue(), types);
      if (!mundane.isEmpty() && !each.getKey().equals("dv")) {
        block.put(each.getValue() + "Mundane", mundane);
      }
    }
    Set<String> conditions = new TreeSet<>();
    for (String each : system.at("traits", "ci", "value").texts()) {
      if (Prose.isCondition(each)) {
        conditions.add(each);
      } else {
        tell("ci", "The rules do not know immunity to " + Prose.cut(each, 60) + '.');
      }
    }
    block.put("conditionImmune", conditions);
    if (!system.at("traits", "dm", "amount").isBlank()) {
      tell("dm", "Damage that is more or less by a number is told in words alone.");
    }
  }

  private void tell(String trait, String sentence) {
    actor.remarks.changed("/system/traits/" + trait, sentence);
  }
}

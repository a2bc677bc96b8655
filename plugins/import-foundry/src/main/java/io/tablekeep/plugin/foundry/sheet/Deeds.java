package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an actor's items let it do: attacks, powers, traits. Used for one actor. */
final class Deeds {
  private static final int MOST = 60;

  /** Traits by their names there; the rules know these by themselves. */
  private static final Map<String, String> FEATURES =
      Map.ofEntries(
          Map.entry("pack-tactics", "pack-tactics"),
          Map.entry("magic-resistance", "magic-resistance"),
          Map.entry("evasion", "evasion"),
          Map.entry("brave", "brave"),
          Map.entry("fey-ancestry", "fey-ancestry"),
          Map.entry("dwarven-resilience", "poison-resilience"),
          Map.entry("stout-resilience", "poison-resilience"),
          Map.entry("cunning-action", "cunning-action"),
          Map.entry("nimble-escape", "nimble-escape"),
          Map.entry("relentless", "relentless"),
          Map.entry("relentless-endurance", "relentless"),
          Map.entry("undead-fortitude", "undead-fortitude"),
          Map.entry("feral-instinct", "keen-initiative"),
          Map.entry("savage-attacks", "savage"),
          Map.entry("war-caster", "war-caster"),
          Map.entry("flyby", "flyby"),
          Map.entry("fighting-style-two-weapon-fighting", "two-weapons"),
          Map.entry("two-weapon-fighting", "two-weapons"),
          Map.entry("jack-of-all-trades", "jack-of-all-trades"),
          Map.entry("reliable-talent", "reliable"),
          Map.entry("regeneration", "regeneration"));

  /** What works without anybody's doing, or has a place of its own. */
  private static final Set<String> PASSIVE =
      Set.of(
          "sneak-attack",
          "regeneration",
          "relentless",
          "relentless-endurance",
          "legendary-resistance");

  private static final Set<String> TOLD = Set.of("feat", "race", "species", "weapon");
  private static final Pattern REGAINS = Pattern.compile("regains (\\d{1,3}) hit points");

  private final Actor actor;
  private final Map<String, Map<String, Object>> attacks = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> powers = new LinkedHashMap<>();
  private final Map<String, Object> traits = new LinkedHashMap<>();
  private final Set<String> features = new TreeSet<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private int each = 1;

  Deeds(Actor actor) {
    this.actor = actor;
  }

  void into(Map<String, Object> block) {
    for (int i = 0; i < actor.items.size(); i++) {
      item(actor.items.get(i), "/items/" + i);
    }
    List<Map<String, Integer>> together = new ArrayList<>();
    for (int i = 0; i < actor.items.size(); i++) {
      Part item = actor.items.get(i);
      if (key(item).equals("multiattack")) {
        List<Map<String, Integer>> found = new Together(attacks, powers).patterns(text(item), keys);
        together.addAll(found);
        if (found.isEmpty()) {
          actor.remarks.changed("/items/" + i, "Its multiattack is told in words alone.");
        }
      }
      legendary(item);
    }
    block.put("features", features);
    block.put("attacks", attacks);
    block.put("attacksPerAction", each);
    block.put("multiattack", together.stream().limit(10).toList());
    block.put("powers", powers);
    block.put("traits", traits);
    Part resources = actor.system.at("resources");
    block.put("legendaryActions", resources.at("legact", "max").whole(0, 0, 10));
    block.put("legendaryResistance", resources.at("legres", "max").whole(0, 0, 10));
    new Magic(actor).casting().ifPresent(casting -> block.put("casting", casting));
  }

  private static String key(Part item) {
    return Prose.key(item.at("name").text());
  }

  private static String text(Part item) {
    return item.at("system", "description", "value").text();
  }

  private void item(Part item, String place) {
    String type = item.at("type").text();
    if (type.equals("spell") || type.isEmpty()) {
      return;
    }
    if (TOLD.contains(type)) {
      trait(item, place);
      feature(item);
    }
    List<Activity> all = Activity.of(item, place, actor);
    List<Activity> strikes = all.stream().filter(one -> one.type().equals("attack")).toList();
    List<Activity> saves =
        strikes.size() == 1
            ? all.stream().filter(one -> isOfHit(one)).limit(1).toList()
            : List.<Activity>of();
    for (Activity strike : strikes) {
      attack(strike, saves.stream().findFirst(), place);
    }
    for (Activity one : all) {
      if (!one.type().equals("attack") && !saves.contains(one)) {
        power(one, type, place);
      }
    }
  }

  /** A save that goes with the hit of the same item. */
  private static boolean isOfHit(Activity activity) {
    return activity.type().equals("save")
        && activity.save().isPresent()
        && activity.area().isEmpty()
        && !activity.isLegendary();
  }

  private void attack(Activity strike, Optional<Activity> save, String place) {
    if (attacks.size() >= MOST) {
      actor.remarks.changed(place, "One attack too many: it is left out.");
      return;
    }
    Attacks how = new Attacks(actor);
    Map<String, Object> attack = how.attack(strike, save);
    String key = Prose.free(attacks, key(strike.item()));
    attacks.put(key, attack);
    keys.putIfAbsent(strike.item().at("_id").text(), key);
    if (attacks.size() < MOST) {
      how.inTwoHands(strike, attack)
          .ifPresent(both -> attacks.put(Prose.free(attacks, key + "-two-hands"), both));
    }
    if (strike.uses().isPresent()) {
      strike.tell("How often it can be used is not counted.");
    }
  }

  private void power(Activity one, String type, String place) {
    String key = key(one.item());
    if (PASSIVE.contains(key)) {
      return;
    }
    if (!Powers.isOne(one)) {
      boolean cast = one.type().equals("cast") && casts(one);
      if (!cast && !one.type().matches("utility|")) {
        one.tell("“" + Prose.cut(one.type(), 30) + "” is told in words alone.");
      }
    } else if (type.matches("consumable|loot|tool|container")) {
      one.tell("What it does is told in words alone.");
    } else if (powers.size() >= MOST) {
      actor.remarks.changed(place, "One power too many: it is left out.");
    } else {
      String free = Prose.free(powers, key);
      powers.put(free, Powers.power(one, actor));
      keys.putIfAbsent(one.item().at("_id").text(), free);
    }
  }

  /** Whether the spell that it casts is in the document as well, and on the sheet with it. */
  private boolean casts(Activity one) {
    String id = ".Activity." + one.id();
    return actor.items.stream()
        .anyMatch(item -> item.at("flags", "dnd5e", "cachedFor").text().endsWith(id));
  }

  private void trait(Part item, String place) {
    String text = Prose.plain(text(item));
    boolean bare =
        item.at("type").text().equals("weapon") && text.replaceAll("[\\s.]", "").isEmpty();
    if (bare) {
      return;
    }
    if (traits.size() >= MOST) {
      actor.remarks.changed(place, "One trait too many: its words stay with the document.");
      return;
    }
    Map<String, Object> trait = new LinkedHashMap<>();
    trait.put("name", Prose.name(item.at("name").text()));
    trait.put("text", Prose.shown(text));
    if (key(item).equals("regeneration")) {
      Matcher at = REGAINS.matcher(text);
      int amount = at.find() ? Integer.parseInt(at.group(1)) : regained(item);
      trait.put("amount", Math.max(0, Math.min(1000, amount)));
    }
    traits.put(Prose.free(traits, key(item)), trait);
  }

  private int regained(Part item) {
    return Activity.of(item, "", actor).stream()
        .filter(one -> one.type().equals("heal"))
        .findFirst()
        .flatMap(one -> one.sum(one.it().at("healing"), 0))
        .map(Sum::whole)
        .orElse(0);
  }

  private void feature(Part item) {
    String key = key(item);
    String known = FEATURES.getOrDefault(key, "");
    if (!known.isEmpty()) {
      features.add(known);
    } else if (key.equals("sneak-attack") && actor.classes.containsKey("rogue")) {
      features.add(key);
    } else if (key.equals("extra-attack") && actor.hero) {
      int fighter = actor.classes.getOrDefault("fighter", 0);
      each = fighter >= 20 ? 4 : fighter >= 11 ? 3 : 2;
    } else if (key.equals("action-surge") && actor.hero && powers.size() < MOST) {
      Map<String, Object> power = new LinkedHashMap<>();
      power.put("name", Prose.name(item.at("name").text()));
      power.put("cost", "free");
      power.put("anotherAction", true);
      int most = actor.classes.getOrDefault("fighter", 0) >= 17 ? 2 : 1;
      power.put("uses", Map.of("most", most, "per", "short"));
      powers.putIfAbsent(key, power);
    }
  }

  /** {@code The dragon makes a tail attack}: an attack that is made off turn, too. */
  private void legendary(Part item) {
    for (Activity one : Activity.of(item, "", actor)) {
      if (one.isLegendary() && one.type().equals("utility")) {
        String text = text(item);
        String name = key(item).replaceAll("-attack$", "");
        attacks.forEach(
            (key, attack) -> {
              boolean linked =
                  keys.entrySet().stream()
                      .anyMatch(of -> of.getValue().equals(key) && text.contains(of.getKey()));
              if (linked || key.equals(name)) {
                attack.put("legendary", one.legendary());
              }
            });
      }
    }
  }
}

package io.tablekeep.plugin.foundry.sheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An effect as something that D20 puts on somebody: a condition, changed numbers, or both. */
final class Mods {
  private static final int LONGEST = 1_000_000;

  private Mods() {}

  static Optional<Map<String, Object>> affliction(Part effect, Part usual, Actor actor) {
    Map<String, Object> affliction = new LinkedHashMap<>();
    affliction.put("name", Prose.name(effect.at("name").or(effect.at("label")).text()));
    effect.at("statuses").texts().stream()
        .filter(Prose::isCondition)
        .findFirst()
        .ifPresent(found -> affliction.put("condition", found));
    Map<String, Object> mods = mods(effect, actor);
    if (!mods.isEmpty()) {
      affliction.put("mods", mods);
    }
    rounds(effect.at("duration"))
        .or(() -> rounds(usual))
        .ifPresent(rounds -> affliction.put("rounds", rounds));
    return mods.isEmpty() && !affliction.containsKey("condition")
        ? Optional.empty()
        : Optional.of(affliction);
  }

  private static Optional<Integer> rounds(Part duration) {
    Optional<Double> rounds =
        duration
            .at("rounds")
            .number()
            .or(() -> duration.at("seconds").number().map(seconds -> seconds / 6))
            .or(() -> duration.at("turns").number())
            .or(() -> spent(duration.at("value"), duration.at("units").text()));
    return rounds.filter(many -> many >= 1).map(many -> (int) Math.min(LONGEST, many));
  }

  /** Rounds of a time of play. */
  static Optional<Double> spent(Part value, String units) {
    double each =
        switch (units) {
          case "turn", "turns", "round", "rounds" -> 1;
          case "minute", "minutes" -> 10;
          case "hour", "hours" -> 600;
          case "day", "days" -> 14_400;
          default -> 0;
        };
    return value.number().map(many -> many * each).filter(many -> many >= 1);
  }

  private static Map<String, Object> mods(Part effect, Actor actor) {
    Map<String, Object> mods = new LinkedHashMap<>();
    Set<String> resist = new TreeSet<>();
    for (Part change : effect.at("changes").or(effect.at("system", "changes")).elements()) {
      String value = actor.scaled(change.at("value").text());
      String mode = change.at("mode").or(change.at("type")).text();
      boolean adds = mode.equals("2") || mode.equals("add");
      switch (adds ? change.at("key").text().replaceFirst("^(system|data)\\.", "") : "") {
        case "attributes.ac.bonus" ->
            Sum.number(value, actor::find)
                .ifPresent(ac -> mods.put("ac", Math.max(-20, Math.min(20, ac))));
        case "bonuses.abilities.save" -> dice(mods, "saves", value, actor);
        case "bonuses.abilities.check" -> dice(mods, "checks", value, actor);
        case "bonuses.mwak.attack", "bonuses.rwak.attack" -> dice(mods, "attack", value, actor);
        case "bonuses.mwak.damage" -> dice(mods, "damage", value, actor);
        case "attributes.movement.walk", "attributes.movement.all" ->
            Sum.number(value, actor::find)
                .ifPresent(feet -> mods.put("speed", Math.max(-200, Math.min(200, feet))));
        case "traits.dr.value" -> {
          if (Body.DAMAGE.contains(value)) {
            resist.add(value);
          }
        }
        default -> {}
      }
    }
    if (!resist.isEmpty()) {
      mods.put("resist", resist);
    }
    return mods;
  }

  private static void dice(Map<String, Object> mods, String key, String value, Actor actor) {
    Sum.of(value, actor::find)
        .map(Sum::toString)
        .filter(text -> text.length() <= 30)
        .ifPresent(text -> mods.put(key, text));
  }
}

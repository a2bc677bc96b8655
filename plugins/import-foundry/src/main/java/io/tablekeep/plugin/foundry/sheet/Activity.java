package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that an item does: an attack, a save, damage, healing. */
record Activity(Part item, String place, String id, Part it, Actor actor) {
  /** What Foundry's templates are here. */
  static final Map<String, String> TEMPLATES =
      Map.ofEntries(
          Map.entry("cone", "cone"),
          Map.entry("line", "line"),
          Map.entry("ray", "line"),
          Map.entry("wall", "line"),
          Map.entry("cube", "cube"),
          Map.entry("rect", "cube"),
          Map.entry("square", "cube"),
          Map.entry("sphere", "sphere"),
          Map.entry("radius", "sphere"),
          Map.entry("circle", "sphere"),
          Map.entry("cylinder", "sphere"));

  static List<Activity> of(Part item, String place, Actor actor) {
    List<Activity> all = new ArrayList<>();
    item.at("system", "activities")
        .members()
        .forEach((id, each) -> all.add(new Activity(item, place, id, each, actor)));
    return all;
  }

  String type() {
    return it.at("type").text();
  }

  /** When it is done: its own, or for spells the item's. */
  String activation() {
    Part own = it.at("activation", "type");
    boolean spell = item.at("type").text().equals("spell");
    return (spell && !it.at("activation", "override").flag()
            ? item.at("system", "activation", "type").or(own)
            : own.or(item.at("system", "activation", "type")))
        .text();
  }

  boolean isLegendary() {
    return activation().equals("legendary") || activation().equals("mythic");
  }

  int legendary() {
    return isLegendary() ? it.at("activation", "value").whole(1, 1, 5) : 0;
  }

  String cost() {
    return switch (activation()) {
      case "action" -> "action";
      case "bonus" -> "bonus";
      case "reaction", "reactiondamage", "reactionmanual" -> "reaction";
      case "minute", "hour", "day", "longRest", "shortRest" -> "long";
      case "legendary", "mythic" -> "action";
      default -> "free";
    };
  }

  private Part of(String what) {
    Part own = it.at(what);
    boolean spell = item.at("type").text().equals("spell");
    return spell && !own.at("override").flag() ? item.at("system", what).or(own) : own;
  }

  int range() {
    Part range = of("range");
    String units = range.at("units").text();
    return switch (units) {
      case "touch" -> 5;
      case "self", "none", "spec" -> 0;
      case "any" -> 10_000;
      default ->
          feet(range.at("value"), units, actor)
              .map(feet -> Math.max(0, Math.min(10_000, feet)))
              .orElse(units.isEmpty() && area().isEmpty() ? 5 : 0);
    };
  }

  boolean isOnOneself() {
    Part affects = of("target").at("affects");
    boolean self = affects.at("type").text().equals("self");
    boolean nobody = affects.at("type").isBlank() && area().isEmpty();
    boolean near = of("range").at("units").text().equals("self");
    return self || (nobody && near && !type().matches("save|attack|damage"));
  }

  int targets() {
    return Sum.number(of("target").at("affects", "count").text(), actor::find)
        .map(count -> Math.max(1, Math.min(100, count)))
        .orElse(1);
  }

  /** Its template. */
  Optional<Map<String, Object>> area() {
    Part template = of("target").at("template");
    String type = template.at("type").text();
    String kind = TEMPLATES.getOrDefault(type, "");
    String units = template.at("units").text();
    Optional<Integer> size = feet(template.at("size"), units, actor).filter(feet -> feet > 0);
    if (kind.isEmpty() || size.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> area = new LinkedHashMap<>();
    area.put("kind", kind);
    area.put("size", Math.min(1000, size.get()));
    if (kind.equals("line")) {
      feet(template.at("width"), units, actor)
          .filter(feet -> feet > 0)
          .ifPresent(feet -> area.put("width", Math.min(1000, feet)));
    }
    return Optional.of(area);
  }

  /** Feet of a length in some unit. */
  static Optional<Integer> feet(Part length, String units, Actor actor) {
    if (length.isBlank()) {
      return Optional.empty();
    }
    double each =
        switch (units) {
          case "mi" -> 5280;
          case "m" -> 10 / 3.0;
          case "km" -> 10_000 / 3.0;
          default -> 1;
        };
    Optional<Double> number =
        length
            .number()
            .or(
                () ->
                    Sum.number(actor.scaled(length.text()), actor::find).map(Integer::doubleValue));
    return number.map(one -> (int) Math.max(0, Math.min(50_000, Math.round(one * each))));
  }

  /** The saves against it; the first counts. */
  Optional<String> save() {
    return it.at("save", "ability").texts().stream()
        .filter(Actor.ABILITIES::containsKey)
        .findFirst();
  }

  /** How its save is reckoned: {@code dc} as stated, or {@code ability}. */
  void difficulty(Map<String, Object> power) {
    Part dc = it.at("save", "dc");
    String by = dc.at("calculation").text();
    if (Actor.ABILITIES.containsKey(by)) {
      power.put("ability", by);
    } else if (!by.equals("spellcasting") || actor.spellAbility().isEmpty()) {
      Sum.number(actor.scaled(dc.at("formula").text()), actor::find)
          .ifPresent(number -> power.put("dc", Math.max(1, Math.min(40, number))));
    } else if (!item.at("type").text().equals("spell")) {
      power.put("ability", actor.spellAbility());
    }
  }

  /** The same as a number. */
  int difficulty() {
    Map<String, Object> said = new LinkedHashMap<>();
    difficulty(said);
    if (said.get("dc") instanceof Integer dc) {
      return dc;
    }
    String by = said.get("ability") instanceof String ability ? ability : actor.spellAbility();
    return Math.max(1, Math.min(40, 8 + actor.proficiency() + actor.modifier(by)));
  }

  boolean isHalved() {
    return it.at("damage", "onSave").text().equals("half");
  }

  /** What {@code @mod} is for it: of the attack, of the save, or of spells. */
  int modifier() {
    String by = it.at("save", "dc", "calculation").text();
    return Actor.ABILITIES.containsKey(by) ? actor.modifier(by) : actor.spellModifier();
  }

  Optional<Sum> sum(Part part, int modifier) {
    return Sum.of(actor.scaled(formula(part)), path -> actor.find(path, modifier));
  }

  /** A part of damage or healing as one formula. */
  static String formula(Part part) {
    if (part.at("custom", "enabled").flag() || part.at("denomination").whole(0, 0, 100) < 2) {
      String custom = part.at("custom", "formula").text();
      return part.at("custom", "enabled").flag() ? custom : part.at("bonus").text();
    }
    String bonus = part.at("bonus").text();
    String dice =
        part.at("number").whole(1, 1, 100) + "d" + part.at("denomination").whole(6, 1, 100);
    return bonus.isEmpty() ? dice : bonus.startsWith("-") ? dice + bonus : dice + "+" + bonus;
  }

  /** Damage of several parts, as D20 writes it; what is no sum is told. */
  List<Map<String, Object>> damage(List<Part> parts, int modifier) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Part part : parts) {
      String formula = formula(part);
      if (formula.isEmpty()) {
        continue;
      }
      Optional<Sum> sum = sum(part, modifier);
      List<String> types = part.at("types").texts().stream().filter(Body.DAMAGE::contains).toList();
      boolean harms = !types.isEmpty() || type().equals("attack");
      if (sum.isEmpty() || all.size() == 10 || !harms) {
        tell("Its damage is told in words alone: " + Prose.cut(formula, 80) + '.');
      } else {
        if (types.size() > 1) {
          tell("Of damage that can be chosen the first kind is taken.");
        }
        Map<String, Object> damage = new LinkedHashMap<>();
        damage.put("dice", sum.get().toString());
        damage.put("type", types.isEmpty() ? "bludgeoning" : types.get(0));
        all.add(damage);
      }
    }
    return all;
  }

  List<Part> parts() {
    return it.at("damage", "parts").elements();
  }

  /** How often it can be done, if that is limited. */
  Optional<Map<String, Object>> uses() {
    Part uses = it.at("uses", "max").isBlank() ? item.at("system", "uses") : it.at("uses");
    String max = uses.at("max").text();
    if (max.isEmpty() || uses.at("recovery").isBlank()) {
      return Optional.empty();
    }
    Optional<Integer> most = Sum.number(actor.scaled(max), actor::find).filter(many -> many > 0);
    if (most.isEmpty()) {
      tell("How often it can be used is not known: once. (" + Prose.cut(max, 60) + ")");
    }
    Map<String, Object> often = new LinkedHashMap<>();
    Part first = uses.at("recovery").elements().get(0);
    String period = first.at("period").text();
    often.put("most", Math.min(100, most.orElse(1)));
    often.put("per", period.equals("sr") ? "short" : "long");
    if (period.equals("recharge")) {
      often.put("per", "recharge");
      often.put("recharge", first.at("formula").whole(6, 2, 6));
    }
    return Optional.of(often);
  }

  void tell(String sentence) {
    actor.remarks.changed(place, Prose.name(item.at("name").text()) + ": " + sentence);
  }
}

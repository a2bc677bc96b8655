package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A weapon, or whatever else strikes, as an attack. Used for one actor. */
final class Attacks {
  private static final Map<String, String> LARGER =
      Map.of("1d4", "1d6", "1d6", "1d8", "1d8", "1d10", "1d10", "1d12");

  private final Actor actor;

  Attacks(Actor actor) {
    this.actor = actor;
  }

  /** One attack; {@code save} is what a hit brings besides, if the item says so. */
  Map<String, Object> attack(Activity activity, Optional<Activity> save) {
    Part item = activity.item();
    Part system = item.at("system");
    List<String> properties = system.at("properties").texts();
    Part how = activity.it().at("attack");
    String ability = ability(activity, properties);
    boolean spell = how.at("type", "classification").text().equals("spell");
    Map<String, Object> attack = new LinkedHashMap<>();
    attack.put("name", Prose.name(item.at("name").text()));
    reach(activity, properties, attack);
    int magic = properties.contains("mgc") ? system.at("magicalBonus").whole(0, -5, 10) : 0;
    int modifier = ability.isEmpty() ? 0 : actor.modifier(ability);
    boolean proficient = spell || isProficient(system);
    Optional<Integer> more = number(how.at("bonus").text(), modifier);
    if (more.isEmpty() && !how.at("bonus").isBlank()) {
      String bonus = Prose.cut(how.at("bonus").text(), 60);
      activity.tell("A bonus to hit is not counted: " + bonus + '.');
    }
    more = Optional.of(more.orElse(0) + bonuses(activity, "attack", modifier));
    boolean base = !activity.it().at("damage", "includeBase").isBlank();
    base = base ? activity.it().at("damage", "includeBase").flag() : true;
    boolean weapon = item.at("type").text().equals("weapon");
    base = base && (weapon || system.at("type", "value").text().equals("ammo"));
    Part first = system.at("damage", "base");
    // A flat number, and what names the modifier itself, are rolled as they are.
    boolean rolled =
        base
            && activity.sum(first, modifier).filter(sum -> !sum.dice().isEmpty()).isPresent()
            && !Activity.formula(first).contains("@mod")
            && !(spell && system.at("type", "value").text().equals("natural"));
    int added = bonuses(activity, "damage", modifier);
    boolean plain =
        rolled && !ability.isEmpty() && more.get() == 0 && !how.at("flat").flag() && added == 0;
    List<Part> parts = new ArrayList<>();
    if (base) {
      parts.add(first);
    }
    parts.addAll(activity.parts());
    List<Map<String, Object>> damage = activity.damage(parts, modifier);
    if (plain) {
      attack.put("ability", ability);
      attack.put("proficient", proficient);
      attack.put("magic", magic);
    } else {
      int reckoned = modifier + (proficient ? actor.proficiency() : 0) + magic;
      int bonus = how.at("flat").flag() ? more.get() : reckoned + more.get();
      attack.put("ability", ability.isEmpty() ? "str" : ability);
      attack.put("bonus", Math.max(-10, Math.min(40, bonus)));
      stated(damage, (rolled ? modifier : 0) + (base && !damage.isEmpty() ? magic : 0) + added);
    }
    attack.put("damage", damage);
    attack.put("magical", properties.contains("mgc") || spell);
    attack.put("light", properties.contains("lgt"));
    boolean ranged = how.at("type", "value").text().equals("ranged");
    attack.put("deft", properties.contains("fin") || ranged);
    attack.put("critical", how.at("critical", "threshold").whole(20, 2, 20));
    rider(activity, save).ifPresent(rider -> attack.put("rider", rider));
    if (activity.isLegendary()) {
      attack.put("legendary", activity.legendary());
    }
    return attack;
  }

  private static void stated(List<Map<String, Object>> damage, int more) {
    if (more != 0 && !damage.isEmpty()) {
      String dice = String.valueOf(damage.get(0).get("dice"));
      Sum.of(dice, path -> java.util.OptionalDouble.empty())
          .ifPresent(sum -> damage.get(0).put("dice", sum.plus(more).toString()));
    }
  }

  private Optional<Integer> number(String formula, int modifier) {
    return Sum.number(actor.scaled(formula), path -> actor.find(path, modifier));
  }

  /** Bonuses of the whole sheet, for weapons or spells, near or far. */
  private int bonuses(Activity activity, String what, int modifier) {
    Part type = activity.it().at("attack", "type");
    String kind =
        (type.at("value").text().equals("ranged") ? "r" : "m")
            + (type.at("classification").text().equals("spell") ? "s" : "w")
            + "ak";
    return number(actor.system.at("bonuses", kind, what).text(), modifier).orElse(0);
  }

  private String ability(Activity activity, List<String> properties) {
    Part how = activity.it().at("attack");
    String stated = how.at("ability").or(activity.item().at("system", "ability")).text();
    if (Actor.ABILITIES.containsKey(stated)) {
      return stated;
    }
    boolean spell = how.at("type", "classification").text().equals("spell");
    if (stated.equals("none")) {
      return "";
    }
    if (spell || stated.equals("spellcasting")) {
      return actor.spellAbility();
    }
    String base = activity.item().at("system", "type", "baseItem").text();
    String type = activity.item().at("system", "type", "value").text();
    boolean monk =
        actor.classes.containsKey("monk")
            && (type.matches("simpleM|natural|") || base.equals("shortsword"));
    if (properties.contains("fin") || monk) {
      return actor.modifier("dex") > actor.modifier("str") ? "dex" : "str";
    }
    boolean ranged = how.at("type", "value").text().equals("ranged") || type.endsWith("R");
    return ranged ? "dex" : "str";
  }

  private void reach(Activity activity, List<String> properties, Map<String, Object> attack) {
    Part range = activity.item().at("system", "range");
    String units = range.at("units").text();
    String type = activity.item().at("system", "type", "value").text();
    String way = activity.it().at("attack", "type", "value").text();
    boolean thrown = properties.contains("thr");
    boolean ranged = way.equals("ranged") || (!way.equals("melee") && type.endsWith("R"));
    boolean own = activity.it().at("range", "override").flag() || range.isBlank();
    int far =
        Activity.feet(range.at("value"), units, actor)
            .filter(feet -> !own)
            .orElseGet(() -> own ? activity.range() : 0);
    if (!ranged) {
      int usual = properties.contains("rch") ? 10 : 5;
      int feet =
          Activity.feet(range.at("reach"), units, actor)
              .filter(reach -> reach > 0)
              .orElse(thrown ? usual : Math.max(usual, far));
      attack.put("reach", Math.max(5, Math.min(200, feet)));
    } else {
      attack.put("reach", 0);
    }
    if (ranged || thrown) {
      int near = Math.max(ranged ? 5 : 20, Math.min(2000, far));
      attack.put("range", near);
      int distant = Activity.feet(range.at("long"), units, actor).orElse(near);
      attack.put("longRange", Math.max(near, Math.min(5000, distant)));
    }
  }

  private boolean isProficient(Part system) {
    Part stated = system.at("proficient");
    if (!actor.hero || !stated.isBlank()) {
      return !actor.hero || stated.flag();
    }
    List<String> learnt = actor.system.at("traits", "weaponProf", "value").texts();
    String type = system.at("type", "value").text();
    return type.equals("natural")
        || type.isEmpty()
        || (type.startsWith("simple") && learnt.contains("sim"))
        || (type.startsWith("martial") && learnt.contains("mar"))
        || learnt.contains(system.at("type", "baseItem").text());
  }

  /** What a hit brings besides: a save, more damage, something that is put on who is hit. */
  private Optional<Map<String, Object>> rider(Activity attack, Optional<Activity> with) {
    String text = Prose.plain(attack.item().at("system", "description", "value").text());
    String save = with.flatMap(Activity::save).orElse("");
    Map<String, Object> rider = new LinkedHashMap<>();
    if (!save.isEmpty()) {
      rider.put("save", save);
      rider.put("dc", with.get().difficulty());
      List<Map<String, Object>> damage =
          with.get().damage(with.get().parts(), with.get().modifier());
      if (!damage.isEmpty()) {
        rider.put("damage", damage);
        rider.put("half", with.get().isHalved());
      }
    }
    int hit = text.lastIndexOf("Hit:");
    String told = hit < 0 ? text : text.substring(hit);
    Optional<Map<String, Object>> put =
        with.flatMap(one -> Effects.put(attack.item(), one.it(), actor))
            .or(() -> Effects.put(attack.item(), attack.it(), actor))
            .or(() -> Prose.affliction(save.isEmpty() ? Prose.atOnce(told) : told, save));
    put.ifPresent(
        affliction -> {
          rider.put("affliction", affliction);
          Prose.escape(told)
              .filter(dc -> save.isEmpty())
              .ifPresent(
                  dc -> {
                    rider.put("dc", Math.max(1, Math.min(40, dc)));
                    affliction.put("escape", "str");
                  });
        });
    return rider.containsKey("damage") || rider.containsKey("affliction")
        ? Optional.of(rider)
        : Optional.empty();
  }

  /** The same weapon in two hands, if it can be held so. */
  Optional<Map<String, Object>> inTwoHands(Activity activity, Map<String, Object> attack) {
    Part system = activity.item().at("system");
    List<?> damage = attack.get("damage") instanceof List<?> some ? some : List.of();
    if (!actor.hero || !system.at("properties").texts().contains("ver") || damage.isEmpty()) {
      return Optional.empty();
    }
    Map<?, ?> one = (Map<?, ?>) damage.get(0);
    String stated = Activity.formula(system.at("damage", "versatile"));
    String dice =
        Sum.of(stated, path -> java.util.OptionalDouble.empty())
            .map(Sum::toString)
            .orElse(LARGER.getOrDefault(String.valueOf(one.get("dice")), ""));
    if (dice.isEmpty() || attack.containsKey("bonus")) {
      return Optional.empty();
    }
    Map<String, Object> larger = new LinkedHashMap<>();
    larger.put("dice", dice);
    larger.put("type", one.get("type"));
    List<Object> all = new ArrayList<>(damage);
    all.set(0, larger);
    Map<String, Object> both = new LinkedHashMap<>(attack);
    both.put("name", Prose.cut(String.valueOf(attack.get("name")), 80) + " (two hands)");
    both.put("damage", all);
    both.remove("range");
    both.remove("longRange");
    both.put("light", false);
    return Optional.of(both);
  }
}

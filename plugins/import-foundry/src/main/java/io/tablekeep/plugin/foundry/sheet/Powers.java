package io.tablekeep.plugin.foundry.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A save, damage or healing as a power, and the working part of a spell. Stateless. */
final class Powers {
  private Powers() {}

  /** Whether it is one that D20 can work. */
  static boolean isOne(Activity activity) {
    return switch (activity.type()) {
      case "save" -> activity.save().isPresent();
      case "damage" -> !activity.parts().isEmpty();
      case "heal" -> !Activity.formula(activity.it().at("healing")).isEmpty();
      case "utility" -> Effects.put(activity.item(), activity.it(), activity.actor()).isPresent();
      default -> false;
    };
  }

  static Map<String, Object> power(Activity activity, Actor actor) {
    boolean spell = activity.item().at("type").text().equals("spell");
    String text = Prose.plain(activity.item().at("system", "description", "value").text());
    boolean one = activity.item().at("system", "activities").members().size() < 2;
    Map<String, Object> power = new LinkedHashMap<>();
    String own = activity.it().at("name").text();
    String name = activity.item().at("name").text();
    boolean known = own.isEmpty() || spell || own.equals(name);
    power.put("name", Prose.name(known ? name : name + ": " + own));
    power.put("cost", activity.cost());
    power.put("range", activity.range());
    aim(activity, text, power);
    if (activity.type().equals("attack")) {
      boolean near = activity.it().at("attack", "type", "value").text().equals("melee");
      power.put("method", near ? "melee" : "ranged");
    }
    activity
        .save()
        .filter(save -> activity.type().equals("save"))
        .ifPresent(
            save -> {
              power.put("method", "save");
              power.put("save", save);
              activity.difficulty(power);
            });
    List<Map<String, Object>> damage = activity.damage(activity.parts(), activity.modifier());
    if (!damage.isEmpty()) {
      power.put("damage", damage);
      power.put("half", activity.type().equals("save") && activity.isHalved());
    }
    heal(activity, spell, power);
    Effects.put(activity.item(), activity.it(), actor)
        .or(
            () ->
                activity
                    .save()
                    .filter(save -> activity.type().equals("save"))
                    // Of two breaths in one description, the one that does no damage does this.
                    .filter(save -> one || damage.isEmpty())
                    .flatMap(save -> Prose.affliction(text, save)))
        .ifPresent(affliction -> power.put("affliction", affliction));
    if (!spell) {
      activity.uses().ifPresent(uses -> power.put("uses", uses));
      if (activity.isLegendary()) {
        power.put("legendary", activity.legendary());
      }
    }
    power.put("text", Prose.shown(text));
    return power;
  }

  private static void aim(Activity activity, String text, Map<String, Object> power) {
    Optional<Map<String, Object>> area = activity.area();
    boolean spell = activity.item().at("type").text().equals("spell");
    if (area.isEmpty() && !spell && activity.type().equals("save")) {
      area =
          Prose.around(text)
              .filter(feet -> feet > 0)
              .map(feet -> Map.of("kind", "sphere", "size", Math.min(1000, feet)));
      area.ifPresent(around -> power.put("range", 0));
    }
    if (area.isPresent()) {
      power.put("area", area.get());
      boolean own = Integer.valueOf(0).equals(power.get("range"));
      boolean fromOneself = activity.cost().equals("action") && !spell;
      String kind = String.valueOf(area.get().get("kind"));
      if (fromOneself && (kind.equals("cone") || kind.equals("line"))) {
        power.put("range", 0);
        own = true;
      }
      power.put("sparesSelf", own);
      power.put("sparesAllies", own && text.contains("choice"));
    } else {
      power.put("targets", activity.isOnOneself() ? 0 : activity.targets());
    }
  }

  private static void heal(Activity activity, boolean spell, Map<String, Object> power) {
    Part healing = activity.it().at("healing");
    String formula = Activity.formula(healing);
    if (!activity.type().equals("heal") || formula.isEmpty()) {
      return;
    }
    boolean modified = spell && formula.matches(".*\\+ ?@mod");
    Optional<Sum> sum = activity.sum(healing, modified ? 0 : activity.modifier());
    if (sum.isEmpty()) {
      activity.tell("Its healing is told in words alone: " + Prose.cut(formula, 80) + '.');
      return;
    }
    boolean temporary = healing.at("types").texts().contains("temphp");
    power.put(temporary ? "temporary" : "heal", sum.get().toString());
    power.put("plusModifier", modified);
  }
}

package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Active effects: those that hold all the time are applied to the figures they change, before
 * anything is read; the others are what a spell or power puts on somebody.
 */
final class Effects {
  private static final int MOST = 500;

  /** What the sheet is made of; effects on all else are told. */
  private static final Pattern APPLIED =
      Pattern.compile(
          "(abilities\\.\\w{3}\\.(value|proficient|bonuses\\.save)|attributes\\.(ac\\.(bonus|calc|flat|formula)"
              + "|hp\\.(max|bonuses\\.(level|overall))|movement\\.\\w+|senses\\.(ranges\\.)?\\w+|spellcasting)"
              + "|traits\\.(size|(dr|di|dv|ci|languages|weaponProf)\\.value)|skills\\.\\w{3}\\.(value|bonuses\\.check)"
              + "|bonuses\\.(abilities\\.(save|skill|check)|[mr][ws]ak\\.(attack|damage)|spell\\.dc)"
              + "|spells\\.\\w+\\.override|resources\\.leg\\w+\\.max)");

  private Effects() {}

  /** The actor's figures with all that holds; a copy. */
  static Map<String, Object> applied(Part system, Part actor, Actor.Remarks remarks) {
    Map<String, Object> figures = copy(system);
    apply(actor.at("effects").elements(), "/effects", false, figures, remarks);
    List<Part> items = actor.at("items").elements();
    for (int i = 0; i < items.size(); i++) {
      Part item = items.get(i);
      boolean carried = !item.at("system", "equipped").isBlank();
      if (!carried || item.at("system", "equipped").flag()) {
        apply(item.at("effects").elements(), "/items/" + i, true, figures, remarks);
      }
    }
    return figures;
  }

  private static void apply(
      List<Part> effects,
      String at,
      boolean ofItem,
      Map<String, Object> figures,
      Actor.Remarks remarks) {
    int seen = 0;
    for (Part effect : effects) {
      boolean ofOwner = !effect.at("type").text().equals("enchantment");
      boolean holds =
          ofOwner && !effect.at("disabled").flag() && (!ofItem || effect.at("transfer").flag());
      if (holds && ++seen <= MOST) {
        for (Part change : effect.at("changes").or(effect.at("system", "changes")).elements()) {
          String key = change.at("key").text().replaceFirst("^(system|data)\\.", "");
          if (!APPLIED.matcher(key).matches() || !set(figures, key, change)) {
            remarks.changed(at, "An effect on " + Prose.cut(key, 100) + " is not brought over.");
          }
        }
      }
    }
  }

  private static boolean set(Map<String, Object> figures, String path, Part change) {
    String[] keys = path.split("\\.", -1);
    Map<String, Object> here = figures;
    for (int i = 0; i < keys.length - 1; i++) {
      Object next = here.get(keys[i]);
      Map<String, Object> inner = next instanceof Map<?, ?> map ? open(map) : new LinkedHashMap<>();
      here.put(keys[i], inner);
      here = inner;
    }
    String last = keys[keys.length - 1];
    Part old = new Part(here.get(last));
    Part value = change.at("value");
    String mode = change.at("mode").or(change.at("type")).text();
    switch (mode) {
      case "2", "add" -> here.put(last, sum(old, value));
      case "5", "override" -> here.put(last, plain(value));
      case "4", "upgrade", "3", "downgrade" -> {
        Optional<Double> before = old.number();
        Optional<Double> now = value.number();
        if (now.isEmpty()) {
          return false;
        }
        boolean up = mode.equals("4") || mode.equals("upgrade");
        if (before.isEmpty() || (up ? now.get() > before.get() : now.get() < before.get())) {
          here.put(last, now.get());
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Object sum(Part old, Part value) {
    if (old.value() instanceof List<?> list) {
      List<Object> more = new ArrayList<>(list);
      more.add(plain(value));
      return more;
    }
    Optional<Double> before = old.number();
    Optional<Double> now = value.number();
    if (now.isPresent() && (before.isPresent() || old.isBlank())) {
      return before.orElse(0.0) + now.get();
    }
    String text = value.text();
    String signed = text.startsWith("+") || text.startsWith("-") ? text : "+" + text;
    return old.isBlank() ? text.replaceFirst("^\\+", "") : old.text() + ' ' + signed;
  }

  private static Object plain(Part value) {
    return value.value() == null ? "" : value.value();
  }

  private static Map<String, Object> open(Map<?, ?> map) {
    Map<String, Object> open = new LinkedHashMap<>();
    map.forEach((key, value) -> open.put(String.valueOf(key), value));
    return open;
  }

  private static Map<String, Object> copy(Part system) {
    return system.value() instanceof Map<?, ?> map ? open(map) : new LinkedHashMap<>();
  }

  /** What an activity puts on somebody: the first of its effects that says something. */
  static Optional<Map<String, Object>> put(Part item, Part activity, Actor actor) {
    List<String> named =
        activity.at("effects").elements().stream().map(each -> each.at("_id").text()).toList();
    boolean alone = named.isEmpty() && activity.at("type").text().equals("utility");
    for (Part effect : item.at("effects").elements()) {
      // What is there all the time, but asleep, is what its item wakes: a rage.
      boolean asleep = effect.at("transfer").flag() && effect.at("disabled").flag();
      if (named.contains(effect.at("_id").text()) || (alone && asleep)) {
        Optional<Map<String, Object>> found =
            Mods.affliction(effect, activity.at("duration"), actor);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}

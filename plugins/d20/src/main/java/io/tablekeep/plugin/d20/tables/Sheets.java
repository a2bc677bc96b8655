package io.tablekeep.plugin.d20.tables;

import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Damage;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.sheet.Spell;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.sheet.Vitals;
import io.tablekeep.sdk.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is legal on a sheet beyond the bounds of single numbers; each rule has its name as code. */
public final class Sheets {
  private Sheets() {}

  /**
   * What is wrong with a stat block.
   *
   * @param block the block
   * @return the problems; none when it is legal
   */
  public static Stream<Problem> check(StatBlock block) {
    List<Problem> found = new ArrayList<>();
    for (Map.Entry<String, Integer> each : block.classes().entrySet()) {
      if (each.getValue() < 1 || each.getValue() > 20) {
        found.add(at("level-range", "A class has a level of 1 to 20.", "classes/" + each.getKey()));
      }
    }
    if (block.level() > 20) {
      found.add(at("level-sum", "All levels together are at most 20.", "classes"));
    }
    for (Map.Entry<String, Integer> each : block.hitDice().entrySet()) {
      if (!each.getKey().matches("d(4|6|8|10|12|20)")
          || each.getValue() < 0
          || each.getValue() > 100) {
        found.add(at("hit-dice", "Hit dice are d4, d6, d8, d10, d12 or d20.", "hitDice"));
      }
    }
    block
        .speed()
        .forEach(
            (pace, feet) -> {
              if (feet < 0 || feet > 500) {
                found.add(at("speed-range", "A speed is 0 to 500 feet.", "speed"));
              }
            });
    block.attacks().forEach((key, attack) -> attack(attack, "attacks/" + key, found));
    block.powers().forEach((key, power) -> power(power, "powers/" + key, found));
    for (Map<String, Integer> pattern : block.multiattack()) {
      pattern.forEach(
          (key, times) -> {
            boolean known = block.attacks().containsKey(key) || block.powers().containsKey(key);
            if (!known || times < 1 || times > 20) {
              found.add(at("multiattack", "“" + key + "” is none of its attacks.", "multiattack"));
            }
          });
    }
    block
        .casting()
        .ifPresent(
            casting -> {
              slots(casting.slots(), "casting/slots", found);
              casting.own().forEach((key, spell) -> spell(spell, "casting/own/" + key, found));
            });
    return found.stream();
  }

  private static void attack(Attack attack, String where, List<Problem> found) {
    dice(attack.damage(), where, found);
    attack.rider().ifPresent(rider -> dice(rider.damage(), where + "/rider", found));
    if (attack.reach() == 0 && attack.range() == 0) {
      found.add(at("attack-reach", "An attack has a reach or a range.", where));
    }
  }

  private static void power(Power power, String where, List<Problem> found) {
    dice(power.damage(), where, found);
    if (power.method() == Power.Method.SAVE && power.save().isEmpty()) {
      found.add(at("save-missing", "Say which save there is against it.", where + "/save"));
    }
    if (!power.heal().isEmpty() && !Dice.isSum(power.heal())) {
      found.add(at("dice-sum", "Healing is a sum of dice, such as 2d8+3.", where + "/heal"));
    }
    if (!power.temporary().isEmpty() && !Dice.isSum(power.temporary())) {
      found.add(at("dice-sum", "Write a sum of dice, such as 2d8+3.", where + "/temporary"));
    }
  }

  /**
   * What is wrong with a spell.
   *
   * @param spell the spell
   * @param where where it stands
   * @param found receives the problems
   */
  static void spell(Spell spell, String where, List<Problem> found) {
    power(spell.power(), where + "/power", found);
    dice(spell.perSlot(), where + "/perSlot", found);
    if (!spell.healPerSlot().isEmpty() && !Dice.isSum(spell.healPerSlot())) {
      found.add(at("dice-sum", "Write a sum of dice, such as 1d8.", where + "/healPerSlot"));
    }
  }

  private static void dice(List<Damage> damage, String where, List<Problem> found) {
    for (Damage each : damage) {
      if (!Dice.isSum(each.dice())) {
        found.add(at("dice-sum", "Damage is a sum of dice, such as 2d6+3.", where + "/damage"));
      }
    }
  }

  private static void slots(Map<String, Integer> slots, String where, List<Problem> found) {
    slots.forEach(
        (level, count) -> {
          if (!level.matches("[1-9]|pact") || count < 0 || count > 20) {
            found.add(at("slot-level", "Slots are of levels 1 to 9.", where));
          }
        });
  }

  /**
   * What is wrong with what changes in play.
   *
   * @param now the vitals
   * @return the problems; none when they are legal
   */
  public static Stream<Problem> check(Vitals now) {
    List<Problem> found = new ArrayList<>();
    if (now.hp() > now.max()) {
      found.add(at("hit-points-over-maximum", "Hit points cannot exceed the maximum.", "hp"));
    }
    if (now.dead() && now.hp() > 0) {
      found.add(at("dead-with-hit-points", "The dead have no hit points.", "dead"));
    }
    if (now.stable() && now.hp() > 0) {
      found.add(at("stable-with-hit-points", "Only who is at 0 hit points is stable.", "stable"));
    }
    slots(now.slots(), "slots", found);
    return found.stream();
  }

  private static Problem at(String code, String message, String field) {
    return new Problem(code, message, field);
  }
}

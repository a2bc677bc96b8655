package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.sheet.Damage;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.sheet.Shape;
import io.tablekeep.plugin.d20.sheet.Spell;
import io.tablekeep.plugin.d20.tables.Dice;
import java.util.ArrayList;
import java.util.List;

/** A spell's power with what a higher slot, or a higher level for a cantrip, adds. */
final class Scaled {
  private Scaled() {}

  static Power of(Spell spell, int slot, int level) {
    Power power = spell.power();
    int higher = Math.max(0, slot - spell.level());
    int tier = level >= 17 ? 4 : level >= 11 ? 3 : level >= 5 ? 2 : 1;
    boolean grows = spell.growth() == Spell.Growth.DICE && tier > 1;
    boolean doubles = spell.growth() == Spell.Growth.SHOTS && tier > 1;
    if (higher == 0 && !grows && !doubles) {
      return power;
    }
    List<Damage> damage = new ArrayList<>();
    for (Damage each : power.damage()) {
      damage.add(grows ? new Damage(Dice.repeat(each.dice(), tier), each.type()) : each);
    }
    for (int i = 0; i < spell.perSlot().size() && higher > 0; i++) {
      Damage more = spell.perSlot().get(i);
      String dice = Dice.repeat(more.dice(), higher);
      int same = index(damage, more);
      if (same >= 0) {
        damage.set(same, new Damage(Dice.plus(damage.get(same).dice(), dice), more.type()));
      } else {
        damage.add(new Damage(dice, more.type()));
      }
    }
    String mending = higher > 0 ? Dice.repeat(spell.healPerSlot(), higher) : "";
    return power.with(
        power
            .area()
            .map(
                area ->
                    new Shape(
                        area.kind(), area.size() + spell.sizePerSlot() * higher, area.width())),
        damage,
        power.shots() * (doubles ? tier : 1) + spell.shotsPerSlot() * higher,
        power.heal().isEmpty() ? "" : Dice.plus(power.heal(), mending),
        power.temporary().isEmpty() ? "" : Dice.plus(power.temporary(), mending));
  }

  private static int index(List<Damage> damage, Damage of) {
    for (int i = 0; i < damage.size(); i++) {
      if (damage.get(i).type() == of.type()) {
        return i;
      }
    }
    return -1;
  }
}

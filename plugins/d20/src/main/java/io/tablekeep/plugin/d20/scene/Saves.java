package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.dice.Roll;
import java.util.List;
import java.util.Locale;

/** Saving throws (SRD 5.1, "Saving Throws"). */
public final class Saves {
  private static final String RESISTANCE = "legendary-resistance";

  private Saves() {}

  /**
   * A save that was rolled.
   *
   * @param made whether it was high enough
   * @param total what it came to; 0 when it failed by itself
   */
  public record Save(boolean made, int total) {}

  /**
   * Rolls a save.
   *
   * @param scene the scene
   * @param who who saves
   * @param ability with what
   * @param dc what it has to reach
   * @param edge what speaks for or against it besides
   * @param against what it is against, for the name of the roll
   * @return the save
   */
  public static Save roll(
      Scene scene, Creature who, Ability ability, int dc, Edge edge, String against) {
    boolean body = ability == Ability.STR || ability == Ability.DEX;
    boolean better = edge == Edge.ADVANTAGE;
    boolean worse = edge == Edge.DISADVANTAGE || who.now().at("exhaustion").asInt(0) >= 3;
    worse |= (body || ability == Ability.CON) && who.isHeavilyLaden();
    String extra = "";
    boolean fails = body && who.isDown();
    for (Burden each : who.burdens()) {
      fails |= body && each.condition().filter(Condition::failsBodySaves).isPresent();
      worse |=
          ability == Ability.DEX
              && each.condition().filter(Condition.RESTRAINED::equals).isPresent();
      Mods mods = each.mods();
      if (mods != null) {
        better |= mods.saveAdvantage().contains(ability);
        worse |= mods.saveDisadvantage().contains(ability);
        extra = Dice.plus(extra, mods.saves());
      }
    }
    if (!extra.isEmpty()) {
      for (Burden each : List.copyOf(who.burdens())) {
        Mods mods = each.mods();
        if (mods != null && mods.once() && !mods.saves().isEmpty()) {
          who.relieve(each);
        }
      }
    }
    if (fails) {
      return resists(who, new Save(false, 0));
    }
    String notation = Dice.plus(Dice.plus(Edge.of(better, worse).dice(), who.save(ability)), extra);
    String what = against + ": " + ability.key() + " save " + who.id();
    Roll roll = scene.roll(what, notation, who);
    return resists(who, new Save(roll.total() >= dc, roll.total()));
  }

  private static Save resists(Creature who, Save save) {
    if (save.made()
        || who.block().at("legendaryResistance").asInt(0) <= who.spent("uses", RESISTANCE)) {
      return save;
    }
    who.spend("uses", RESISTANCE, 1);
    return new Save(true, save.total());
  }

  /**
   * The face that counts of a d20 that was rolled first in a notation.
   *
   * @param roll the roll
   * @param edge how it was rolled
   * @return 1 to 20
   */
  public static long natural(Roll roll, Edge edge) {
    long first = roll.first();
    return switch (edge) {
      case NONE -> first;
      case ADVANTAGE -> Math.max(first, roll.faces().get(1));
      case DISADVANTAGE -> Math.min(first, roll.faces().get(1));
    };
  }

  /**
   * How a save is told.
   *
   * @param ability with what
   * @return such as {@code dexterity save}
   */
  public static String words(Ability ability) {
    return ability.name().toUpperCase(Locale.ROOT) + " save";
  }
}

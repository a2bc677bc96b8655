package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Burden;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Saves;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.dice.Roll;
import java.util.List;
import java.util.Optional;

/** Ability checks, alone and against each other (SRD 5.1, "Ability Checks", "Contests"). */
public final class Contest {
  /** What grapples and shoves: a hand, which can do nothing off turn. */
  static final Attack HANDS =
      new Attack(
          "Hands",
          5,
          0,
          0,
          Ability.STR,
          true,
          0,
          Optional.empty(),
          List.of(),
          false,
          false,
          false,
          20,
          Optional.empty(),
          0);

  private Contest() {}

  /**
   * Rolls a check.
   *
   * @param scene the scene
   * @param who who tries
   * @param skill with which skill; empty: with the ability alone
   * @param ability with which ability
   * @param claimed what speaks for or against it besides
   * @param what what it is for, for the name of the roll
   * @return what it came to
   */
  public static int check(
      Scene scene,
      Creature who,
      Optional<Skill> skill,
      Ability ability,
      Edge claimed,
      String what) {
    boolean better = claimed == Edge.ADVANTAGE;
    boolean worse = claimed == Edge.DISADVANTAGE || who.now().at("exhaustion").asInt(0) >= 1;
    boolean body = ability == Ability.STR || ability == Ability.DEX || ability == Ability.CON;
    worse |= body && who.isHeavilyLaden();
    String extra = "";
    for (Burden each : who.burdens()) {
      Condition condition = each.condition().orElse(null);
      worse |= condition == Condition.POISONED || condition == Condition.FRIGHTENED;
      Mods mods = each.mods();
      if (mods != null) {
        better |= mods.checking() == Edge.ADVANTAGE;
        worse |= mods.checking() == Edge.DISADVANTAGE;
        extra = Dice.plus(extra, mods.checks());
      }
    }
    if (skill.filter(Skill.STEALTH::equals).isPresent()) {
      worse |= who.block().at("armor", "noisy").asBoolean(false);
    }
    who.relieve(
        each -> each.mods() != null && each.mods().once() && !each.mods().checks().isEmpty());
    Edge edge = Edge.of(better, worse);
    int bonus = bonus(who, skill, ability);
    Roll roll =
        scene.roll(what + " " + who.id(), Dice.plus(Dice.plus(edge.dice(), bonus), extra), who);
    boolean reliable =
        who.has(Feature.RELIABLE)
            && skill.isPresent()
            && who.block().at("skills", skill.get().key()).exists();
    long face = Saves.natural(roll, edge);
    return reliable && face < 10 ? roll.total() + (int) (10 - face) : roll.total();
  }

  /**
   * What is added to a check.
   *
   * @param who who tries
   * @param skill with which skill
   * @param ability with which ability
   * @return the bonus; with another ability than usual, only what is learnt counts of the skill
   */
  public static int bonus(Creature who, Optional<Skill> skill, Ability ability) {
    int modifier = who.modifier(ability);
    if (skill.isEmpty()) {
      return modifier;
    }
    int learnt =
        who.figures().at("skills", skill.get().key()).asInt(0)
            - who.modifier(skill.get().ability());
    return modifier + learnt;
  }

  /**
   * Somebody's athletics against the better of another's athletics and acrobatics.
   *
   * @param scene the scene
   * @param who who tries
   * @param target who resists; who cannot move does not
   * @param what what for
   * @return whether it succeeds; a tie leaves things as they are
   */
  static boolean athletics(Scene scene, Creature who, Creature target, String what) {
    int mine = check(scene, who, Optional.of(Skill.ATHLETICS), Ability.STR, Edge.NONE, what);
    if (target.isIncapacitated()) {
      return true;
    }
    int strength = bonus(target, Optional.of(Skill.ATHLETICS), Ability.STR);
    int dexterity = bonus(target, Optional.of(Skill.ACROBATICS), Ability.DEX);
    boolean strong = strength >= dexterity;
    int theirs =
        check(
            scene,
            target,
            Optional.of(strong ? Skill.ATHLETICS : Skill.ACROBATICS),
            strong ? Ability.STR : Ability.DEX,
            Edge.NONE,
            what + " resisted");
    return mine > theirs;
  }
}

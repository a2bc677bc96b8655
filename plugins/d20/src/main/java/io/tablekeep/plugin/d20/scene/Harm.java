package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import java.util.ArrayList;
import java.util.List;

/** Wounds and healing (SRD 5.1, "Damage and Healing"). */
public final class Harm {
  private static final String RELENTLESS = "relentless";

  private Harm() {}

  /**
   * Damage of one kind.
   *
   * @param amount how much was rolled
   * @param type of which kind
   */
  public record Part(int amount, DamageType type) {}

  /**
   * What came of damage.
   *
   * @param dealt how much it was after resistance and the like
   * @param words how it is told: {@code 7 fire} and what it did
   */
  public record Done(int dealt, String words) {}

  /**
   * Deals damage.
   *
   * @param scene the scene
   * @param target whom
   * @param parts what was rolled
   * @param critical whether it was a critical hit
   * @param magical whether weapons count as magical
   * @return what came of it
   */
  public static Done deal(
      Scene scene, Creature target, List<Part> parts, boolean critical, boolean magical) {
    int sum = 0;
    List<String> kinds = new ArrayList<>();
    boolean radiant = false;
    boolean searing = false;
    for (Part part : parts) {
      int amount = after(target, part, magical);
      sum += amount;
      if (amount > 0) {
        kinds.add(amount + " " + part.type().key());
        radiant |= part.type() == DamageType.RADIANT;
        searing |= part.type() == DamageType.FIRE || part.type() == DamageType.ACID;
      }
    }
    if (searing && target.has(Feature.REGENERATION)) {
      target.spend("uses", "regeneration", target.spent("uses", "regeneration") > 0 ? 0 : 1);
    }
    String words = kinds.isEmpty() ? "no damage" : String.join(", ", kinds);
    String fate = sum <= 0 ? "" : wound(scene, target, sum, critical, critical || radiant);
    return new Done(sum, fate.isEmpty() ? words : words + "; " + fate);
  }

  private static int after(Creature target, Part part, boolean magical) {
    DamageType type = part.type();
    boolean mundane = type.isPhysical() && !magical;
    if (target.hasType("immune", type) || (mundane && target.hasType("immuneMundane", type))) {
      return 0;
    }
    int amount = Math.max(0, part.amount());
    boolean resists =
        target.hasType("resist", type)
            || (mundane && target.hasType("resistMundane", type))
            || target.suffers(Condition.PETRIFIED)
            || target.anyMod(mods -> mods.resist().contains(type));
    if (resists) {
      amount /= 2;
    }
    return target.hasType("vulnerable", type) ? amount * 2 : amount;
  }

  /** Takes hit points, and says what became of the target. */
  private static String wound(
      Scene scene, Creature target, int damage, boolean critical, boolean sure) {
    if (target.dead) {
      return "";
    }
    int rest = damage - Math.min(target.temp, damage);
    target.temp -= damage - rest;
    if (target.hp == 0) {
      return rest == 0 ? "" : beaten(target, rest, critical);
    }
    target.hp -= rest;
    if (target.hp > 0) {
      return concentrates(scene, target, damage);
    }
    int over = -target.hp;
    target.hp = 0;
    if (over < target.max && staysUp(scene, target, damage, sure)) {
      target.hp = 1;
      return target.name() + " stays on their feet; " + concentrates(scene, target, damage);
    }
    target.loseConcentration();
    target.successes = 0;
    target.failures = 0;
    target.stable = false;
    if (over >= target.max || !target.savesAgainstDeath()) {
      target.dead = true;
      return target.name() + " dies";
    }
    return target.name() + " goes down";
  }

  private static String beaten(Creature target, int damage, boolean critical) {
    target.stable = false;
    target.failures = Math.min(3, target.failures + (critical ? 2 : 1));
    if (damage >= target.max || target.failures == 3 || !target.savesAgainstDeath()) {
      target.dead = true;
      return target.name() + " dies";
    }
    return target.name() + " comes closer to death";
  }

  private static boolean staysUp(Scene scene, Creature target, int damage, boolean sure) {
    if (target.has(Feature.RELENTLESS) && target.spent("uses", RELENTLESS) == 0) {
      target.spend("uses", RELENTLESS, 1);
      return true;
    }
    return target.has(Feature.UNDEAD_FORTITUDE)
        && !sure
        && Saves.roll(scene, target, Ability.CON, 5 + damage, Edge.NONE, "fortitude").made();
  }

  private static String concentrates(Scene scene, Creature target, int damage) {
    String spell = target.concentration();
    if (spell.isEmpty() || target.has(Feature.UNSHAKEN)) {
      return "";
    }
    Edge edge = target.has(Feature.WAR_CASTER) ? Edge.ADVANTAGE : Edge.NONE;
    int dc = Math.max(10, damage / 2);
    if (Saves.roll(scene, target, Ability.CON, dc, edge, "concentration").made()) {
      return target.name() + " keeps concentrating";
    }
    target.loseConcentration();
    return target.name() + " loses " + spell;
  }

  /**
   * Heals.
   *
   * @param target whom; the dead are not healed
   * @param amount how much
   * @return how many hit points came back
   */
  public static int heal(Creature target, int amount) {
    if (target.dead || amount <= 0) {
      return 0;
    }
    int before = target.hp;
    target.hp = Math.max(before, Math.min(target.most(), target.hp + amount));
    target.successes = 0;
    target.failures = 0;
    target.stable = false;
    return target.hp - before;
  }

  /**
   * Gives temporary hit points, which do not add up.
   *
   * @param target whom
   * @param amount how many
   */
  public static void shelter(Creature target, int amount) {
    target.temp = Math.max(target.temp, Math.max(0, amount));
  }

  /**
   * Somebody at 0 is out of danger.
   *
   * @param target who
   */
  public static void stabilise(Creature target) {
    target.stable = true;
    target.successes = 0;
    target.failures = 0;
  }

  /**
   * Brings somebody back.
   *
   * @param target who is dead
   * @param hp with how many hit points
   */
  public static void revive(Creature target, int hp) {
    target.dead = false;
    target.hp = Math.min(target.max, Math.max(1, hp));
    target.successes = 0;
    target.failures = 0;
    target.stable = false;
  }

  /**
   * Somebody dies at once, whatever their hit points.
   *
   * @param target who
   */
  public static void kill(Creature target) {
    target.loseConcentration();
    target.hp = 0;
    target.stable = false;
    target.dead = true;
  }

  /**
   * Hit points as somebody sets them by hand.
   *
   * @param target whose
   * @param hp 0 to the maximum
   * @param temp temporary ones
   */
  public static void set(Creature target, int hp, int temp) {
    target.hp = Math.min(target.max, Math.max(0, hp));
    target.temp = Math.max(0, temp);
    if (target.hp > 0) {
      target.dead = false;
      target.stable = false;
      target.successes = 0;
      target.failures = 0;
    }
  }

  /**
   * A death save, as it fell (SRD 5.1, "Death Saving Throws").
   *
   * @param target who
   * @param face the die
   * @param total with what helps
   * @return how it is told
   */
  public static String deathSave(Creature target, long face, int total) {
    if (face == 20) {
      heal(target, 1);
      return "opens their eyes";
    }
    if (face == 1 || total < 10) {
      target.failures = Math.min(3, target.failures + (face == 1 ? 2 : 1));
      if (target.failures == 3) {
        target.dead = true;
        return "dies";
      }
      return "slips away (" + target.failures + " of 3)";
    }
    target.successes = Math.min(3, target.successes + 1);
    if (target.successes == 3) {
      stabilise(target);
      return "is stable";
    }
    return "holds on (" + target.successes + " of 3)";
  }
}

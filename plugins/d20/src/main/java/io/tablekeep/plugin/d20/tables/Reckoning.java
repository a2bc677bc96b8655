package io.tablekeep.plugin.d20.tables;

import io.tablekeep.plugin.d20.sheet.Abilities;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.ArmorClass;
import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Casting;
import io.tablekeep.plugin.d20.sheet.Damage;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Figures;
import io.tablekeep.plugin.d20.sheet.Pace;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.sheet.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reckons everything that follows from a stat block. Pure. */
public final class Reckoning {
  private Reckoning() {}

  /**
   * All figures.
   *
   * @param block the stat block
   * @return what follows from it
   */
  public static Figures of(StatBlock block) {
    Abilities abilities = block.abilities();
    int level = block.level();
    int proficiency =
        level > 0
            ? Advancement.proficiency(level)
            : Advancement.proficiency(block.challenge().orElse(0.0));
    Map<Ability, Integer> modifiers = new LinkedHashMap<>();
    Map<Ability, Integer> saves = new LinkedHashMap<>();
    for (Ability each : Ability.values()) {
      int modifier = abilities.modifier(each);
      modifiers.put(each, modifier);
      int save = modifier + (block.saves().contains(each) ? proficiency : 0);
      saves.put(each, block.statedSaves().getOrDefault(each, save));
    }
    Map<Skill, Integer> skills = new LinkedHashMap<>();
    Map<Skill, Integer> passive = new LinkedHashMap<>();
    for (Skill each : Skill.values()) {
      int bonus = skill(block, each, proficiency);
      skills.put(each, bonus);
      passive.put(each, 10 + bonus);
    }
    Optional<Casting> casting = block.casting();
    int magic = casting.map(how -> abilities.modifier(how.ability()) + proficiency).orElse(0);
    Map<String, Integer> slots =
        casting
            .filter(how -> !how.slots().isEmpty())
            .map(Casting::slots)
            .orElseGet(() -> Slots.of(block.classes()));
    int carries = (int) (15 * abilities.strength() * block.size().load());
    boolean jack = block.features().contains(Feature.JACK_OF_ALL_TRADES);
    return new Figures(
        level,
        proficiency,
        Math.max(0, block.armor().orElse(ArmorClass.UNARMORED).of(abilities)),
        abilities.modifier(Ability.DEX) + (jack ? proficiency / 2 : 0),
        modifiers,
        saves,
        skills,
        passive,
        casting.map(how -> how.dc().orElse(8 + magic)).orElse(0),
        casting.map(how -> how.attack().orElse(magic)).orElse(0),
        level > 0 ? level : casterLevel(block),
        slots,
        Slots.pactLevel(block.classes()),
        hitDice(block),
        carries,
        carries * 2,
        walks(block),
        attacks(block, proficiency));
  }

  /** Armour that is too heavy costs ten feet (SRD 5.1, "Heavy Armor"). */
  private static int walks(StatBlock block) {
    int feet = block.speed().getOrDefault(Pace.WALK, block.speed().isEmpty() ? 30 : 0);
    int needed = block.armor().map(ArmorClass::strength).orElse(0);
    return block.abilities().strength() < needed ? Math.max(0, feet - 10) : feet;
  }

  /** Cantrips of a monster grow by its spells' highest slot, which lies near its caster level. */
  private static int casterLevel(StatBlock block) {
    int highest =
        block
            .casting()
            .map(
                how ->
                    how.slots().entrySet().stream()
                        .filter(each -> each.getValue() > 0 && !each.getKey().equals(Slots.PACT))
                        .mapToInt(each -> Integer.parseInt(each.getKey()))
                        .max()
                        .orElse(0))
            .orElse(0);
    return highest == 0 ? 1 : highest * 2 - 1;
  }

  private static int skill(StatBlock block, Skill skill, int proficiency) {
    Integer stated = block.statedSkills().get(skill);
    if (stated != null) {
      return stated;
    }
    Training training = block.skills().get(skill);
    boolean jack = block.features().contains(Feature.JACK_OF_ALL_TRADES);
    int trained = training == null ? (jack ? proficiency / 2 : 0) : training.of(proficiency);
    return block.abilities().modifier(skill.ability()) + trained;
  }

  private static Map<String, Integer> hitDice(StatBlock block) {
    if (!block.hitDice().isEmpty()) {
      return block.hitDice();
    }
    Map<String, Integer> dice = new LinkedHashMap<>();
    block
        .classes()
        .forEach(
            (name, level) ->
                dice.merge(
                    "d" + HeroClass.named(name).map(HeroClass::hitDie).orElse(8),
                    level,
                    Integer::sum));
    return dice;
  }

  private static Map<String, Attack> attacks(StatBlock block, int proficiency) {
    Map<String, Attack> ready = new LinkedHashMap<>();
    block.attacks().forEach((key, attack) -> ready.put(key, ready(block, attack, proficiency)));
    return ready;
  }

  private static Attack ready(StatBlock block, Attack attack, int proficiency) {
    if (attack.bonus().isPresent()) {
      return attack;
    }
    int modifier = block.abilities().modifier(attack.ability());
    int bonus = modifier + attack.magic() + (attack.proficient() ? proficiency : 0);
    List<Damage> damage = new ArrayList<>(attack.damage());
    if (!damage.isEmpty()) {
      Damage first = damage.get(0);
      damage.set(0, new Damage(Dice.plus(first.dice(), modifier + attack.magic()), first.type()));
    }
    return new Attack(
        attack.name(),
        attack.reach(),
        attack.range(),
        attack.longRange(),
        attack.ability(),
        attack.proficient(),
        attack.magic(),
        Optional.of(bonus),
        damage,
        attack.magical() || attack.magic() > 0,
        attack.light(),
        attack.deft(),
        attack.critical(),
        attack.rider(),
        attack.legendary());
  }
}

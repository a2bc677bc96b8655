package io.tablekeep.plugin.d20.tables;

import io.tablekeep.plugin.d20.sheet.Ability;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of the SRD 5.1 and what the rules need of them. */
public enum HeroClass {
  BARBARIAN(12, Caster.NONE, Ability.CON),
  BARD(8, Caster.FULL, Ability.CHA),
  CLERIC(8, Caster.FULL, Ability.WIS),
  DRUID(8, Caster.FULL, Ability.WIS),
  FIGHTER(10, Caster.NONE, Ability.CON),
  MONK(8, Caster.NONE, Ability.WIS),
  PALADIN(10, Caster.HALF, Ability.CHA),
  RANGER(10, Caster.HALF, Ability.WIS),
  ROGUE(8, Caster.NONE, Ability.INT),
  SORCERER(6, Caster.FULL, Ability.CHA),
  WARLOCK(8, Caster.PACT, Ability.CHA),
  WIZARD(6, Caster.FULL, Ability.INT);

  private static final Map<String, HeroClass> NAMES =
      Stream.of(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  each -> each.name().toLowerCase(Locale.ROOT), each -> each));

  private final int hitDie;
  private final Caster caster;
  private final Ability ability;

  HeroClass(int hitDie, Caster caster, Ability ability) {
    this.hitDie = hitDie;
    this.caster = caster;
    this.ability = ability;
  }

  /** How a class comes to spell slots. */
  public enum Caster {
    NONE,
    FULL,
    HALF,
    PACT
  }

  /**
   * The class of a name.
   *
   * @param name as on a sheet
   * @return the class; empty for one the rules do not know
   */
  public static Optional<HeroClass> named(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * The size of its hit dice.
   *
   * @return 6 to 12
   */
  public int hitDie() {
    return hitDie;
  }

  /**
   * How it comes to slots.
   *
   * @return one of the four ways
   */
  public Caster caster() {
    return caster;
  }

  /**
   * The ability of its spells and powers.
   *
   * @return the ability
   */
  public Ability ability() {
    return ability;
  }
}

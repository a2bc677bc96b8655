package io.tablekeep.plugin.d20.sheet;

import java.util.Locale;

/** The skills and the ability each usually goes with (SRD 5.1, "Ability Checks"). */
public enum Skill {
  ACROBATICS(Ability.DEX),
  ANIMAL_HANDLING(Ability.WIS),
  ARCANA(Ability.INT),
  ATHLETICS(Ability.STR),
  DECEPTION(Ability.CHA),
  HISTORY(Ability.INT),
  INSIGHT(Ability.WIS),
  INTIMIDATION(Ability.CHA),
  INVESTIGATION(Ability.INT),
  MEDICINE(Ability.WIS),
  NATURE(Ability.INT),
  PERCEPTION(Ability.WIS),
  PERFORMANCE(Ability.CHA),
  PERSUASION(Ability.CHA),
  RELIGION(Ability.INT),
  SLEIGHT_OF_HAND(Ability.DEX),
  STEALTH(Ability.DEX),
  SURVIVAL(Ability.WIS);

  private final Ability ability;

  Skill(Ability ability) {
    this.ability = ability;
  }

  /**
   * The usual ability.
   *
   * @return the ability
   */
  public Ability ability() {
    return ability;
  }

  /**
   * How the document writes it.
   *
   * @return {@code sleight-of-hand} and so on
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

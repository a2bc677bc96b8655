package io.tablekeep.plugin.d20.sheet;

import java.util.Locale;

/** The kinds of damage (SRD 5.1, "Damage Types"). */
public enum DamageType {
  ACID,
  BLUDGEONING,
  COLD,
  FIRE,
  FORCE,
  LIGHTNING,
  NECROTIC,
  PIERCING,
  POISON,
  PSYCHIC,
  RADIANT,
  SLASHING,
  THUNDER;

  /**
   * Whether armour of magic or adamant matters: the three kinds that weapons deal.
   *
   * @return true for bludgeoning, piercing and slashing
   */
  public boolean isPhysical() {
    return this == BLUDGEONING || this == PIERCING || this == SLASHING;
  }

  /**
   * How the document and people write it.
   *
   * @return {@code fire} and so on
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

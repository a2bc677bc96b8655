package io.tablekeep.plugin.d20.sheet;

/** Traits of classes and monsters that the rules know by themselves; all others are words. */
public enum Feature {
  /** Advantage on attacks when an ally stands by the target. */
  PACK_TACTICS,
  /** Advantage on saves against spells. */
  MAGIC_RESISTANCE,
  /** Half or no damage where others take all or half, on dexterity saves. */
  EVASION,
  /** More damage with deft weapons, by level of rogue. */
  SNEAK_ATTACK,
  /** Advantage on saves against being frightened. */
  BRAVE,
  /** Advantage on saves against being charmed. */
  FEY_ANCESTRY,
  /** Advantage on saves against poison. */
  POISON_RESILIENCE,
  /** Disengage, dash or hide as a bonus action. */
  CUNNING_ACTION,
  /** The same without hiding. */
  NIMBLE_ESCAPE,
  /** Drops to 1 instead of 0, once until a long rest. */
  RELENTLESS,
  /** At 0 stays at 1 with a constitution save against 5 and the damage, not against radiance. */
  UNDEAD_FORTITUDE,
  /** Advantage on initiative. */
  KEEN_INITIATIVE,
  /** Weapon attacks add damage dice on critical hits: one more. */
  SAVAGE,
  /** Advantage on constitution saves for concentration. */
  WAR_CASTER,
  /** Provokes no opportunity attacks. */
  FLYBY,
  /** Adds the modifier to the second weapon's damage. */
  TWO_WEAPONS,
  /** Half the proficiency bonus on checks that have none. */
  JACK_OF_ALL_TRADES,
  /** A face of at most 9 counts as 10 on checks one is trained in. */
  RELIABLE,
  /** Regains hit points at the start of its turns; how many says the trait of that name. */
  REGENERATION,
  /** Does not concentrate worse for being hit. */
  UNSHAKEN,
  /** Undead and constructs: no death saves even for a hero. */
  SOULLESS
}

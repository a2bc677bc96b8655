package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;

/** A spell: a power, and what is special about spells. Level 0 is a cantrip. */
@Doc("A spell.")
public record Spell(
    @Range(min = 0, max = 9) int level,
    @Default("evocation") School school,
    @Default("false") boolean ritual,
    @Default("false") boolean concentration,
    @Default("0") @Range(min = 0, max = 1_000_000) @Doc("Rounds that concentration can last.")
        int rounds,
    @Length(max = 10) @Doc("Damage more for each higher slot.") List<Damage> perSlot,
    @Default("")
        @Length(max = 60)
        @Doc("Healing or temporary hit points more for each higher slot.")
        String healPerSlot,
    @Default("0") @Range(min = 0, max = 10) @Doc("Targets more for each higher slot.")
        int targetsPerSlot,
    @Default("0") @Range(min = 0, max = 10) @Doc("Rays more for each higher slot.")
        int shotsPerSlot,
    @Default("0") @Range(min = 0, max = 100) @Doc("Feet its area grows for each higher slot.")
        int sizePerSlot,
    @Default("none") @Doc("What a cantrip has more of at levels 5, 11 and 17.") Growth growth,
    @Length(max = 20) List<String> classes,
    Power power) {
  /** Schools of magic. */
  public enum School {
    ABJURATION,
    CONJURATION,
    DIVINATION,
    ENCHANTMENT,
    EVOCATION,
    ILLUSION,
    NECROMANCY,
    TRANSMUTATION
  }

  /** How a cantrip grows. */
  public enum Growth {
    NONE,
    DICE,
    SHOTS
  }
}

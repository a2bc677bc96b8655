package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Optional;

/**
 * Something that works on others or oneself: a breath, a roar, a second wind, and the working part
 * of every spell. With an area it works on whoever is in it; without, on as many as {@code
 * targets}; 0 targets and no area: on oneself.
 */
@Doc("Something that works on others or oneself, also the working part of a spell.")
public record Power(
    @Length(min = 1, max = 100) String name,
    @Default("action") Cost cost,
    @Default("0") @Range(min = 0, max = 10_000) @Doc("Feet; 0 is touch or oneself.") int range,
    Optional<Shape> area,
    @Default("0") @Range(min = 0, max = 100) int targets,
    @Default("automatic") Method method,
    @Doc("The save against it.") Optional<Ability> save,
    @Doc("As stated; without it, 8, proficiency and the ability.") @Range(min = 1, max = 40)
        Optional<Integer> dc,
    @Doc("The ability it works by; without it, that of spells.") Optional<Ability> ability,
    @Default("false") @Doc("Whether a save halves the damage.") boolean half,
    @Length(max = 10) List<Damage> damage,
    @Default("1") @Range(min = 1, max = 20) @Doc("How many rays or darts.") int shots,
    @Default("") @Length(max = 60) @Doc("Dice of healing.") String heal,
    @Default("") @Length(max = 60) @Doc("Dice of temporary hit points.") String temporary,
    @Default("false") @Doc("Whether the ability's modifier is added, once.") boolean plusModifier,
    Optional<Affliction> affliction,
    @Doc("Only creatures of these kinds.") @Length(max = 20) List<String> only,
    Optional<Uses> uses,
    @Default("0") @Range(min = 0, max = 5) @Doc("Legendary actions it costs off turn; 0: none can.")
        int legendary,
    @Default("false") @Doc("Whether the one who uses it is spared in its area.") boolean sparesSelf,
    @Default("false") @Doc("Whether allies are spared in its area.") boolean sparesAllies,
    @Default("false") @Doc("Whether it brings back the dead.") boolean raises,
    @Default("false") @Doc("Whether it gives another action this turn.") boolean anotherAction,
    @Doc("That its area stays, and what it does then.") Optional<Stay> stays,
    @Default("0") @Range(min = 0, max = 500) @Doc("Feet it pushes away who fails the save.")
        int push,
    @Default("no") @Doc("Whether it takes its user elsewhere, as far as its range.") Leap leap,
    @Default("false") @Doc("Whether it ends spells.") boolean dispels,
    @Default("") @Length(max = 20_000) @Doc("What it does, in words.") String text) {
  /** How it finds out whether it works. */
  public enum Method {
    AUTOMATIC,
    SAVE,
    MELEE,
    RANGED
  }

  /** Where somebody may appear who goes there without walking. */
  public enum Leap {
    /** Nowhere. */
    NO,
    /** Where they can see. */
    SEEN,
    /** Anywhere. */
    ANYWHERE
  }

  /**
   * The same with other figures, as a higher slot gives.
   *
   * @param with its area
   * @param dice its damage
   * @param rays how many rays or darts
   * @param healing dice of healing
   * @param sheltering dice of temporary hit points
   * @return the power
   */
  public Power with(
      Optional<Shape> with, List<Damage> dice, int rays, String healing, String sheltering) {
    return new Power(
        name,
        cost,
        range,
        with,
        targets,
        method,
        save,
        dc,
        ability,
        half,
        dice,
        rays,
        healing,
        sheltering,
        plusModifier,
        affliction,
        only,
        uses,
        legendary,
        sparesSelf,
        sparesAllies,
        raises,
        anotherAction,
        stays,
        push,
        leap,
        dispels,
        text);
  }

  /**
   * The same without its words, to be kept with an area.
   *
   * @return the power
   */
  public Power wordless() {
    return new Power(
        name,
        cost,
        range,
        area,
        targets,
        method,
        save,
        dc,
        ability,
        half,
        damage,
        shots,
        heal,
        temporary,
        plusModifier,
        affliction,
        only,
        Optional.empty(),
        legendary,
        sparesSelf,
        sparesAllies,
        raises,
        anotherAction,
        Optional.empty(),
        push,
        leap,
        dispels,
        "");
  }
}

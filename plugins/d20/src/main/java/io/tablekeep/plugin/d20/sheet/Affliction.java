package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * Something that an attack, a spell or a power puts on somebody: a condition of the rules, changed
 * numbers, or both, and when it ends. Rounds are counted at the moment {@code at} of the turns of
 * whoever caused it, or of the bearer: 1 and END of the bearer is "until the end of its next turn",
 * 10 is a minute.
 */
@Doc("Something that is put on somebody, and when it ends.")
public record Affliction(
    @Length(min = 1, max = 200) String name,
    @Doc("The condition of the rules, if it is one.") Optional<Condition> condition,
    Optional<Mods> mods,
    @Doc("How many of those turns; without it, until someone ends it.")
        @Range(min = 1, max = 1_000_000)
        Optional<Integer> rounds,
    @Default("start") Moment at,
    @Default("false") @Doc("Whether the bearer's own turns count.") boolean ownTurns,
    @Doc("A save that ends it, tried again each turn.") Optional<Ability> retry,
    @Default("end") Moment retryAt,
    @Doc("A check of this ability that ends it, as an action.") Optional<Ability> escape) {
  /**
   * What nobody breaks free of by an action of their own.
   *
   * @param name as in the record
   * @param condition as in the record
   * @param mods as in the record
   * @param rounds as in the record
   * @param at as in the record
   * @param ownTurns as in the record
   * @param retry as in the record
   * @param retryAt as in the record
   */
  public Affliction(
      String name,
      Optional<Condition> condition,
      Optional<Mods> mods,
      Optional<Integer> rounds,
      Moment at,
      boolean ownTurns,
      Optional<Ability> retry,
      Moment retryAt) {
    this(name, condition, mods, rounds, at, ownTurns, retry, retryAt, Optional.empty());
  }
}

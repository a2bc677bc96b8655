package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/** The scores of the six abilities, each 1 to 30. */
@Doc("The six ability scores.")
public record Abilities(
    @Default("10") @Range(min = 1, max = 30) int strength,
    @Default("10") @Range(min = 1, max = 30) int dexterity,
    @Default("10") @Range(min = 1, max = 30) int constitution,
    @Default("10") @Range(min = 1, max = 30) int intelligence,
    @Default("10") @Range(min = 1, max = 30) int wisdom,
    @Default("10") @Range(min = 1, max = 30) int charisma) {

  /**
   * One score.
   *
   * @param ability which
   * @return 1 to 30
   */
  public int score(Ability ability) {
    return switch (ability) {
      case STR -> strength;
      case DEX -> dexterity;
      case CON -> constitution;
      case INT -> intelligence;
      case WIS -> wisdom;
      case CHA -> charisma;
    };
  }

  /**
   * What one score adds to a d20.
   *
   * @param ability which
   * @return -5 to 10
   */
  public int modifier(Ability ability) {
    return Ability.modifier(score(ability));
  }
}

package io.tablekeep.plugin.d20.scene;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/** What a table plays its own way; also the payload of {@code d20.rules}. */
@Doc("How this table plays: what is automatic, and which of the rules' choices hold.")
public record HouseRules(
    @Default("true") @Doc("Whether leaving somebody's reach lets them strike.")
        boolean opportunityAttacks,
    @Default("20") @Range(min = 1, max = 600) @Doc("Seconds a player has to answer for a reaction.")
        int reactionSeconds,
    @Default("automatic") @Doc("Who decides reactions of the game master's creatures.")
        Ruling monsterReactions,
    @Default("ask") @Doc("What becomes of advantage that a player claims.") Ruling circumstances,
    @Default("automatic") @Doc("Whether a player's checks are asked for a difficulty.")
        Ruling checks,
    @Default("automatic") @Doc("Whether death saves are rolled as the turn begins.")
        Ruling deathSaves,
    @Default("automatic") @Doc("Whether players change their own stat blocks by themselves.")
        Ruling sheets,
    @Default("automatic") @Doc("Whether players rest by themselves.") Ruling rests,
    @Default("true") @Doc("Whether walls stop attacks and spells.") boolean walls,
    @Default("true") @Doc("Whether range and reach are measured on the map.") boolean measure,
    @Default("false") @Doc("Whether every second diagonal counts double.") boolean longDiagonals,
    @Default("true") @Doc("Whether creatures of one stat block share a roll for initiative.")
        boolean groupInitiative,
    @Default("false") @Doc("Whether only the game master sees the dice of monsters.")
        boolean secretMonsterDice,
    @Default("true") @Doc("Whether monsters die at 0 hit points.") boolean monstersDie,
    @Default("false") @Doc("Whether spells outside of fights end by the clock on the wall.")
        boolean wallClock,
    @Default("false") @Doc("Whether a third of what one can carry makes slower already.")
        boolean encumbrance) {
  /** Who says. */
  public enum Ruling {
    /** The rules, without asking. */
    AUTOMATIC,
    /** Whoever is concerned is asked; for the game's rulings, the game master. */
    ASK,
    /** It does not happen. */
    NEVER
  }

  /**
   * As a table plays that has said nothing.
   *
   * @return the defaults
   */
  public static HouseRules usual() {
    return new HouseRules(
        true,
        20,
        Ruling.AUTOMATIC,
        Ruling.ASK,
        Ruling.AUTOMATIC,
        Ruling.AUTOMATIC,
        Ruling.AUTOMATIC,
        Ruling.AUTOMATIC,
        true,
        true,
        false,
        true,
        false,
        true,
        false,
        false);
  }
}

package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code initiative.set}: when in the round a combatant acts is set. Whose turn it is stays. For
 * those who run the game.
 *
 * @param combatant who
 * @param initiative when in the round; empty: not rolled yet
 */
@Doc("Sets when in the round a combatant acts.")
public record InitiativeSet(
    CombatantRef combatant,
    @Doc("When in the round: the highest first; none: not rolled yet.")
        @Range(min = -1_000_000, max = 1_000_000)
        Optional<Double> initiative) {}

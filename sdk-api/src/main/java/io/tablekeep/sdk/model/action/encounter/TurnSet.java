package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code turn.set}: it is someone's turn from now on. For those who run the game.
 *
 * @param combatant whose turn it is
 */
@Doc("Gives someone the turn.")
public record TurnSet(CombatantRef combatant) {}

package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code turn.end}: whoever's turn it is has finished; the next in the order is on, and after the
 * last one a new round begins. For the owner of whose turn it is and those who run the game.
 *
 * @param encounter the encounter, which is active
 */
@Doc("Ends the current turn of an active encounter.")
public record TurnEnd(EncounterRef encounter) {}

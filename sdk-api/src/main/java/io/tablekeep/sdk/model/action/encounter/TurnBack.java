package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code turn.back}: the turn before is taken again; before the first turn of the first round it is
 * refused. For those who run the game.
 *
 * @param encounter the encounter
 */
@Doc("Goes back to the turn before.")
public record TurnBack(EncounterRef encounter) {}

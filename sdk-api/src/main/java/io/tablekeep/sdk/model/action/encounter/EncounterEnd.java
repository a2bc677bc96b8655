package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code encounter.end}: an encounter is over. For those who run the game.
 *
 * @param encounter the encounter
 */
@Doc("Ends an encounter.")
public record EncounterEnd(EncounterRef encounter) {}

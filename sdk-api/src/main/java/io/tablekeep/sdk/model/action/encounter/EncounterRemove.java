package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code encounter.remove}: an encounter leaves the campaign. For those who run the game.
 *
 * @param encounter the encounter
 */
@Doc("Removes an encounter.")
public record EncounterRemove(EncounterRef encounter) {}

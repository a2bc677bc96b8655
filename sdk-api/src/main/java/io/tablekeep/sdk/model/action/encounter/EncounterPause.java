package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code encounter.pause}: an active encounter is interrupted; order, turn and round stay. For
 * those who run the game.
 *
 * @param encounter the encounter
 */
@Doc("Interrupts an encounter.")
public record EncounterPause(EncounterRef encounter) {}

package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code encounter.start}: turns are taken from now on, beginning with the first in the order, or
 * going on where they stopped. It becomes the encounter of the session that runs. For those who run
 * the game.
 *
 * @param encounter the encounter
 */
@Doc("Begins an encounter, or goes on with one that is paused.")
public record EncounterStart(EncounterRef encounter) {}

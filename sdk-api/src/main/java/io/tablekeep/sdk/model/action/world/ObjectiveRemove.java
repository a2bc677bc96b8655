package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ObjectiveRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code objective.remove}: a quest loses a step. For those who run the game.
 *
 * @param objective the step
 */
@Doc("Removes a step of a quest.")
public record ObjectiveRemove(ObjectiveRef objective) {}

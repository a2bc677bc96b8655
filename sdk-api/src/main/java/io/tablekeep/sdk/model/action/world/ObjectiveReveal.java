package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ObjectiveRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code objective.reveal}: the players know of a step from now on, or do not. For those who run
 * the game.
 *
 * @param objective the step
 * @param revealed whether the players know of this step
 */
@Doc("Lets the players know of a step, or hides it.")
public record ObjectiveReveal(ObjectiveRef objective, @Default("true") boolean revealed) {}

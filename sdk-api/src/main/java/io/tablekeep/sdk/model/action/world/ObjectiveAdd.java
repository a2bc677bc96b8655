package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.QuestRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code objective.add}: a quest gets another step, the last. For those who run the game.
 *
 * @param quest the quest
 * @param text what is to be done
 * @param revealed whether the players know of this step
 */
@Doc("Adds a step to a quest.")
public record ObjectiveAdd(
    QuestRef quest,
    @Length(min = 1, max = 10_000) String text,
    @Doc("Whether the players know of this step.") @Default("true") boolean revealed) {}

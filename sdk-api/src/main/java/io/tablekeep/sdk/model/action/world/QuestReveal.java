package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.QuestRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code quest.reveal}: the players know of a quest from now on, or do not. For those who run the
 * game.
 *
 * @param quest the quest
 * @param revealed whether the players know of it
 */
@Doc("Lets the players know of a quest, or hides it.")
public record QuestReveal(QuestRef quest, @Default("true") boolean revealed) {}

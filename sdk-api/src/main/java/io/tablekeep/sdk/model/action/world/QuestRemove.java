package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.QuestRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code quest.remove}: a quest leaves the campaign. For those who run the game.
 *
 * @param quest the quest
 */
@Doc("Removes a quest.")
public record QuestRemove(QuestRef quest) {}

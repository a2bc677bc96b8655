package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ConditionRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code condition.remove}: a condition is taken off an actor.
 *
 * @param condition the condition, of an actor that the sender owns
 */
@Doc("Takes a condition off an actor.")
public record ConditionRemove(@Mine ConditionRef condition) {}

package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.world.Effect;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code condition.add}: a condition is put on an actor, where everyone sees it.
 *
 * @param actor the actor, which the sender owns
 * @param condition the condition
 */
@Doc("Puts a condition on an actor, where everyone sees it.")
public record ConditionAdd(@Mine ActorRef actor, Effect condition) {}

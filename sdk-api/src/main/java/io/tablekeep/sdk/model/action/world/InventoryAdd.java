package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code inventory.add}: an actor carries something more.
 *
 * @param actor the actor, which the sender owns
 * @param stack what; something of the catalogue or something with a name
 */
@Doc("Adds to what an actor carries.")
public record InventoryAdd(@Mine ActorRef actor, Actor.Stack stack) {}

package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code actor.hide}: only its owner and those who run the game know of an actor, or everyone does.
 * For those who run the game.
 *
 * @param actor the actor
 * @param hidden whether only its owner and those who run the game know of it
 */
@Doc("Hides an actor from all but its owner, or shows it.")
public record ActorHide(ActorRef actor, @Default("true") boolean hidden) {}

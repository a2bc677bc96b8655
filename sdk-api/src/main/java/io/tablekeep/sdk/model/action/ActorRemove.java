package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code actor.remove}: an actor leaves the campaign, and its tokens with it. For those who run the
 * game.
 *
 * @param actor who leaves
 */
@Doc("Removes an actor and its tokens from the campaign.")
public record ActorRemove(ActorRef actor) {}

package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Doc;
import java.util.Optional;

/**
 * {@code actor.assign}: another player plays an actor from now on. For those who run the game.
 *
 * @param actor the actor
 * @param owner who plays it; empty: those who run the game
 */
@Doc("Gives an actor to another player.")
public record ActorAssign(
    ActorRef actor,
    @Doc("Who plays it; without it, the game master.") Optional<ParticipantRef> owner) {}

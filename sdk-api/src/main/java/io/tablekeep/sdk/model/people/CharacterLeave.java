package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code character.leave}: the sender takes a copy of a character they own home. Only leave is
 * asked here, and noted as {@code leftAt} of the actor: the copy goes into the person's own
 * document. Refused while the flag {@code characters-leave} is off.
 *
 * @param actor the character
 */
@Doc("Asks leave to take a copy of your character home.")
public record CharacterLeave(@Mine ActorRef actor) {}

package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code actor.create}: a new character, NPC or monster joins the campaign. For those who run the
 * game.
 *
 * @param name what it is called
 * @param type what it is
 * @param owner who plays it; empty: those who run the game
 */
@Doc("Adds a character, an NPC or a monster to the campaign.")
public record ActorCreate(
    @Length(min = 1, max = 200) String name,
    @Default("character") Actor.Type type,
    @Doc("Who plays it; without it, the game master.") Optional<ParticipantRef> owner) {}

package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code quest.create}: there is a new quest. For those who run the game.
 *
 * @param name what it is called
 * @param summary what it is about
 * @param giver who asks for it
 * @param location where it leads
 * @param revealed whether the players know of it
 * @param gmNotes for those who run the game only
 */
@Doc("Adds a quest.")
public record QuestCreate(
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String summary,
    @Doc("Who asks for it.") Optional<ActorRef> giver,
    @Doc("Where it leads.") Optional<LocationRef> location,
    @Doc("Whether the players know of it.") @Default("false") boolean revealed,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {}

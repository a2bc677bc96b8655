package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Set;

/**
 * {@code note.create}: someone writes a note.
 *
 * @param title what it is about
 * @param text the text
 * @param readers who may read it, besides its author and those who run the game
 * @param everyone whether everyone may read it
 */
@Doc("Writes a note.")
public record NoteCreate(
    @Length(min = 1, max = 200) String title,
    @Default("") @Length(max = 1_000_000) String text,
    @Doc("Who may read it.") @Length(max = 1_000) Set<ParticipantRef> readers,
    @Doc("Whether everyone may read it.") @Default("false") boolean everyone) {}

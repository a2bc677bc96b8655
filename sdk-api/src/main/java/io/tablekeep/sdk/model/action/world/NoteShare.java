package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Set;

/**
 * {@code note.share}: a note is shown to others, or not any more.
 *
 * @param note the note, written by the sender
 * @param readers who may read it, besides its author and those who run the game
 * @param everyone whether everyone may read it
 */
@Doc("Says who may read a note.")
public record NoteShare(
    @Mine NoteRef note,
    @Doc("Who may read it.") @Length(max = 1_000) Set<ParticipantRef> readers,
    @Doc("Whether everyone may read it.") @Default("false") boolean everyone) {}

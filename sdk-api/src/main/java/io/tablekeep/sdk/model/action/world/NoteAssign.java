package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Doc;
import java.util.Optional;

/**
 * {@code note.assign}: a note has another author from now on. For those who run the game.
 *
 * @param note the note
 * @param author whose it is; empty: of those who run the game
 */
@Doc("Gives a note another author.")
public record NoteAssign(
    NoteRef note,
    @Doc("Whose it is; without it, the game master's.") Optional<ParticipantRef> author) {}

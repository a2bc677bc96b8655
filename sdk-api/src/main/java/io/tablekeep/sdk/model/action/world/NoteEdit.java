package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code note.edit}: a note is changed by its author. What is absent stays as it is.
 *
 * @param note the note, written by the sender
 * @param title what it is about
 * @param text the text
 */
@Doc("Changes a note.")
public record NoteEdit(
    @Mine NoteRef note,
    @Length(min = 1, max = 200) Optional<String> title,
    @Length(max = 1_000_000) Optional<String> text) {}

package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code note.remove}: a note is thrown away.
 *
 * @param note the note, written by the sender
 */
@Doc("Throws a note away.")
public record NoteRemove(@Mine NoteRef note) {}

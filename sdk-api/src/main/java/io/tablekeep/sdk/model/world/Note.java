package io.tablekeep.sdk.model.world;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * A text that someone at the table wrote, {@code notes/{id}}. Scope: campaign. For its author,
 * those who run the game, and whom the author shows it to. What people write for themselves alone
 * lies in their own document, not here.
 *
 * @param title what it is about
 * @param text the text
 * @param author who wrote it; empty: those who run the game
 * @param readers who else may read it
 * @param everyone whether everyone may read it
 */
@Doc("A text that someone at the table wrote.")
public record Note(
    @Length(min = 1, max = 200) String title,
    @Default("") @Length(max = 1_000_000) String text,
    Optional<ParticipantRef> author,
    @Doc("Who else may read it.") @Length(max = 1_000) Set<ParticipantRef> readers,
    @Doc("Whether everyone may read it.") @Default("false") boolean everyone) {}

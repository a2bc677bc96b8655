package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.time.Instant;
import java.util.Optional;

/**
 * A personal note, {@code notes/{id}}.
 *
 * @param title what it is about
 * @param text what it says
 * @param campaign the campaign it is about, if it is about one
 * @param changedAt when it was last written
 */
@Doc("A note for nobody else.")
public record OwnNote(
    @Default("") @Length(max = 200) String title,
    @Default("") @Length(max = 50_000) String text,
    @Length(min = 1, max = 64) Optional<String> campaign,
    Instant changedAt) {}

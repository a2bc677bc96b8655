package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code note.put}: a personal note is written, a new one when no key is given.
 *
 * @param key which one; empty for a new one
 * @param title what it is about
 * @param text what it says
 * @param campaign the campaign it is about
 */
@Doc("Writes a note for nobody else.")
public record NotePut(
    @Length(min = 1, max = 64) Optional<String> key,
    @Default("") @Length(max = 200) String title,
    @Default("") @Length(max = 50_000) String text,
    @Length(min = 1, max = 64) Optional<String> campaign) {}

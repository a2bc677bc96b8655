package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code note.drop}: a personal note is thrown away.
 *
 * @param key which one
 */
@Doc("Throws a personal note away.")
public record NoteDrop(@Length(min = 1, max = 64) String key) {}

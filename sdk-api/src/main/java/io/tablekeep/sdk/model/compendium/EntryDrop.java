package io.tablekeep.sdk.model.compendium;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code entry.drop}: an entry of a compendium goes. Copies of it stay.
 *
 * @param key which one
 */
@Doc("Takes an entry out of a compendium.")
public record EntryDrop(@Length(min = 1, max = 64) String key) {}

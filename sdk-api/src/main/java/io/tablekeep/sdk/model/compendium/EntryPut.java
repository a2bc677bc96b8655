package io.tablekeep.sdk.model.compendium;

import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;

/**
 * {@code entry.put}: an entry of a compendium is written.
 *
 * @param key which one
 * @param kind which collection of a campaign it goes to
 * @param name what it is called
 * @param data the entity as in a campaign's document
 */
@Doc("Writes an entry of a compendium.")
public record EntryPut(
    @Length(min = 1, max = 64) String key,
    CompendiumTake.Kind kind,
    @Length(min = 1, max = 200) String name,
    Map<String, Object> data) {}

package io.tablekeep.sdk.model.compendium;

import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;

/**
 * One thing to copy, {@code entries/{id}}.
 *
 * @param kind which collection of a campaign it goes to
 * @param name what it is called
 * @param data the entity as in a campaign's document
 * @param sha256 hash of {@code data} in canonical form (RFC 8785)
 */
@Doc("One thing to copy.")
public record Entry(
    CompendiumTake.Kind kind,
    @Length(min = 1, max = 200) String name,
    Map<String, Object> data,
    @Length(min = 64, max = 64) String sha256) {}

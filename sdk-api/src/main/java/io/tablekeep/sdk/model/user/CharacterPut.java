package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;
import java.util.Optional;

/**
 * {@code character.put}: a character that travels is written, a new one when no key is given.
 *
 * @param key which one; empty for a new one
 * @param character the actor as it would stand in a campaign; it needs a {@code name}
 * @param origin the campaign it came home from
 */
@Doc("Writes a character that travels.")
public record CharacterPut(
    @Length(min = 1, max = 64) Optional<String> key,
    @Doc("The actor as it would stand in a campaign.") Map<String, Object> character,
    Optional<Origin> origin) {}

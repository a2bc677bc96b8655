package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A character that travels, {@code characters/{id}}.
 *
 * @param name what it is called
 * @param character the actor as it would stand in a campaign, without owner and what is the game
 *     master's
 * @param sha256 hash of {@code character} in canonical form (RFC 8785)
 * @param origin the campaign it last came home from; empty when it was made here
 * @param changedAt when it was last written
 */
@Doc("A character that travels from campaign to campaign.")
public record OwnCharacter(
    @Length(min = 1, max = 200) String name,
    @Doc("The actor as it would stand in a campaign.") Map<String, Object> character,
    @Length(min = 64, max = 64) String sha256,
    Optional<Origin> origin,
    Instant changedAt) {}

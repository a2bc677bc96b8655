package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.schema.Doc;
import java.util.Map;

/**
 * {@code character.bring}: a copy of a character of the sender's own comes to this campaign and is
 * theirs. Refused while the flag {@code characters-arrive} is off. The game system's rules on
 * shapes check it like anything else.
 *
 * @param character the actor, without what is the campaign's: owner, whether it is hidden, and the
 *     game master's notes are left out
 * @param origin where it comes from; {@code sha256} must be that of {@code character} in canonical
 *     form (RFC 8785)
 */
@Doc("Brings a copy of a character of your own to this campaign.")
public record CharacterBring(
    @Doc("The actor as in the document.") Map<String, Object> character, Origin origin) {}

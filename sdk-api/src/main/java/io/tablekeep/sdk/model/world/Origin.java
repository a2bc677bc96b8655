package io.tablekeep.sdk.model.world;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * Where a copy comes from, at {@code origin} of the copied entity. Scope: campaign. For owner and
 * game master.
 *
 * @param document the document it was copied from, {@code user/…} or {@code compendium/…}
 * @param key its key there
 * @param sha256 hash of what was copied, in canonical form (RFC 8785), lower-case hexadecimal
 */
@Doc("Where a copy comes from.")
public record Origin(
    @Doc("The document it was copied from.") @Length(min = 1, max = 80) String document,
    @Doc("Its key there.") @Length(min = 1, max = 64) String key,
    @Doc("Hash of the copied content in canonical form (RFC 8785).") @Length(min = 64, max = 64)
        String sha256) {}

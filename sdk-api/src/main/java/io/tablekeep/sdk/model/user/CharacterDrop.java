package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code character.drop}: a character that travels is thrown away. Copies in campaigns stay.
 *
 * @param key which one
 */
@Doc("Throws a character that travels away.")
public record CharacterDrop(@Length(min = 1, max = 64) String key) {}

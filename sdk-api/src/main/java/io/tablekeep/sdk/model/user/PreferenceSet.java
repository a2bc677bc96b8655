package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;

/**
 * {@code preference.set}: how the person likes something.
 *
 * @param name which preference
 * @param value what holds from now on; empty for nothing
 */
@Doc("Sets a preference.")
public record PreferenceSet(
    @Length(min = 1, max = 64) String name,
    @Doc("What holds from now on; empty for nothing.") Map<String, Object> value) {}

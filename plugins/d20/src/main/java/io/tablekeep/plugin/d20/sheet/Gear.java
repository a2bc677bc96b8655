package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;

/** Something that is carried and stands on the sheet alone. */
@Doc("Something that is carried.")
public record Gear(
    @Length(min = 1, max = 100) String name,
    @Default("0") @Range(min = 0, max = 100_000) @Doc("Pounds of one.") double pounds,
    @Default("1") @Range(min = 0, max = 1_000_000) @Doc("How many.") int count) {}

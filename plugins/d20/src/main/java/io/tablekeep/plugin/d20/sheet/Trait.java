package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;

/** Something special in words, with a number where the rules know one. */
@Doc("Something special, in words.")
public record Trait(
    @Length(min = 1, max = 100) String name,
    @Default("") @Length(max = 20_000) String text,
    @Default("0") @Range(min = 0, max = 1000) int amount) {}

package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/** The spell that somebody holds, and what ends with it. */
@Doc("The spell that somebody holds.")
public record Concentration(
    @Length(max = 100) String spell,
    @Doc("What ends with it: actor and condition, with a slash between.") @Length(max = 200)
        List<String> holds) {}

package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Optional;

/** What a hit brings besides: a save against more damage or an affliction. */
@Doc("What a hit brings besides.")
public record Rider(
    @Doc("The save against it; without it, there is none.") Optional<Ability> save,
    @Default("10") @Range(min = 1, max = 40) int dc,
    List<Damage> damage,
    @Default("false") @Doc("Whether a save halves the damage.") boolean half,
    Optional<Affliction> affliction) {}

package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;
import java.util.Optional;

/**
 * What changes in play, at {@code actors/{a}/d20/now}. Apart from the stat block, so that a wound
 * touches a few numbers and not a whole sheet.
 */
@Doc("What changes in play.")
public record Vitals(
    @Range(min = 0, max = 10_000) int hp,
    @Range(min = 1, max = 10_000) @Doc("Hit point maximum as it is now.") int max,
    @Default("0") @Range(min = 0, max = 10_000) @Doc("Temporary hit points.") int temp,
    @Default("0") @Range(min = 0, max = 3) @Doc("Death saves that went well.") int deathSuccesses,
    @Default("0") @Range(min = 0, max = 3) @Doc("Death saves that failed.") int deathFailures,
    @Default("false") boolean stable,
    @Default("false") boolean dead,
    @Default("0") @Range(min = 0, max = 6) int exhaustion,
    @Default("false") boolean inspiration,
    @Doc("Spell slots spent, by level; pact is those of a warlock.") @Length(max = 10)
        Map<String, Integer> slots,
    @Doc("Hit dice spent, by size.") @Length(max = 6) Map<String, Integer> hitDice,
    @Doc("Uses spent, by key of the power or spell.") @Length(max = 200) Map<String, Integer> uses,
    Optional<Concentration> concentration) {}

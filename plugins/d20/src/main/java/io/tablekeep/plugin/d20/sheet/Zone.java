package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An area that stays, at {@code maps/{m}/d20/areas/{z}}. What people see of it is the drawing of
 * the same key; its name stands at {@code shown}, unless whoever made it is hidden. Measures are in
 * cells. All that it needs is here, so that it goes on when the spell's book changes, and is as it
 * was when somebody looks back.
 */
@Doc("An area that stays on a map.")
public record Zone(
    @Length(min = 1, max = 100) String name,
    @Doc("Its name, for everyone.") Optional<String> shown,
    @Doc("The actor who made it.") @Length(max = 64) String source,
    Shape.Kind kind,
    @Doc("Its middle, or the end a line begins at; of what is carried, nothing.")
        @Range(min = -100_000, max = 100_000)
        double x,
    @Range(min = -100_000, max = 100_000) double y,
    @Range(min = 0, max = 10_000) double size,
    @Default("1") @Range(min = 0, max = 10_000) double width,
    @Doc("Where a line goes.") @Default("1") @Range(min = -1, max = 1) double toX,
    @Default("0") @Range(min = -1, max = 1) double toY,
    @Doc("The slot of the spell; -1 for what is none.") @Default("-1") @Range(min = -1, max = 9)
        int level,
    @Default("10") @Range(min = 0, max = 60) int dc,
    @Doc("Rounds left; -1: as long as the spell is held.") @Default("-1") @Range(min = -1)
        int rounds,
    @Doc("When it ends by the clock on the wall, if it does.") Optional<Instant> until,
    Stay stay,
    Power power,
    @Doc("By actor, the turn in which they came in last.") @Length(max = 500)
        Map<String, String> caught) {}

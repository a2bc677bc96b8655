package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Set;

/**
 * That the area of a power stays, and what it does to whoever comes or is there. What it does is
 * the power's own: its save, damage and affliction.
 */
@Doc("That the area of a power stays, and when it works on whoever is there.")
public record Stay(
    @Doc("Whether it works on those in it as it comes.") @Default("false") boolean atOnce,
    @Doc("When it works afterwards.") @Length(max = 3) Set<When> acts,
    @Default("0")
        @Range(min = 0, max = 1_000_000)
        @Doc("Rounds without concentration; 0: as long as the spell is held.")
        int rounds,
    @Default("false") @Doc("Whether it goes with whoever made it.") boolean carried,
    @Default("false") @Doc("Whether its ground is hard to cross, for those it concerns.")
        boolean difficult,
    @Default("false") @Doc("Whether nobody sees into it, out of it or through it.")
        boolean obscures,
    @Default("false") @Doc("Whether what it puts on somebody ends as they leave it.")
        boolean inside,
    @Default("0") @Range(min = 0, max = 1000) @Doc("Feet it can be moved in a turn; 0: none.")
        int steered,
    @Default("action") @Doc("What moving it takes.") Cost steering) {
  /** When an area works on somebody. */
  public enum When {
    /** As they come in, for the first time on a turn. */
    ENTER,
    /** As they begin their turn there. */
    START,
    /** As they end their turn there. */
    END
  }
}

package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/** How often something can be used. */
@Doc("How often something can be used.")
public record Uses(
    @Default("1") @Range(min = 1, max = 100) int most,
    @Default("long") Per per,
    @Default("6") @Range(min = 2, max = 6) @Doc("The lowest face of a d6 that brings it back.")
        int recharge) {
  /** When it comes back. */
  public enum Per {
    /** With a short or a long rest. */
    SHORT,
    /** With a long rest: also "per day". */
    LONG,
    /** With a d6 at the start of each turn. */
    RECHARGE
  }
}

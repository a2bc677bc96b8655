package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.conflict.Side;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The two sides in an order that does not depend on which of them the server heard of first.
 *
 * @param earlier who did it before the other
 * @param later who did it after the other
 */
record Sides(Side earlier, Side later) {
  private static final Comparator<Side> BY_TIME =
      Comparator.comparing(Side::at)
          .thenComparing(side -> side.by().id())
          .thenComparing(side -> Plain.text(Plain.of(side.value())));

  static Sides of(Conflict conflict) {
    return BY_TIME.compare(conflict.theirs(), conflict.mine()) <= 0
        ? new Sides(conflict.theirs(), conflict.mine())
        : new Sides(conflict.mine(), conflict.theirs());
  }

  /** Whether exactly one of the two runs the game. */
  boolean oneRunsGame() {
    return earlier.by().role().runsGame() != later.by().role().runsGame();
  }

  /** The game master's side where there is exactly one, else the later one. */
  Side first() {
    return earlierGoesFirst() ? earlier : later;
  }

  /** The side that does not go first. */
  Side second() {
    return earlierGoesFirst() ? later : earlier;
  }

  private boolean earlierGoesFirst() {
    return oneRunsGame() && earlier.by().role().runsGame();
  }

  /** The place shall hold a value. */
  static Resolution settle(
      Conflict conflict, @Nullable Object wanted, double confidence, String explanation) {
    return Resolution.resolved(
        Plain.turn(conflict.place(), Plain.of(conflict.theirs().value()), wanted),
        confidence,
        explanation);
  }

  static Resolution notMine(String what) {
    return Resolution.abstain("This resolver settles " + what + ".");
  }
}

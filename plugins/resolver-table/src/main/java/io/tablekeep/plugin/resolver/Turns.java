package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * The order of turns (seed rows "Initiative Order" and A5): who joined on either side is in, who
 * was taken out is out; of the same combatant's or the turn's own two states the later one stands,
 * or the game master's. A turn that would be that of nobody goes to whom the other side has, as
 * long as they take part, and is no certain thing.
 */
@Extension
public final class Turns implements ConflictResolver {
  private static final String TURN = "turn";
  private static final double APART = 0.95;
  private static final double GM_WORD = 0.9;
  private static final double LATER = 0.8;
  private static final double GUESS = 0.5;

  /** Made by the loader. */
  public Turns() {}

  @Override
  public Set<String> kinds() {
    return Set.of("initiative");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    if (!conflict.kind().equals("initiative")) {
      return Sides.notMine("turns");
    }
    Sides sides = Sides.of(conflict);
    Members members = Members.of(conflict, sides);
    if (!(members.value() instanceof Map<?, ?> merged)) {
      return Resolution.abstain("One of them took the encounter away.");
    }
    Object turn = merged.get(TURN);
    Set<String> order = Plain.keys(merged.get("order"));
    if (turn instanceof String who && !order.contains(who)) {
      return Sides.settle(
          conflict,
          with(merged, heir(sides, order)),
          GUESS,
          "Whose turn it was is out of the fight, so it is that of another.");
    } else if (members.contested() == 0) {
      return Sides.settle(conflict, merged, APART, "Both changes to the turns fit together.");
    }
    return Sides.settle(
        conflict,
        merged,
        sides.oneRunsGame() ? GM_WORD : LATER,
        "Both changed the same of the turns, and "
            + sides.first().by().name()
            + " did so "
            + (sides.oneRunsGame() ? "as game master." : "later."));
  }

  /** Whom a side has that takes part; null for nobody. */
  private static @Nullable Object heir(Sides sides, Set<String> order) {
    return Stream.of(sides.first(), sides.second())
        .map(side -> Plain.text(Plain.member(Plain.of(side.value()), TURN)))
        .filter(order::contains)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> with(Map<?, ?> encounter, @Nullable Object turn) {
    Map<String, Object> made = new TreeMap<>();
    encounter.forEach((key, value) -> made.put((String) key, value));
    if (turn == null) {
      made.remove(TURN);
    } else {
      made.put(TURN, turn);
    }
    return made;
  }
}

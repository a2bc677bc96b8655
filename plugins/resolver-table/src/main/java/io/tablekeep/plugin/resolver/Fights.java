package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import java.util.Set;
import org.pf4j.Extension;

/**
 * What a fight did (seed row "Combat State"): one truth and no mixture. The game master's side
 * stands whole and the other is taken back; among players the earlier one is the suggestion, and
 * people are asked.
 */
@Extension
public final class Fights implements ConflictResolver {
  private static final double GM_WORD = 0.95;
  private static final double GUESS = 0.5;

  /** Made by the loader. */
  public Fights() {}

  @Override
  public Set<String> kinds() {
    return Set.of("combat");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    if (!conflict.kind().equals("combat")) {
      return Sides.notMine("fights");
    }
    Sides sides = Sides.of(conflict);
    return sides.oneRunsGame()
        ? Sides.settle(
            conflict,
            Plain.of(sides.first().value()),
            GM_WORD,
            "The word of " + sides.first().by().name() + ", who runs the game, stands.")
        : Sides.settle(
            conflict,
            Plain.of(sides.earlier().value()),
            GUESS,
            sides.earlier().by().name() + " was first; a fight has one course only.");
  }
}

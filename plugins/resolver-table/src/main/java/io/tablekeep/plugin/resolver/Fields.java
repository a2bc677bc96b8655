package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Fields of sheets and other records (seed rows "Character Stats" and A4): different members of one
 * record fit together; the same one is the game master's word, or else a guess that the later one
 * is meant, for people to decide. Whether the outcome is allowed is for the system's shapes, which
 * every change passes.
 */
@Extension
public final class Fields implements ConflictResolver {
  private static final double APART = 0.95;
  private static final double GM_WORD = 0.85;
  private static final double GUESS = 0.5;

  /** Made by the loader. */
  public Fields() {}

  @Override
  public Set<String> kinds() {
    return Set.of("stats", "field");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    if (!kinds().contains(conflict.kind())) {
      return Sides.notMine("fields");
    }
    Sides sides = Sides.of(conflict);
    Members members = Members.of(conflict, sides);
    if (members.contested() == 0) {
      return Sides.settle(
          conflict,
          members.value(),
          APART,
          "Different parts were changed, so both changes were made.");
    }
    String name = sides.first().by().name();
    return sides.oneRunsGame()
        ? Sides.settle(
            conflict,
            members.value(),
            GM_WORD,
            "Both changed the same, and " + name + ", who runs the game, has the word.")
        : Sides.settle(
            conflict,
            members.value(),
            GUESS,
            "Both changed the same, and the change of " + name + " is the later one.");
  }
}

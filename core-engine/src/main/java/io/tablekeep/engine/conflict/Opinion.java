package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import java.util.List;

/**
 * What the resolvers make of one dispute.
 *
 * @param changes what leads from what stands to what shall stand
 * @param confidence how sure they are, 0 to 1; negative when none could tell
 * @param explanation why, for both sides
 */
public record Opinion(List<Effect> changes, double confidence, String explanation) {
  /**
   * Copies the list.
   *
   * @param changes as in the record
   * @param confidence as in the record
   * @param explanation as in the record
   */
  public Opinion {
    changes = List.copyOf(changes);
  }

  /** Nobody could tell. */
  static Opinion none(String why) {
    return new Opinion(List.of(), -1, why);
  }

  /**
   * The rules refuse what was meant.
   *
   * @return nothing to go by
   */
  public Opinion unwanted() {
    return none("The rules of this game refuse what would follow: " + explanation);
  }

  /**
   * Whether there is anything to go by.
   *
   * @return false when no resolver could tell
   */
  public boolean isSome() {
    return confidence >= 0;
  }
}

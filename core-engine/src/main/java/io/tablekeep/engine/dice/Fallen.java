package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.sdk.dice.Roll;
import java.util.Optional;

/**
 * Dice that fell when the same action was decided before.
 *
 * @param roll notation, faces and result
 * @param proof which roll it was
 */
public record Fallen(Roll roll, Optional<RollProof> proof) {
  /**
   * What fell, as the journal tells it.
   *
   * @param rolled the roll
   * @return it, without what it was for
   */
  public static Fallen of(Rolled rolled) {
    return new Fallen(rolled.roll(), rolled.proof());
  }
}

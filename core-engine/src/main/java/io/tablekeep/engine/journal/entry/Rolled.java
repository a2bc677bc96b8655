package io.tablekeep.engine.journal.entry;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;

/**
 * Dice that fell while an action was decided.
 *
 * @param what what the roll was for, as the rule named it
 * @param roll notation, faces and result, nothing else
 * @param to who may see it
 * @param proof how its faces can be reckoned again; empty in entries of earlier versions, and where
 *     no die fell
 * @param failed code of why the notation has no result although its dice fell; empty when it has
 */
public record Rolled(
    String what, Roll roll, Audience to, Optional<RollProof> proof, String failed) {
  /**
   * Dice of which nothing is proven.
   *
   * @param what what the roll was for
   * @param roll notation, faces and result
   * @param to who may see it
   */
  public Rolled(String what, Roll roll, Audience to) {
    this(what, roll, to, Optional.empty(), "");
  }
}

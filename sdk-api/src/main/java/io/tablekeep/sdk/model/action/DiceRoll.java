package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code dice.roll}: dice are rolled where everyone sees them. The engine rolls, never the sender.
 *
 * @param notation what to roll, for example {@code 2d6+3}; at most {@value #LONGEST} characters
 * @param label what it is for, for example {@code Perception}
 */
@Doc("Rolls dice where everyone sees them.")
public record DiceRoll(
    @Doc("What to roll, for example 2d6+3.") @Length(min = 1, max = DiceRoll.LONGEST)
        String notation,
    @Doc("What it is for, for example Perception.") @Length(max = 200) Optional<String> label) {
  /** The longest notation, in characters. */
  public static final int LONGEST = 200;

  /**
   * A roll without a label.
   *
   * @param notation what to roll
   * @return the payload
   */
  public static DiceRoll of(String notation) {
    return new DiceRoll(notation, Optional.empty());
  }
}

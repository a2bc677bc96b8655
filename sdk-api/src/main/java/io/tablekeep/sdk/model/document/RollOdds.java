package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.dice.Numbers;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.odds.Odds;
import io.tablekeep.sdk.schema.Doc;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What might have come of a roll, reckoned exactly.
 *
 * @param mean the average total; absent where it is open
 * @param min the least total
 * @param max the greatest total
 * @param reach the chance of a total at least as great as the one that came, 0 to 1; absent where
 *     it is open
 */
@Doc("What might have come of a roll.")
public record RollOdds(
    @Doc("The average total.") Optional<Double> mean,
    @Doc("The least total.") Optional<Double> min,
    @Doc("The greatest total.") Optional<Double> max,
    @Doc("The chance of a total at least as great as the one that came.") Optional<Double> reach) {
  private static final double DIGITS = 1e4;

  /**
   * The odds of a roll, to two decimals, the chance to four.
   *
   * @param odds of its notation
   * @param roll what came
   * @return the odds
   */
  public static RollOdds of(Odds odds, Roll roll) {
    OptionalDouble reach = odds.chanceToReach(roll.exact());
    return new RollOdds(
        odds.mean().isPresent()
            ? finite(Numbers.cents(odds.mean().getAsDouble()))
            : Optional.empty(),
        finite(Numbers.cents(odds.min())),
        finite(Numbers.cents(odds.max())),
        reach.isPresent()
            ? Optional.of(Math.rint(reach.getAsDouble() * DIGITS) / DIGITS)
            : Optional.empty());
  }

  private static Optional<Double> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }
}

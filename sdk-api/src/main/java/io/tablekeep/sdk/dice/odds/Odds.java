package io.tablekeep.sdk.dice.odds;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What may come of a notation. Immutable. All totals are before rounding to two decimals.
 *
 * <p>Exact where every way the dice can fall is reckoned: then {@link #cut()} is 0 up to the error
 * of doubles. Explosions can go on for a thousand rolls; what is less likely than one in 10^15 is
 * cut off, and {@link #mean()} is still exact for the usual sums. What would take too long to
 * reckon is open: then the chances are empty, the mean is there only if it follows from the parts,
 * and least and greatest total are bounds that may not be reached. The limit of {@link
 * io.tablekeep.sdk.dice.DiceLimits#ROLLS} rolls a notation is left out of account.
 */
public final class Odds {
  private final double min;
  private final double max;
  private final double mean;
  private final @Nullable Distribution distribution;
  private final double cut;

  Odds(Reckoned reckoned) {
    this.min = reckoned.least();
    this.max = reckoned.most();
    this.mean = reckoned.mean();
    this.distribution = reckoned.distribution();
    this.cut = reckoned.cut();
  }

  /**
   * The least total.
   *
   * @return a number, or minus infinity when that is open
   */
  public double min() {
    return min;
  }

  /**
   * The greatest total.
   *
   * @return a number, or infinity when that is open
   */
  public double max() {
    return max;
  }

  /**
   * The average.
   *
   * @return the mean, empty when it is open
   */
  public OptionalDouble mean() {
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  /**
   * How far totals lie from the average.
   *
   * @return the standard deviation, empty when it is open
   */
  public OptionalDouble deviation() {
    return distribution == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(distribution.deviation());
  }

  /**
   * The chance of a total at least as great.
   *
   * @param total what is to be reached
   * @return 0 to 1, too low by at most {@link #cut()}; empty when it is open
   */
  public OptionalDouble chanceToReach(double total) {
    return distribution == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, distribution.atLeast(total)));
  }

  /**
   * The chance of exactly this total.
   *
   * @param total a total
   * @return 0 to 1, too low by at most {@link #cut()}; empty when it is open
   */
  public OptionalDouble chanceOf(double total) {
    return distribution == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(distribution.chance(total));
  }

  /**
   * All totals with a chance, ascending.
   *
   * @return the totals; none when they are open
   */
  public double[] totals() {
    return distribution == null ? new double[0] : distribution.values().clone();
  }

  /**
   * The chance of what was not reckoned, or has no number as its result.
   *
   * @return 0 when every way the dice can fall was reckoned; 1 when the chances are open
   */
  public double cut() {
    return distribution == null ? 1 : cut;
  }
}

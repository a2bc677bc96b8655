package io.tablekeep.sdk.dice.odds;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one term.
 *
 * @param least no total is less
 * @param most no total is greater
 * @param mean the average, NaN when open
 * @param distribution how likely each total is, null when open
 * @param cut probability that the distribution leaves out
 */
record Reckoned(
    double least, double most, double mean, @Nullable Distribution distribution, double cut) {
  static Reckoned of(double value) {
    return new Reckoned(value, value, value, Distribution.of(value), 0);
  }

  /** All of it: least, most and mean follow. */
  static Reckoned of(Distribution all) {
    return new Reckoned(all.least(), all.most(), all.mean(), all, 0);
  }

  /** A distribution that may be cut, within bounds that are exact where they are finite. */
  static Reckoned within(double least, double most, double mean, Distribution some, double cut) {
    boolean open = Double.isInfinite(least) || Double.isInfinite(most);
    return cut == 0 && open
        ? new Reckoned(some.least(), some.most(), mean, some, 0)
        : new Reckoned(least, most, mean, some, cut);
  }

  static Reckoned open(double least, double most, double mean) {
    return new Reckoned(least, most, mean, null, 1);
  }
}

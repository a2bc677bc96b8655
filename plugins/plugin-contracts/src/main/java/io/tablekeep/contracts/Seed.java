package io.tablekeep.contracts;

import java.util.SplittableRandom;

/**
 * The seed of a property test: a new one each run, printed, or the one asked for with {@code
 * -Dtablekeep.seed=…}. The line it prints is the option that brings the run back.
 */
public final class Seed {
  private static final String PROPERTY = "tablekeep.seed";

  private Seed() {}

  /**
   * A seed for one test.
   *
   * @param test the test's name, for the line that is printed
   * @return the seed asked for, else one never used before
   */
  public static long of(String test) {
    long seed = Long.getLong(PROPERTY, new SplittableRandom().nextLong());
    System.out.println(test + ": -D" + PROPERTY + '=' + seed);
    return seed;
  }

  /**
   * Randomness for one test, different from that of other tests with the same seed.
   *
   * @param test the test's name
   * @return randomness from {@link #of}
   */
  public static SplittableRandom random(String test) {
    return new SplittableRandom(of(test) ^ test.hashCode());
  }
}

package io.tablekeep.contracts;

import java.time.Clock;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * The seed of a property test: a new one each day, printed, or the one asked for with {@code
 * -Dtablekeep.seed=…}. The line it prints is the option that brings the run back.
 */
public final class Seed {
  static final String PROPERTY = "tablekeep.seed";

  /** Seeds of one day; those of the next begin so much higher. */
  private static final long DAY = 10_000_000;

  private Seed() {}

  /**
   * The seed of this day (UTC), or the one asked for: what runs every day finds something new, and
   * whoever runs it again on that day, on whichever machine, finds the same.
   *
   * @param test the test's name, for the line that is printed
   * @return the seed, ten million above that of the day before
   */
  public static long of(String test) {
    return of(test, LocalDate.now(Clock.systemUTC()).toEpochDay() * DAY);
  }

  /**
   * A seed that is the same each run, unless another is asked for.
   *
   * @param test the test's name, for the line that is printed
   * @param usual the seed when none is asked for
   * @return the seed
   */
  public static long of(String test, long usual) {
    long seed = Long.getLong(PROPERTY, usual);
    System.out.println(test + ": -D" + PROPERTY + '=' + seed);
    return seed;
  }

  /**
   * Whether a seed is asked for, so that no other is wanted.
   *
   * @return false when each test takes that of the day
   */
  public static boolean isAskedFor() {
    return Long.getLong(PROPERTY) != null;
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

package io.tablekeep.sdk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * The seed of a property test: a new one each day, printed, or the one asked for with {@code
 * -Dtablekeep.seed=…}. The class of this name in plugin-contracts does the same for modules that
 * stand on this one.
 */
public final class Seed {
  private Seed() {}

  /** The seed of this day (UTC), or the one asked for. */
  public static long of(String test) {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    long seed = Long.getLong("tablekeep.seed", today.toEpochDay());
    System.out.println(test + ": -Dtablekeep.seed=" + seed);
    return seed;
  }

  /** Randomness for one test, different from that of other tests with the same seed. */
  public static SplittableRandom random(String test) {
    return new SplittableRandom(of(test) ^ test.hashCode());
  }
}

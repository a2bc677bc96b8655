package io.tablekeep.sdk.geometry;

import java.util.SplittableRandom;

/**
 * The seed of a property test: a new one each time, printed, or the one asked for with {@code
 * -Dtablekeep.seed=…}.
 */
public final class Seed {
  private Seed() {}

  /** Randomness for one test. */
  public static SplittableRandom random(String test) {
    long seed = Long.getLong("tablekeep.seed", System.nanoTime());
    System.out.println(test + ": -Dtablekeep.seed=" + seed);
    return new SplittableRandom(seed ^ test.hashCode());
  }
}

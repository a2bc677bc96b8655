package io.tablekeep.sdk.dice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.dice.odds.Odds;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random notations never crash, hang or pass the limits. As many as {@code -Ddice.notations} says;
 * {@code -Dtablekeep.seed} repeats a run.
 */
class RandomNotationsTest {
  private static final int MANY = Integer.getInteger("dice.notations", 20_000);
  private static final long SEED = Seed.of("RandomNotationsTest");
  private static final Set<String> ROLLING = Set.of(DiceException.NUMBER, DiceException.REFERENCE);
  private static final long LONGEST_NANOS = 5_000_000_000L;

  @Test
  void randomNotationsNeverCrashHangOrPassTheLimits() {
    System.out.println("dice.notations=" + MANY);
    SplittableRandom random = new SplittableRandom(SEED);
    RandomNotation making = new RandomNotation(random);
    int rolled = 0;
    long slowest = 0;
    String slow = "";
    for (int i = 0; i < MANY; i++) {
      Dialect dialect = random.nextBoolean() ? Dialect.STANDARD : Dialect.FOUNDRY;
      String text = making.next(dialect);
      long start = System.nanoTime();
      try {
        rolled += tried(text, dialect, random, i % 50 == 0) ? 1 : 0;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(dialect + " " + text, e);
      }
      long took = System.nanoTime() - start;
      slow = took > slowest ? text : slow;
      slowest = Math.max(slowest, took);
    }
    System.out.println(rolled + " rolled; slowest " + slowest / 1_000_000.0 + " ms: " + slow);
    assertTrue(rolled > MANY / 5, "only " + rolled + " were notations");
    assertTrue(slowest < LONGEST_NANOS, slow);
  }

  private static boolean tried(
      String text, Dialect dialect, SplittableRandom random, boolean odds) {
    Notation notation;
    try {
      notation = Notation.parse(text, dialect);
    } catch (DiceException e) {
      assertTrue(e.at() >= 0 && e.at() <= text.length(), text + " at " + e.at());
      return false;
    }
    Odds expected = odds && notation.references().isEmpty() ? notation.odds() : null;
    try {
      Roll roll = notation.roll(DieSource.of(random::nextLong));
      assertTrue(roll.faces().size() <= DiceLimits.ROLLS, text);
      assertTrue(Double.isFinite(roll.exact()), text);
      assertTrue(roll.text().length() <= Roll.LONGEST_TEXT + 1, text);
      if (expected != null && expected.cut() < 1e-6) {
        double slack = 0.01 + 1e-9 * Math.abs(roll.exact());
        assertTrue(roll.exact() >= expected.min() - slack, text + " " + roll.line());
        assertTrue(roll.exact() <= expected.max() + slack, text + " " + roll.line());
      }
    } catch (DiceException e) {
      assertTrue(ROLLING.contains(e.code()), e.code() + " " + text);
    }
    return true;
  }
}

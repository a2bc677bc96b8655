package io.tablekeep.engine.runtime.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.runtime.Chance;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecureChanceTest {
  private final Chance chance = new SecureChance();

  @Test
  void everyFaceOfADieComesUpAboutAsOftenAsTheOthers() {
    for (int sides : new int[] {2, 3, 6, 20, 100}) {
      int throwsOfEach = 4000;
      int[] count = new int[sides];
      for (int i = 0; i < sides * throwsOfEach; i++) {
        count[chance.below(sides)]++;
      }
      double chi = 0;
      for (int seen : count) {
        chi += (double) (seen - throwsOfEach) * (seen - throwsOfEach) / throwsOfEach;
      }
      // Seven standard deviations above the mean of a fair die's chi-square.
      double limit = (sides - 1) + 7 * Math.sqrt(2.0 * (sides - 1)) + 20;
      assertTrue(chi < limit, sides + " sides: " + chi);
    }
  }

  /** With plain remainders the lower third would be drawn twice as often as the rest. */
  @Test
  void aBoundNearTheLimitIsNotBiased() {
    int bound = (1 << 30) * 1 + (1 << 29);
    int third = bound / 3;
    int low = 0;
    int draws = 60_000;
    for (int i = 0; i < draws; i++) {
      int drawn = chance.below(bound);
      assertTrue(drawn >= 0 && drawn < bound);
      low += drawn < third ? 1 : 0;
    }
    assertEquals(draws / 3.0, low, draws * 0.02);
  }

  @Test
  void aBoundOfOneIsAlwaysZeroAndLessIsRefused() {
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, chance.below(1));
    }
    assertThrows(IllegalArgumentException.class, () -> chance.below(0));
    assertThrows(IllegalArgumentException.class, () -> chance.below(-5));
    assertTrue(chance.below(Integer.MAX_VALUE) >= 0);
  }

  @Test
  void bitsDoNotRepeatAndEachIsSetHalfOfTheTime() {
    Set<Long> seen = new HashSet<>();
    int[] set = new int[64];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      long bits = chance.bits();
      seen.add(bits);
      for (int bit = 0; bit < 64; bit++) {
        set[bit] += (int) (bits >>> bit & 1);
      }
    }
    assertEquals(draws, seen.size());
    for (int count : set) {
      assertEquals(draws / 2.0, count, draws * 0.03);
    }
  }

  @Test
  void twoThreadsDrawDifferently() throws Exception {
    long[][] drawn = new long[2][100];
    Thread[] threads = new Thread[2];
    for (int t = 0; t < 2; t++) {
      long[] mine = drawn[t];
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < mine.length; i++) {
                  mine[i] = chance.bits();
                }
              });
      threads[t].start();
    }
    Set<Long> all = new HashSet<>();
    for (int t = 0; t < 2; t++) {
      threads[t].join();
      for (long bits : drawn[t]) {
        all.add(bits);
      }
    }
    assertEquals(200, all.size());
  }
}

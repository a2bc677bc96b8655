package io.tablekeep.sdk.conflict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MatchingTest {
  @Test
  void asMuchAsThereCanBeIsFound() {
    SplittableRandom random = Seed.random("asMuchAsThereCanBeIsFound");
    for (int i = 0; i < 20_000; i++) {
      int kinds = 1 + random.nextInt(5);
      int[] one = sequence(random, random.nextInt(14), kinds);
      int[] two = sequence(random, random.nextInt(14), kinds);
      int[] found = Matching.of(one, two);
      String all = Arrays.toString(one) + " in " + Arrays.toString(two);
      int last = -1;
      int count = 0;
      for (int at = 0; at < one.length; at++) {
        if (found[at] >= 0) {
          assertTrue(found[at] > last, all);
          assertEquals(one[at], two[found[at]], all);
          last = found[at];
          count++;
        }
      }
      assertEquals(longest(one, two), count, all);
    }
  }

  @Test
  void whatHasTooLittleInCommonIsReplaced() {
    int[] one = new int[9_000];
    int[] two = new int[9_000];
    Arrays.setAll(one, at -> at);
    Arrays.setAll(two, at -> at < 100 || at >= 8_900 ? at : -1 - at);
    int[] found = Matching.of(one, two);
    assertEquals(200, Arrays.stream(found).filter(at -> at >= 0).count());
    assertArrayEquals(new int[0], Matching.of(new int[0], two));
  }

  private static int[] sequence(SplittableRandom random, int length, int kinds) {
    return random.ints(length, 0, kinds).toArray();
  }

  /** By the book: one row after the other. */
  private static int longest(int[] one, int[] two) {
    int[] row = new int[two.length + 1];
    for (int a : one) {
      int[] next = new int[two.length + 1];
      for (int j = 0; j < two.length; j++) {
        next[j + 1] = a == two[j] ? row[j] + 1 : Math.max(row[j + 1], next[j]);
      }
      row = next;
    }
    return row[two.length];
  }
}

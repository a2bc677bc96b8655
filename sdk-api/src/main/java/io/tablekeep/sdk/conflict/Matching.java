package io.tablekeep.sdk.conflict;

import java.util.Arrays;

/**
 * Which parts of one sequence are still there in another, in order: a longest common subsequence by
 * Myers, <i>An O(ND) Difference Algorithm and Its Variations</i> (1986), in linear space. What
 * differs in more than {@value #MOST} steps counts as replaced, so that time stays bounded.
 */
final class Matching {
  /** From here on two stretches have so little in common that looking for it is not worth it. */
  static final int MOST = 2_000;

  private static final int NONE = -1;

  private final int[] one;
  private final int[] two;
  private final int[] found;
  private final int[] ahead;
  private final int[] back;

  private Matching(int[] one, int[] two) {
    this.one = one;
    this.two = two;
    this.found = new int[one.length];
    Arrays.fill(found, NONE);
    int room = 2 * Math.min(MOST, (one.length + two.length + 1) / 2 + 1) + 3;
    this.ahead = new int[room];
    this.back = new int[room];
  }

  /**
   * Matches equal numbers.
   *
   * @param one the first sequence
   * @param two the second
   * @return for each place of the first its place in the second, rising; -1 where it is not there
   */
  static int[] of(int[] one, int[] two) {
    Matching matching = new Matching(one, two);
    matching.match(0, one.length, 0, two.length);
    return matching.found;
  }

  private void match(int from, int to, int start, int end) {
    while (from < to && start < end && one[from] == two[start]) {
      found[from++] = start++;
    }
    while (from < to && start < end && one[to - 1] == two[end - 1]) {
      found[--to] = --end;
    }
    if (from == to || start == end) {
      return;
    }
    int[] middle = middle(from, to, start, end);
    if (middle.length > 0) {
      match(from, middle[0], start, middle[1]);
      match(middle[0], to, middle[1], end);
    }
  }

  /** A point on a shortest way, about half of the way; empty when that is too long. */
  private int[] middle(int from, int to, int start, int end) {
    int width = to - from;
    int height = end - start;
    int delta = width - height;
    boolean odd = (delta & 1) != 0;
    int offset = ahead.length / 2;
    int steps = Math.min(MOST, (width + height + 1) / 2);
    ahead[offset + 1] = 0;
    back[offset + 1] = 0;
    for (int d = 0; d <= steps; d++) {
      for (int k = -d; k <= d; k += 2) {
        int x = furthest(ahead, offset, k, d);
        int y = x - k;
        while (x < width && y < height && x >= 0 && y >= 0 && one[from + x] == two[start + y]) {
          x++;
          y++;
        }
        ahead[offset + k] = x;
        int other = delta - k;
        if (odd && Math.abs(other) < d && x + back[offset + other] >= width && y <= height) {
          return new int[] {from + x, start + y};
        }
      }
      for (int k = -d; k <= d; k += 2) {
        int x = furthest(back, offset, k, d);
        int y = x - k;
        while (x < width && y < height && x >= 0 && y >= 0 && one[to - 1 - x] == two[end - 1 - y]) {
          x++;
          y++;
        }
        back[offset + k] = x;
        int other = delta - k;
        if (!odd && Math.abs(other) <= d && x + ahead[offset + other] >= width && y <= height) {
          return new int[] {to - x, end - y};
        }
      }
    }
    return new int[0];
  }

  private static int furthest(int[] reached, int offset, int k, int d) {
    return k == -d || (k != d && reached[offset + k - 1] < reached[offset + k + 1])
        ? reached[offset + k + 1]
        : reached[offset + k - 1] + 1;
  }
}

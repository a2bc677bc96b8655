package io.tablekeep.engine.cluster.placement;

import java.util.Arrays;

/** Counts of values in steps, so that shares of all nodes are known without looking at each. */
final class Tally {
  private static final int UNKNOWN = -2;

  private final int[] counts;
  private final int[] medians;
  private int all;
  private boolean changed = true;

  Tally(int steps) {
    counts = new int[steps];
    medians = new int[steps + 1];
  }

  void add(int step, int by) {
    counts[step] += by;
    all += by;
    changed = true;
  }

  /** How many are in steps below this one. */
  int below(int step) {
    int sum = 0;
    for (int i = 0; i < Math.min(step, counts.length); i++) {
      sum += counts[i];
    }
    return sum;
  }

  int size() {
    return all;
  }

  /**
   * The step of the lower median when one value of a step is left out, none if that is -1; -1 when
   * nothing is left.
   */
  int medianWithout(int left) {
    if (changed) {
      Arrays.fill(medians, UNKNOWN);
      changed = false;
    }
    if (medians[left + 1] == UNKNOWN) {
      medians[left + 1] = count(left);
    }
    return medians[left + 1];
  }

  private int count(int left) {
    int rest = all - (left >= 0 ? 1 : 0);
    int upTo = (rest + 1) / 2;
    for (int i = 0; rest > 0 && i < counts.length; i++) {
      upTo -= counts[i] - (i == left ? 1 : 0);
      if (upTo <= 0) {
        return i;
      }
    }
    return -1;
  }
}

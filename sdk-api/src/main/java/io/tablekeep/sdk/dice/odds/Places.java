package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dice of which some are kept for the place they take among the others: value by value from the
 * lowest, so many dice show it, and take the next places.
 */
final class Places {
  private static final int STEP = 40;

  private final double[] chances;
  private final double[] counts;
  private final int dice;
  private final boolean[] kept;
  private final int[] keptBelow;

  private Places(double[] chances, double[] counts, int dice, boolean[] kept) {
    this.chances = chances;
    this.counts = counts;
    this.dice = dice;
    this.kept = kept;
    this.keptBelow = new int[dice + 1];
    for (int i = 0; i < dice; i++) {
      keptBelow[i + 1] = keptBelow[i] + (kept[i] ? 1 : 0);
    }
  }

  /** Null when a value counts now this, now that. */
  static @Nullable Places of(Each each, int dice, boolean[] kept) {
    Distribution values = each.values();
    double[] counts = new double[values.size()];
    Map<Double, Double> score = new HashMap<>();
    for (Each.Shown shown : each.chances().keySet()) {
      Double other = score.put(shown.value(), shown.counts());
      if (other != null && other != shown.counts()) {
        return null;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = score.getOrDefault(values.values()[i], values.values()[i]);
    }
    return new Places(values.chances(), counts, dice, kept);
  }

  /** Which places are kept, from the lowest. */
  static boolean[] kept(Iterable<Modifier> modifiers, int dice) {
    boolean[] kept = new boolean[dice];
    for (int place = 0; place < dice; place++) {
      kept[place] = true;
      for (Modifier modifier : modifiers) {
        if (modifier instanceof Modifier.Keep keep) {
          boolean end = keep.high() ? place >= dice - (long) keep.count() : place < keep.count();
          kept[place] &= end != keep.drop();
        }
      }
    }
    return kept;
  }

  /** The least sum: all kept dice count least. */
  double least() {
    return keptBelow[dice] * Arrays.stream(counts).min().orElse(0);
  }

  double most() {
    return keptBelow[dice] * Arrays.stream(counts).max().orElse(0);
  }

  /** Null: too much work. */
  @Nullable Distribution sum(Work work) {
    List<Map<Double, Double>> placed = new ArrayList<>();
    for (int i = 0; i <= dice; i++) {
      placed.add(new HashMap<>());
    }
    placed.get(0).put(0.0, 1.0);
    double left = 1;
    for (int i = 0; i < chances.length; i++) {
      double share = i == chances.length - 1 ? 1 : Math.min(1, chances[i] / left);
      // From the most dice down, so that what is added is not read again.
      for (int before = dice - 1; before >= 0; before--) {
        if (!spread(placed, before, share, counts[i], work)) {
          return null;
        }
      }
      left -= chances[i];
    }
    return Distribution.of(placed.get(dice));
  }

  /** Of the dice not placed yet so many show this value, which is the least that is left. */
  private boolean spread(
      List<Map<Double, Double>> placed, int before, double share, double count, Work work) {
    Map<Double, Double> sums = placed.get(before);
    int open = dice - before;
    if (sums.isEmpty()) {
      return true;
    }
    if (!work.take((double) STEP * sums.size() * (open + 1))) {
      return false;
    }
    double[] ways = binomial(open, share);
    Map<Double, Double> stays = new HashMap<>();
    sums.forEach((sum, chance) -> Distribution.add(stays, sum, chance * ways[0]));
    for (int many = 1; many <= open; many++) {
      double weight = ways[many];
      if (weight == 0) {
        continue;
      }
      double more = (keptBelow[before + many] - keptBelow[before]) * count;
      Map<Double, Double> into = placed.get(before + many);
      sums.forEach((sum, chance) -> Distribution.add(into, sum + more, chance * weight));
    }
    placed.set(before, stays);
    return true;
  }

  /** How likely each number of hits in n tries is. */
  static double[] binomial(int n, double p) {
    double[] ways = new double[n + 1];
    if (p <= 0 || p >= 1) {
      ways[p <= 0 ? 0 : n] = 1;
      return ways;
    }
    double log = n * Math.log1p(-p);
    double step = Math.log(p) - Math.log1p(-p);
    for (int k = 0; k <= n; k++) {
      ways[k] = Math.exp(log);
      log += step + Math.log((double) (n - k) / (k + 1));
    }
    return ways;
  }

  /** The average, each place for itself; NaN: too much work. */
  double mean(Work work) {
    if (!work.take(60.0 * chances.length * dice)) {
      return Double.NaN;
    }
    double mean = 0;
    double below = 0;
    double[] before = new double[dice];
    for (int i = 0; i < chances.length; i++) {
      below = i == chances.length - 1 ? 1 : Math.min(1, below + chances[i]);
      double[] ways = binomial(dice, below);
      double atLeast = 1;
      for (int place = 0; place < dice; place++) {
        // The die at a place shows at most this if more dice than places below it do.
        atLeast -= ways[place];
        double chance = atLeast - before[place];
        before[place] = atLeast;
        mean += kept[place] ? chance * counts[i] : 0;
      }
    }
    return mean;
  }
}

package io.tablekeep.sdk.dice.odds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values of several kinds of which some are kept for the place they take among all: value by value
 * from the least, so many of each kind are that value, and take the next places.
 */
final class Ordered {
  private static final int STEP = 60;

  private final List<Kind> kinds;
  private final boolean[] kept;
  private final DoubleUnaryOperator counts;
  private final Work work;

  /** Where all of them that were placed are, with the chance of each sum. */
  private Map<List<Integer>, Map<Double, Double>> placed = new HashMap<>();

  /**
   * Values that are as likely.
   *
   * @param values how likely each is
   * @param many how many there are
   */
  record Kind(Distribution values, int many) {}

  private Ordered(List<Kind> kinds, boolean[] kept, DoubleUnaryOperator counts, Work work) {
    this.kinds = kinds;
    this.kept = kept;
    this.counts = counts;
    this.work = work;
  }

  /** The sum of what is kept; null: too much work. */
  static @Nullable Distribution sum(
      List<Kind> kinds, boolean[] kept, DoubleUnaryOperator counts, Work work) {
    return new Ordered(kinds, kept, counts, work).sum();
  }

  private @Nullable Distribution sum() {
    List<Integer> none = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    TreeSet<Double> values = new TreeSet<>();
    for (Kind kind : kinds) {
      none.add(0);
      all.add(kind.many());
      for (double value : kind.values().values()) {
        values.add(value);
      }
    }
    placed.put(none, new HashMap<>(Map.of(0.0, 1.0)));
    for (double value : values) {
      Map<List<Integer>, Map<Double, Double>> next = new HashMap<>();
      for (Map.Entry<List<Integer>, Map<Double, Double>> so : placed.entrySet()) {
        if (!spread(value, so.getKey(), new ArrayList<>(), 1, so.getValue(), next)) {
          return null;
        }
      }
      placed = next;
    }
    return Distribution.of(placed.getOrDefault(all, Map.of()));
  }

  /** Every number of each kind that may be this value. */
  private boolean spread(
      double value,
      List<Integer> before,
      List<Integer> after,
      double chance,
      Map<Double, Double> sums,
      Map<List<Integer>, Map<Double, Double>> next) {
    int index = after.size();
    if (index == kinds.size()) {
      return put(value, before, after, chance, sums, next);
    }
    Kind kind = kinds.get(index);
    int open = kind.many() - before.get(index);
    double each = kind.values().chance(value);
    double ways = 1;
    for (int more = 0; more <= open && ways > 0; more++) {
      after.add(before.get(index) + more);
      boolean done = spread(value, before, after, chance * ways, sums, next);
      after.remove(index);
      if (!done) {
        return false;
      }
      ways = ways * each * (open - more) / (more + 1);
    }
    return true;
  }

  private boolean put(
      double value,
      List<Integer> before,
      List<Integer> after,
      double chance,
      Map<Double, Double> sums,
      Map<List<Integer>, Map<Double, Double>> next) {
    if (!work.take((double) STEP * (sums.size() + 2))) {
      return false;
    }
    int from = before.stream().mapToInt(Integer::intValue).sum();
    int to = after.stream().mapToInt(Integer::intValue).sum();
    int keeps = 0;
    for (int place = from; place < to; place++) {
      keeps += kept[place] ? 1 : 0;
    }
    double more = keeps == 0 ? 0 : keeps * counts.applyAsDouble(value);
    Map<Double, Double> into = next.computeIfAbsent(List.copyOf(after), key -> new HashMap<>());
    sums.forEach((sum, weight) -> Distribution.add(into, sum + more, weight * chance));
    return true;
  }
}

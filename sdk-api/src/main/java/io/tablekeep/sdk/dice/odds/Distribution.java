package io.tablekeep.sdk.dice.odds;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values, ascending, and how likely each is; the probabilities may sum to less than one. Immutable.
 */
final class Distribution {
  /** The most values. */
  static final int MOST = 100_000;

  private static final double FINE = 1e9;

  private final double[] values;
  private final double[] chances;

  private Distribution(double[] values, double[] chances) {
    this.values = values;
    this.chances = chances;
  }

  static Distribution of(double value) {
    return new Distribution(new double[] {value}, new double[] {1});
  }

  /** Of any values and weights; what falls together is added. */
  static Distribution of(Map<Double, Double> weights) {
    double[] values = new double[weights.size()];
    int n = 0;
    for (double value : weights.keySet()) {
      values[n++] = value;
    }
    Arrays.sort(values);
    double[] chances = new double[n];
    for (int i = 0; i < n; i++) {
      chances[i] = weights.getOrDefault(values[i], 0.0);
    }
    return new Distribution(values, chances);
  }

  static void add(Map<Double, Double> weights, double value, double chance) {
    if (chance > 0) {
      weights.merge(fine(value), chance, Double::sum);
    }
  }

  /** Values that differ by the error of doubles are the same value. */
  private static double fine(double value) {
    if (value == Math.rint(value) || Math.abs(value) > FINE) {
      return value + 0.0;
    }
    return Math.rint(value * FINE) / FINE;
  }

  double[] values() {
    return values;
  }

  double[] chances() {
    return chances;
  }

  int size() {
    return values.length;
  }

  double least() {
    return values.length == 0 ? 0 : values[0];
  }

  double most() {
    return values.length == 0 ? 0 : values[values.length - 1];
  }

  double mass() {
    return Arrays.stream(chances).sum();
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * chances[i];
    }
    return sum;
  }

  double deviation() {
    double mean = mean() / mass();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i] - mean) * chances[i];
    }
    return Math.sqrt(sum / mass());
  }

  double atLeast(double total) {
    double sum = 0;
    for (int i = values.length - 1; i >= 0 && values[i] >= total; i--) {
      sum += chances[i];
    }
    return sum;
  }

  double chance(double total) {
    int index = Arrays.binarySearch(values, fine(total));
    return index < 0 ? 0 : chances[index];
  }

  Distribution scaled(double by) {
    return new Distribution(values, Arrays.stream(chances).map(one -> one * by).toArray());
  }

  Distribution map(DoubleUnaryOperator change) {
    Map<Double, Double> weights = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      double value = change.applyAsDouble(values[i]);
      if (Double.isFinite(value)) {
        add(weights, value, chances[i]);
      }
    }
    return of(weights);
  }

  Distribution and(Distribution other) {
    Map<Double, Double> weights = new HashMap<>();
    pour(weights);
    other.pour(weights);
    return of(weights);
  }

  private void pour(Map<Double, Double> weights) {
    for (int i = 0; i < values.length; i++) {
      add(weights, values[i], chances[i]);
    }
  }

  /** Of two independent values; results that are no number are left out. Null: too much work. */
  @Nullable Distribution with(Distribution other, DoubleBinaryOperator operation, Work work) {
    if (!work.take(20.0 * size() * other.size())) {
      return null;
    }
    Map<Double, Double> weights = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < other.values.length; j++) {
        double value = operation.applyAsDouble(values[i], other.values[j]);
        if (Double.isFinite(value)) {
          add(weights, value, chances[i] * other.chances[j]);
        }
      }
      if (weights.size() > MOST) {
        return null;
      }
    }
    return of(weights);
  }

  /** Of the sum of two independent values. Null: too much work. */
  @Nullable Distribution plus(Distribution other, Work work) {
    double range = most() - least() + other.most() - other.least();
    if (!whole() || !other.whole() || range > MOST) {
      return with(other, Double::sum, work);
    }
    if (size() == 0 || other.size() == 0) {
      return size() == 0 ? this : other;
    }
    if (!work.take((double) size() * other.size() + range)) {
      return null;
    }
    double[] dense = new double[(int) range + 1];
    double least = least() + other.least();
    for (int i = 0; i < values.length; i++) {
      int from = (int) (values[i] - least());
      for (int j = 0; j < other.values.length; j++) {
        dense[from + (int) (other.values[j] - other.least())] += chances[i] * other.chances[j];
      }
    }
    return dense(dense, least);
  }

  private static Distribution dense(double[] dense, double least) {
    int n = 0;
    for (double one : dense) {
      n += one > 0 ? 1 : 0;
    }
    double[] values = new double[n];
    double[] chances = new double[n];
    n = 0;
    for (int i = 0; i < dense.length; i++) {
      if (dense[i] > 0) {
        values[n] = least + i;
        chances[n++] = dense[i];
      }
    }
    return new Distribution(values, chances);
  }

  private boolean whole() {
    for (double value : values) {
      if (value != Math.rint(value) || Math.abs(value) > FINE) {
        return false;
      }
    }
    return true;
  }

  /** Of the sum of so many independent values. Null: too much work. */
  @Nullable Distribution times(int n, Work work) {
    Distribution sum = of(0);
    Distribution power = this;
    for (int left = n; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        sum = sum.plus(power, work);
      }
      if (sum == null) {
        return null;
      }
      if (left > 1) {
        power = power.plus(power, work);
        if (power == null) {
          return null;
        }
      }
    }
    return sum;
  }
}

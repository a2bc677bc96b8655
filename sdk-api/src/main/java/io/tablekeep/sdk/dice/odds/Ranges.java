package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.tree.Function;
import io.tablekeep.sdk.dice.tree.Operator;

/** What follows from bounds and means alone. */
final class Ranges {
  private static final double ALL = Double.POSITIVE_INFINITY;

  private Ranges() {}

  static Reckoned of(Operator operator, Reckoned a, Reckoned b) {
    double mean =
        switch (operator) {
          case PLUS -> a.mean() + b.mean();
          case MINUS -> a.mean() - b.mean();
          case TIMES -> a.mean() * b.mean();
          case OVER -> b.least() == b.most() ? a.mean() / b.mean() : Double.NaN;
          case MODULO, POWER -> Double.NaN;
        };
    return switch (operator) {
      case PLUS -> Reckoned.open(a.least() + b.least(), a.most() + b.most(), mean);
      case MINUS -> Reckoned.open(a.least() - b.most(), a.most() - b.least(), mean);
      case TIMES -> corners(operator, a, b, mean);
      case OVER ->
          b.least() > 0 || b.most() < 0
              ? corners(operator, a, b, mean)
              : Reckoned.open(-ALL, ALL, Double.NaN);
      case MODULO ->
          b.least() > 0
              ? Reckoned.open(0, Math.max(b.most(), 0), mean)
              : Reckoned.open(-ALL, ALL, mean);
      case POWER ->
          a.least() >= 1 || (a.least() > 0 && b.least() >= 0)
              ? corners(operator, a, b, mean)
              : Reckoned.open(-ALL, ALL, mean);
    };
  }

  private static Reckoned corners(Operator operator, Reckoned a, Reckoned b, double mean) {
    double least = ALL;
    double most = -ALL;
    for (double x : new double[] {a.least(), a.most()}) {
      for (double y : new double[] {b.least(), b.most()}) {
        double corner = operator.apply(x, y);
        least = Math.min(least, corner);
        most = Math.max(most, corner);
      }
    }
    return Double.isNaN(least) ? Reckoned.open(-ALL, ALL, mean) : Reckoned.open(least, most, mean);
  }

  static Reckoned of(Function function, Reckoned of) {
    double low = function.apply(of.least());
    double high = function.apply(of.most());
    return switch (function) {
      case CEIL, FLOOR, ROUND, TRUNC, SIGN, EXP -> Reckoned.open(low, high, Double.NaN);
      case LOG, SQRT ->
          of.least() > 0
              ? Reckoned.open(low, high, Double.NaN)
              : Reckoned.open(-ALL, high, Double.NaN);
      case ABS ->
          of.least() >= 0
              ? Reckoned.open(low, high, of.mean())
              : Reckoned.open(0, Math.max(low, high), Double.NaN);
      case SIN, COS -> Reckoned.open(-1, 1, Double.NaN);
      default -> Reckoned.open(-ALL, ALL, Double.NaN);
    };
  }

  static Reckoned of(Function function, Reckoned a, Reckoned b) {
    return switch (function) {
      case POW -> of(Operator.POWER, a, b);
      case MAX ->
          Reckoned.open(Math.max(a.least(), b.least()), Math.max(a.most(), b.most()), Double.NaN);
      default ->
          Reckoned.open(Math.min(a.least(), b.least()), Math.min(a.most(), b.most()), Double.NaN);
    };
  }
}

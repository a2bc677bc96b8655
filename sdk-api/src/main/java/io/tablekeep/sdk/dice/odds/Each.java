package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.tree.Compare;
import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One die among others of its kind: how likely it shows a value and counts something. Immutable;
 * the probabilities may sum to less than one.
 */
final class Each {
  private final Die die;
  private final Map<Shown, Double> chances;

  /**
   * What a die shows.
   *
   * @param value its value
   * @param score what it counts, NaN for its value
   */
  record Shown(double value, double score) {
    double counts() {
      return Double.isNaN(score) ? value : score;
    }
  }

  private Each(Die die, Map<Shown, Double> chances) {
    this.die = die;
    this.chances = chances;
  }

  /** As it falls, each face less one for penetrating dice. */
  static Each fallen(Die die, double less) {
    Map<Shown, Double> chances = new HashMap<>();
    for (long draw = 0; draw < die.draws(); draw++) {
      chances.merge(new Shown(die.face(draw) - less, Double.NaN), 1.0 / die.draws(), Double::sum);
    }
    return new Each(die, chances);
  }

  Map<Shown, Double> chances() {
    return chances;
  }

  double mass() {
    return chances.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  Predicate<Shown> when(Compare when) {
    return one -> when.matches(one.value(), (double) die.least(), die.top());
  }

  Each only(Predicate<Shown> which) {
    Map<Shown, Double> some = new HashMap<>();
    chances.forEach(
        (shown, chance) -> {
          if (which.test(shown)) {
            some.put(shown, chance);
          }
        });
    return new Each(die, some);
  }

  Each map(Function<Shown, Shown> change) {
    Map<Shown, Double> other = new HashMap<>();
    chances.forEach((shown, chance) -> other.merge(change.apply(shown), chance, Double::sum));
    return new Each(die, other);
  }

  Distribution counts() {
    Map<Double, Double> weights = new HashMap<>();
    chances.forEach((shown, chance) -> Distribution.add(weights, shown.counts(), chance));
    return Distribution.of(weights);
  }

  Distribution values() {
    Map<Double, Double> weights = new HashMap<>();
    chances.forEach((shown, chance) -> Distribution.add(weights, shown.value(), chance));
    return Distribution.of(weights);
  }

  static Each showing(Die die, Distribution values) {
    Map<Shown, Double> chances = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      chances.put(new Shown(values.values()[i], Double.NaN), values.chances()[i]);
    }
    return new Each(die, chances);
  }

  /** Changes each die for itself; modifiers that look at others or bring more are not for this. */
  Each after(Modifier modifier) {
    if (modifier instanceof Modifier.Clamp clamp) {
      return map(one -> new Shown(clamped(clamp, one.value()), one.score()));
    }
    if (modifier instanceof Modifier.Reroll reroll) {
      return rerolled(reroll);
    }
    if (modifier instanceof Modifier.Target target) {
      Predicate<Shown> success = when(target.success());
      Predicate<Shown> failure = when(target.failure());
      return map(one -> new Shown(one.value(), success.test(one) ? 1 : failure.test(one) ? -1 : 0));
    }
    if (modifier instanceof Modifier.Count count) {
      Predicate<Shown> hit = when(count.when());
      return map(one -> new Shown(one.value(), hit.test(one) ? 1 : 0));
    }
    if (modifier instanceof Modifier.Deduct deduct) {
      Predicate<Shown> hit =
          deduct.when().test() == Compare.Test.NONE ? one -> one.score() == 0 : when(deduct.when());
      return map(
          one -> hit.test(one) ? new Shown(one.value(), deduct.value() ? -one.value() : -1) : one);
    }
    return this;
  }

  private static double clamped(Modifier.Clamp clamp, double value) {
    return clamp.floor() ? Math.max(value, clamp.bound()) : Math.min(value, clamp.bound());
  }

  /** The last of the rolls allowed stays, whatever it is. */
  private Each rerolled(Modifier.Reroll reroll) {
    Each fresh = fallen(die, 0);
    Predicate<Shown> again = when(reroll.when());
    double repeat = fresh.only(again).mass();
    double first = 0;
    double reached = 1;
    for (int i = 0; i < reroll.most(); i++) {
      first += reached;
      reached *= repeat;
    }
    double stays = first;
    double lasts = repeat == 0 ? 0 : reached / repeat;
    Map<Shown, Double> after = new HashMap<>();
    chances.forEach(
        (shown, chance) -> {
          if (!again.test(shown)) {
            after.merge(shown, chance, Double::sum);
            return;
          }
          fresh.chances.forEach(
              (face, fall) -> {
                double weight = chance * fall * (again.test(face) ? lasts : stays);
                after.merge(new Shown(face.value(), shown.score()), weight, Double::sum);
              });
        });
    return new Each(die, after);
  }
}

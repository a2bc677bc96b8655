package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.List;

/** Between which totals a throw lies at least, from each die for itself. */
final class Bounds {
  private double least;
  private double most;
  private double low;
  private double high;
  private boolean scored;
  private boolean keeping;
  private double poolMost;
  private final double poolLeast;
  private double fewest;
  private double dice;

  private Bounds(Die die, int count) {
    this.least = die.least();
    this.most = die.most();
    this.fewest = count;
    this.dice = count;
    this.poolMost = count;
    this.poolLeast = count;
  }

  static Reckoned of(Die die, int count, List<Modifier> modifiers) {
    Bounds bounds = new Bounds(die, count);
    for (Modifier modifier : modifiers) {
      bounds.after(modifier, die);
    }
    double lowest = bounds.scored ? bounds.low : bounds.least;
    double highest = bounds.scored ? bounds.high : bounds.most;
    return Reckoned.open(
        lowest < 0 ? lowest * bounds.dice : lowest * bounds.fewest,
        highest > 0 ? highest * bounds.dice : highest * bounds.fewest,
        Double.NaN);
  }

  private void after(Modifier modifier, Die die) {
    if (modifier instanceof Modifier.Clamp clamp) {
      least = clamp.floor() ? Math.max(least, clamp.bound()) : Math.min(least, clamp.bound());
      most = clamp.floor() ? Math.max(most, clamp.bound()) : Math.min(most, clamp.bound());
    } else if (modifier instanceof Modifier.Explode explode) {
      explode(explode, die);
    } else if (modifier instanceof Modifier.Reroll || modifier instanceof Modifier.Unique) {
      least = Math.min(least, (double) die.least());
      most = Math.max(most, (double) die.most());
    } else if (modifier instanceof Modifier.Keep keep) {
      keep(keep);
    } else {
      score(modifier);
    }
  }

  /** Each looks at all dice; what one keeps another may drop. */
  private void keep(Modifier.Keep keep) {
    double few = keep.drop() ? Math.max(0, poolLeast - keep.count()) : keep.count();
    double many = keep.drop() ? Math.max(0, poolMost - keep.count()) : keep.count();
    fewest = keeping ? 0 : Math.min(fewest, few);
    dice = Math.min(dice, many);
    keeping = true;
  }

  private void explode(Modifier.Explode explode, Die die) {
    double extra = Math.min(explode.most(), DiceLimits.EXTRA_ROLLS);
    double less = explode.penetrate() ? 1 : 0;
    if (explode.compound()) {
      least += extra * Math.min(0, die.least() - less);
      most += extra * Math.max(0, die.most() - less);
    } else {
      least = Math.min(least, die.least() - less);
      most = Math.max(most, die.most() - less);
      dice *= 1 + extra;
      poolMost *= 1 + extra;
    }
  }

  private void score(Modifier modifier) {
    if (modifier instanceof Modifier.Target) {
      low = -1;
      high = 1;
      scored = true;
    } else if (modifier instanceof Modifier.Count) {
      low = 0;
      high = 1;
      scored = true;
    } else if (modifier instanceof Modifier.Deduct deduct) {
      double lowest = scored ? low : least;
      double highest = scored ? high : most;
      low = Math.min(lowest, deduct.value() ? Math.min(-least, -most) : -1);
      high = Math.max(highest, deduct.value() ? Math.max(-least, -most) : -1);
      scored = true;
    }
  }
}

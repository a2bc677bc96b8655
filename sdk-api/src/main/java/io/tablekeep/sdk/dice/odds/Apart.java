package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.tree.Compare;
import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dice that are rolled until no two show the same: in the end they are as if drawn from the faces
 * without putting any back, but for what a thousand rolls leave.
 */
final class Apart {
  private static final int STEP = 60;

  private Apart() {}

  /** Null when dice are not drawn like that, or it is too much work. */
  static @Nullable Distribution sum(Die die, int dice, List<Modifier> modifiers, Work work) {
    long faces = die.most() - die.least() + 1;
    if (!(modifiers.get(0) instanceof Modifier.Unique unique)
        || unique.when().test() != Compare.Test.ANY
        || unique.most() < DiceLimits.EXTRA_ROLLS
        || die.kind() == Die.Kind.FUDGE_ONE
        || dice > faces) {
      return null;
    }
    Each each = Each.fallen(die, 0);
    List<Modifier> behind = modifiers.subList(1, modifiers.size());
    for (Modifier modifier : behind) {
      if (modifier instanceof Modifier.Unique
          || modifier instanceof Modifier.Explode
          || modifier instanceof Modifier.Reroll
          || modifier instanceof Modifier.Clamp
          || modifier instanceof Modifier.Margin) {
        return null;
      }
      each = each.after(modifier);
    }
    return drawn(each, die, dice, Places.kept(behind, dice), work);
  }

  private static @Nullable Distribution drawn(
      Each each, Die die, int dice, boolean[] kept, Work work) {
    Map<Double, Double> counts = new HashMap<>();
    each.chances().keySet().forEach(one -> counts.put(one.value(), one.counts()));
    List<Map<Double, Double>> drawn = new ArrayList<>();
    for (int i = 0; i <= dice; i++) {
      drawn.add(new HashMap<>());
    }
    drawn.get(0).put(0.0, 1.0);
    for (long face = die.least(); face <= die.most(); face++) {
      double left = die.most() - face + 1.0;
      double counted = counts.getOrDefault((double) face, (double) face);
      for (int so = dice - 1; so >= 0; so--) {
        Map<Double, Double> sums = drawn.get(so);
        double chance = Math.min(1, (dice - so) / left);
        double more = kept[so] ? counted : 0;
        if (!work.take((double) STEP * sums.size())) {
          return null;
        }
        Map<Double, Double> into = drawn.get(so + 1);
        Map<Double, Double> stays = new HashMap<>();
        sums.forEach(
            (sum, weight) -> {
              Distribution.add(into, sum + more, weight * chance);
              Distribution.add(stays, sum, weight * (1 - chance));
            });
        drawn.set(so, stays);
      }
    }
    return Distribution.of(drawn.get(dice));
  }
}

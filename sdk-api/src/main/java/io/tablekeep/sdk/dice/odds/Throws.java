package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.roll.Arithmetic;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Modifier;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Operator;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reckons dice that fall together: by the quickest way that is exact for their modifiers. */
final class Throws {
  /** Dice with more faces are not gone through face by face. */
  static final int MOST_FACES = 20_000;

  private final Arithmetic arithmetic;
  private final Trying trying;
  private final Work work;

  Throws(Arithmetic arithmetic, Trying trying, Work work) {
    this.arithmetic = arithmetic;
    this.trying = trying;
    this.work = work;
  }

  Reckoned of(Throw dice) {
    return of(dice, dice.modifiers());
  }

  Reckoned of(Throw dice, List<Modifier> written) {
    Die die = arithmetic.die(dice);
    int count = arithmetic.count(dice);
    refuseEndless(die, written, dice.at());
    List<Modifier> modifiers = written.stream().filter(one -> !shows(one)).toList();
    List<Modifier> before = modifiers;
    List<Modifier.Margin> margins = new ArrayList<>();
    for (int i = 0; i < modifiers.size(); i++) {
      if (modifiers.get(i) instanceof Modifier.Margin margin) {
        // Once there is a distance, what becomes of the dice no longer matters.
        before = margins.isEmpty() ? modifiers.subList(0, i) : before;
        margins.add(margin);
      }
    }
    Reckoned sum = sum(dice, die, count, before);
    for (Modifier.Margin margin : margins) {
      sum = distance(sum, margin);
    }
    return sum;
  }

  /**
   * Collects the dice of a sum.
   *
   * @param kinds takes them
   * @return what the numbers in it add; NaN when there is anything but plain dice and numbers
   */
  double plain(Term term, List<Ordered.Kind> kinds) {
    if (term instanceof Throw dice) {
      Die die = arithmetic.die(dice);
      boolean plain = dice.modifiers().stream().allMatch(Throws::shows);
      if (!plain || die.draws() > MOST_FACES) {
        return Double.NaN;
      }
      kinds.add(new Ordered.Kind(Each.fallen(die, 0).values(), arithmetic.count(dice)));
      return 0;
    }
    if (term instanceof Parenthesis inner) {
      return plain(inner.of(), kinds);
    }
    if (term instanceof Operation both && both.operator() == Operator.PLUS) {
      return plain(both.left(), kinds) + plain(both.right(), kinds);
    }
    return term instanceof Amount || term instanceof Reference
        ? arithmetic.value(term)
        : Double.NaN;
  }

  private static boolean shows(Modifier modifier) {
    return modifier instanceof Modifier.Sort || modifier instanceof Modifier.Critical;
  }

  private static void refuseEndless(Die die, List<Modifier> modifiers, int at) {
    for (Modifier one : modifiers) {
      boolean rolls =
          one instanceof Modifier.Explode
              || one instanceof Modifier.Reroll
              || one instanceof Modifier.Unique;
      if (rolls && die.single()) {
        throw new DiceException(
            ErrorKind.USER,
            DiceException.ENDLESS,
            "A die with one side cannot explode or be rolled again.",
            at);
      }
    }
  }

  private Reckoned distance(Reckoned sum, Modifier.Margin margin) {
    Distribution of = sum.distribution();
    double sign = margin.below() ? -1 : 1;
    double least = sign * (margin.below() ? sum.most() : sum.least()) - sign * margin.target();
    double most = sign * (margin.below() ? sum.least() : sum.most()) - sign * margin.target();
    double mean = sign * (sum.mean() - margin.target());
    return of == null
        ? Reckoned.open(least, most, mean)
        : new Reckoned(least, most, mean, of.map(one -> sign * (one - margin.target())), sum.cut());
  }

  private Reckoned sum(Throw dice, Die die, int count, List<Modifier> modifiers) {
    Reckoned bounds = Bounds.of(die, count, modifiers);
    if (die.draws() > MOST_FACES) {
      double each = (die.least() + (double) die.most()) / 2;
      return Reckoned.open(
          bounds.least(), bounds.most(), modifiers.isEmpty() ? count * each : Double.NaN);
    }
    Reckoned quick = quick(die, count, modifiers, bounds);
    if (quick != null) {
      return quick;
    }
    Distribution apart = modifiers.isEmpty() ? null : Apart.sum(die, count, modifiers, work);
    if (apart != null) {
      return Reckoned.of(apart);
    }
    Throw plain =
        new Throw(dice.slot(), dice.count(), dice.faces(), modifiers, dice.label(), dice.at());
    Reckoned tried = trying.of(plain, dice.slot() + 1, bounds.least(), bounds.most());
    return tried == null ? bounds : tried;
  }

  /** Null when dice have to do with each other in other ways than by the places they take. */
  private @Nullable Reckoned quick(Die die, int count, List<Modifier> modifiers, Reckoned bounds) {
    Each each = Each.fallen(die, 0);
    double cut = 0;
    boolean keeping = false;
    for (int i = 0; i < modifiers.size(); i++) {
      Modifier modifier = modifiers.get(i);
      boolean changes = modifier instanceof Modifier.Clamp || modifier instanceof Modifier.Reroll;
      if (modifier instanceof Modifier.Unique || modifier instanceof Modifier.Margin) {
        return null;
      } else if (modifier instanceof Modifier.Explode explode) {
        List<Modifier> behind = modifiers.subList(i + 1, modifiers.size());
        if (keeping) {
          return null;
        }
        if (!explode.compound()) {
          return forEach(behind)
              ? sums(new Chain(work).of(each, die, explode, behind), count)
              : null;
        }
        Chain.Sum sum = new Chain(work).of(each, die, explode, List.of());
        if (sum.sum() == null) {
          return null;
        }
        each = Each.showing(die, sum.sum());
        cut += sum.cut() * count;
        if (i == modifiers.size() - 1) {
          return sums(sum, count);
        }
      } else if (modifier instanceof Modifier.Keep) {
        keeping = true;
      } else if (keeping && changes) {
        return null;
      } else {
        each = each.after(modifier);
      }
    }
    return keeping
        ? kept(each, count, modifiers, bounds, cut)
        : sums(each.counts(), count, bounds, cut);
  }

  private static boolean forEach(List<Modifier> modifiers) {
    return modifiers.stream()
        .noneMatch(
            one ->
                one instanceof Modifier.Keep
                    || one instanceof Modifier.Unique
                    || one instanceof Modifier.Explode
                    || one instanceof Modifier.Margin);
  }

  private Reckoned sums(Chain.Sum one, int count) {
    double least = one.least() * count;
    double most = one.most() * count;
    double mean = one.mean() * count;
    Distribution all = one.sum() == null ? null : one.sum().times(count, work);
    return all == null
        ? Reckoned.open(least, most, mean)
        : Reckoned.within(least, most, mean, all, one.cut() * count);
  }

  /** Each die for itself; what was cut before may lie beyond what is left, but within bounds. */
  private Reckoned sums(Distribution one, int count, Reckoned bounds, double cut) {
    double least = cut == 0 ? one.least() * count : bounds.least();
    double most = cut == 0 ? one.most() * count : bounds.most();
    Distribution all = one.times(count, work);
    return all == null
        ? Reckoned.open(least, most, one.mean() * count)
        : Reckoned.within(least, most, one.mean() * count, all, cut);
  }

  private @Nullable Reckoned kept(
      Each each, int count, List<Modifier> modifiers, Reckoned bounds, double cut) {
    Places places = Places.of(each, count, Places.kept(modifiers, count));
    if (places == null) {
      return null;
    }
    // The average first: it takes less, and is there when the sum takes too much.
    double mean = places.mean(work);
    Distribution all = places.sum(work);
    double least = cut == 0 ? places.least() : bounds.least();
    double most = cut == 0 ? places.most() : bounds.most();
    return all == null
        ? Reckoned.open(least, most, mean)
        : Reckoned.within(least, most, all.mean(), all, cut);
  }
}

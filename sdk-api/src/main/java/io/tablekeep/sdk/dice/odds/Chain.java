package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A die that explodes, with all the dice it brings, as one sum. */
final class Chain {
  private static final double UNLIKELY = 1e-15;

  private final Work work;

  Chain(Work work) {
    this.work = work;
  }

  /**
   * The sum of a chain.
   *
   * @param sum how likely each is, null when too long to reckon
   * @param least no chain is less
   * @param most no chain is more
   * @param mean the average of whole chains
   * @param cut the chance of chains left out
   */
  record Sum(@Nullable Distribution sum, double least, double most, double mean, double cut) {}

  /** The first die and its extra dice, each changed by what is written behind the explosion. */
  Sum of(Each first, Die die, Modifier.Explode explode, List<Modifier> behind) {
    Predicate<Each.Shown> goesOn = first.when(explode.when());
    double less = explode.penetrate() ? 1 : 0;
    // Whether an extra die goes on is decided by its face, before one is taken from it.
    Predicate<Each.Shown> faceGoesOn =
        one -> goesOn.test(new Each.Shown(one.value() + less, one.score()));
    Each extra = Each.fallen(die, less);
    Distribution ends = changed(first.only(goesOn.negate()), behind);
    Distribution leads = changed(first.only(goesOn), behind);
    Distribution stops = changed(extra.only(faceGoesOn.negate()), behind);
    Distribution again = changed(extra.only(faceGoesOn), behind);
    double mean = mean(ends, leads, stops, again, explode.most());
    Sum whole =
        new Sum(
            null,
            end(ends, leads, stops, again, explode.most(), -1),
            end(ends, leads, stops, again, explode.most(), 1),
            mean,
            1);
    return sum(ends, leads, stops, again, explode.most(), whole);
  }

  /** The greatest chain, or with a sign of -1 the least. */
  private static double end(
      Distribution ends,
      Distribution leads,
      Distribution stops,
      Distribution again,
      int most,
      int sign) {
    double best = greatest(ends, sign);
    if (leads.size() > 0 && most > 0) {
      double on = greatest(again, sign);
      double last = Math.max(greatest(stops, sign), on);
      double longest = on > Double.NEGATIVE_INFINITY ? (most - 1) * on + last : last;
      double extra = Math.max(greatest(stops, sign), longest);
      best = Math.max(best, greatest(leads, sign) + extra);
    } else {
      best = Math.max(best, greatest(leads, sign));
    }
    return sign * best;
  }

  private static double greatest(Distribution some, int sign) {
    return some.size() == 0 ? Double.NEGATIVE_INFINITY : sign > 0 ? some.most() : -some.least();
  }

  private static Distribution changed(Each some, List<Modifier> behind) {
    Each each = some;
    for (Modifier modifier : behind) {
      each = each.after(modifier);
    }
    return each.counts();
  }

  /** Extra die k falls if all before it went on, and what it shows has nothing to do with that. */
  private static double mean(
      Distribution ends, Distribution leads, Distribution stops, Distribution again, int most) {
    double reached = leads.mass();
    double each = stops.mean() + again.mean();
    double mean = ends.mean() + leads.mean();
    for (int i = 0; i < most; i++) {
      mean += reached * each;
      reached *= again.mass();
    }
    return mean;
  }

  private Sum sum(
      Distribution ends,
      Distribution leads,
      Distribution stops,
      Distribution again,
      int most,
      Sum whole) {
    Distribution all = ends;
    Distribution open = leads;
    for (int i = 1; i <= most && open.size() > 0; i++) {
      if (open.mass() < UNLIKELY) {
        return new Sum(all, whole.least(), whole.most(), whole.mean(), open.mass());
      }
      Distribution last = i == most ? stops.and(again) : stops;
      Distribution closed = last.size() == 0 ? last : open.plus(last, work);
      open = again.size() == 0 ? again : open.plus(again, work);
      if (closed == null || open == null || !work.take(all.size() * 200.0)) {
        return whole;
      }
      all = all.and(closed);
    }
    return new Sum(all, whole.least(), whole.most(), whole.mean(), 0);
  }
}

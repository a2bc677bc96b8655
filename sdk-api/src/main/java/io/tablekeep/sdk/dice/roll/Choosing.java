package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.Mark;
import io.tablekeep.sdk.dice.tree.Compare;
import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The modifiers that roll nothing, for dice and for terms of groups alike. */
final class Choosing {
  private Choosing() {}

  static void keep(Modifier.Keep keep, List<? extends Lying> all) {
    int size = all.size();
    int count = Math.min(keep.count(), size);
    List<Lying> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble(one -> one.value));
    int from = keep.high() ? (keep.drop() ? size - count : 0) : (keep.drop() ? 0 : count);
    int to = keep.high() ? (keep.drop() ? size : size - count) : (keep.drop() ? count : size);
    for (int i = from; i < to; i++) {
      sorted.get(i).drop();
    }
  }

  static void target(Modifier.Target target, Pile<?> pile) {
    for (Lying one : pile.all) {
      if (matches(target.success(), one, pile)) {
        one.mark(Mark.SUCCESS);
        one.score(1);
      } else if (matches(target.failure(), one, pile)) {
        one.mark(Mark.FAILURE);
        one.score(-1);
      } else {
        one.score(0);
      }
    }
  }

  static void count(Modifier.Count count, Pile<?> pile) {
    for (Lying one : pile.all) {
      boolean hit = matches(count.when(), one, pile);
      one.score(hit ? 1 : 0);
      if (hit) {
        one.mark(count.success() ? Mark.SUCCESS : Mark.FAILURE);
      }
    }
  }

  static void deduct(Modifier.Deduct deduct, Pile<?> pile) {
    boolean misses = deduct.when().test() == Compare.Test.NONE;
    for (Lying one : pile.all) {
      boolean hit = misses ? one.scored && one.score == 0 : matches(deduct.when(), one, pile);
      if (hit) {
        one.unmark(Mark.SUCCESS);
        one.mark(Mark.FAILURE);
        one.score(deduct.value() ? -one.value : -1);
      }
    }
  }

  static void critical(Modifier.Critical critical, Pile<?> pile) {
    for (Lying one : pile.all) {
      if (matches(critical.when(), one, pile)) {
        one.mark(critical.success() ? Mark.CRITICAL_SUCCESS : Mark.CRITICAL_FAILURE);
      }
    }
  }

  static void margin(Modifier.Margin margin, Pile<?> pile) {
    double total = pile.total();
    pile.margin = margin.below() ? margin.target() - total : total - margin.target();
  }

  static <L extends Lying> void sort(Modifier.Sort sort, Pile<L> pile) {
    Comparator<L> up = Comparator.comparingDouble(one -> one.value);
    List<L> sorted = new ArrayList<>(pile.all);
    sorted.sort(sort.descending() ? up.reversed() : up);
    pile.all = sorted;
  }

  static boolean matches(Compare when, Lying one, Pile<?> pile) {
    double least = pile.die == null ? Double.NaN : pile.die.least();
    double most = pile.die == null ? Double.NaN : pile.die.top();
    return when.matches(one.value, least, most);
  }
}

package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.roll.Arithmetic;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Call;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Negation;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Operator;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import java.util.List;

/** Reckons a notation from its terms, which are independent of each other. */
public final class Reckoner {
  /** As much as is reckoned for a notation unless less is asked for. */
  public static final long STEPS = 40_000_000;

  private final Work work;
  private final Arithmetic arithmetic;
  private final Throws throwing;
  private final Groups groups;

  private Reckoner(References sheet, long steps) {
    this.work = new Work(steps);
    this.arithmetic = new Arithmetic(sheet);
    Trying trying = new Trying(sheet, work);
    this.throwing = new Throws(arithmetic, trying, work);
    this.groups = new Groups(this, throwing, trying, work);
  }

  /**
   * What may come of a notation.
   *
   * @param notation the notation
   * @param sheet what references mean
   * @param steps how much may be reckoned, about a nanosecond each
   * @return the odds
   */
  public static Odds odds(Notation notation, References sheet, long steps) {
    return new Odds(new Reckoner(sheet, steps).of(notation.term()));
  }

  Reckoned of(Term term) {
    if (term instanceof Amount amount) {
      return Reckoned.of(amount.value());
    }
    if (term instanceof Reference) {
      return Reckoned.of(arithmetic.value(term));
    }
    if (term instanceof Throw dice) {
      return throwing.of(dice);
    }
    if (term instanceof Group group) {
      return groups.of(group);
    }
    if (term instanceof Parenthesis inner) {
      return of(inner.of());
    }
    if (term instanceof Negation minus) {
      return both(Operator.MINUS, Reckoned.of(0), of(minus.of()));
    }
    if (term instanceof Operation operation) {
      return both(operation.operator(), of(operation.left()), of(operation.right()));
    }
    return of((Call) term);
  }

  private Reckoned of(Call call) {
    List<Reckoned> parts = call.parts().stream().map(this::of).toList();
    Reckoned value = parts.get(0);
    if (parts.size() == 1) {
      Distribution before = value.distribution();
      Reckoned range = Ranges.of(call.function(), value);
      if (before == null) {
        return range;
      }
      Distribution after = before.map(call.function()::apply);
      return result(value.cut() == 0 ? unbounded(range) : range, after, value.cut());
    }
    for (Reckoned next : parts.subList(1, parts.size())) {
      Reckoned range = Ranges.of(call.function(), value, next);
      Distribution left = value.distribution();
      Distribution right = next.distribution();
      Distribution all =
          left == null || right == null ? null : left.with(right, call.function()::apply, work);
      value = all == null ? range : result(range, all, value.cut() + next.cut());
    }
    return value;
  }

  Reckoned both(Operator operator, Reckoned left, Reckoned right) {
    Reckoned range = Ranges.of(operator, left, right);
    Distribution a = left.distribution();
    Distribution b = right.distribution();
    if (a == null || b == null) {
      return range;
    }
    Distribution all =
        operator == Operator.PLUS ? a.plus(b, work) : a.with(b, operator::apply, work);
    if (all == null) {
      return range;
    }
    boolean tight =
        operator == Operator.PLUS || operator == Operator.MINUS || operator == Operator.TIMES;
    double cut = left.cut() + right.cut();
    return result(tight || cut > 0 ? range : unbounded(range), all, cut);
  }

  /** Bounds that may not be reached give way to what was reckoned. */
  private static Reckoned unbounded(Reckoned range) {
    return Reckoned.open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, range.mean());
  }

  /** What is missing beyond what was cut before are results that are no numbers. */
  private static Reckoned result(Reckoned range, Distribution all, double cut) {
    double missing = 1 - all.mass();
    boolean whole = cut == 0 && missing < 1e-9;
    double mean = Double.isNaN(range.mean()) && whole ? all.mean() : range.mean();
    if (Double.isNaN(mean) && missing < 1e-9) {
      mean = all.mean() / all.mass();
    }
    if (missing >= 1e-9 && missing > 2 * cut) {
      return new Reckoned(all.least(), all.most(), Double.NaN, all, missing);
    }
    return Reckoned.within(range.least(), range.most(), mean, all, cut);
  }
}

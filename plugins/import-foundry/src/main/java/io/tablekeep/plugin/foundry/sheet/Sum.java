package io.tablekeep.plugin.foundry.sheet;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Call;
import io.tablekeep.sdk.dice.tree.Faces;
import io.tablekeep.sdk.dice.tree.Negation;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Operator;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Dice and a number, added: all that D20 rolls for damage and healing. */
final class Sum {
  private static final int MOST_DICE = 100;
  private static final int MOST_SIDES = 1000;
  private static final int MOST_KINDS = 6;
  private static final int MOST = 9_999;

  private final Map<Integer, Integer> dice = new TreeMap<>(Comparator.reverseOrder());
  private double number;

  private Sum(double number) {
    this.number = number;
  }

  /** What a formula comes to with somebody's numbers; empty when that is no such sum. */
  static Optional<Sum> of(String formula, References numbers) {
    if (formula.isBlank() || formula.length() > 500) {
      return Optional.empty();
    }
    try {
      Optional<Sum> sum = of(Notation.parse(formula, Dialect.FOUNDRY).term(), numbers);
      return sum.filter(Sum::isSmall);
    } catch (DiceException e) {
      return Optional.empty(); // it is none, which the report tells
    }
  }

  /** The whole number that a formula comes to. */
  static Optional<Integer> number(String formula, References numbers) {
    return of(formula, numbers).filter(sum -> sum.dice.isEmpty()).map(Sum::whole);
  }

  private static Optional<Sum> of(Term term, References numbers) {
    if (term instanceof Amount amount) {
      return Optional.of(new Sum(amount.value()));
    } else if (term instanceof Reference reference) {
      OptionalDouble found = numbers.find(reference.path());
      return found.isPresent() ? Optional.of(new Sum(found.getAsDouble())) : Optional.empty();
    } else if (term instanceof Parenthesis inner) {
      return of(inner.of(), numbers);
    } else if (term instanceof Negation negation) {
      return of(negation.of(), numbers).map(sum -> new Sum(0).plus(sum, -1));
    } else if (term instanceof Throw dice) {
      return thrown(dice, numbers);
    } else if (term instanceof Operation operation) {
      return operation(operation, numbers);
    } else if (term instanceof Call call) {
      return call(call, numbers);
    }
    return Optional.empty();
  }

  private static Optional<Sum> thrown(Throw dice, References numbers) {
    Optional<Double> count = of(dice.count(), numbers).flatMap(Sum::alone);
    Optional<Double> sides = Optional.empty();
    if (dice.faces() instanceof Faces.Known known && known.die().least() == 1) {
      sides = Optional.of((double) known.die().most());
    } else if (dice.faces() instanceof Faces.Computed computed) {
      sides = of(computed.sides(), numbers).flatMap(Sum::alone);
    }
    if (!dice.modifiers().isEmpty() || count.isEmpty() || sides.isEmpty()) {
      return Optional.empty();
    }
    double many = count.get();
    double faces = sides.get();
    if (many < 0 || many > MOST_DICE || faces < 1 || faces > MOST_SIDES) {
      return Optional.empty();
    }
    Sum sum = new Sum(0);
    if (faces < 2) {
      sum.number = Math.floor(many);
    } else if (many >= 1) {
      sum.dice.put((int) faces, (int) many);
    }
    return Optional.of(sum);
  }

  private static Optional<Sum> operation(Operation operation, References numbers) {
    Optional<Sum> left = of(operation.left(), numbers);
    Optional<Sum> right = of(operation.right(), numbers);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (operation.operator() == Operator.PLUS || operation.operator() == Operator.MINUS) {
      int sign = operation.operator() == Operator.PLUS ? 1 : -1;
      return Optional.of(left.get().plus(right.get(), sign));
    }
    return left.get()
        .alone()
        .flatMap(l -> right.get().alone().map(r -> operation.operator().apply(l, r)))
        .map(Sum::new);
  }

  private static Optional<Sum> call(Call call, References numbers) {
    Optional<Double> result = Optional.empty();
    for (Term part : call.parts()) {
      Optional<Double> next = of(part, numbers).flatMap(Sum::alone);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      double value = next.get();
      result =
          Optional.of(
              result
                  .map(before -> call.function().apply(before, value))
                  .orElseGet(() -> call.function().apply(value)));
    }
    return result.map(Sum::new);
  }

  private Sum plus(Sum other, int sign) {
    other.dice.forEach((sides, count) -> dice.merge(sides, sign * count, Integer::sum));
    dice.values().removeIf(count -> count == 0);
    number += sign * other.number;
    return this;
  }

  /** Its number, if there are no dice. */
  private Optional<Double> alone() {
    return dice.isEmpty() ? Optional.of(number) : Optional.empty();
  }

  private boolean isSmall() {
    return Double.isFinite(number)
        && dice.size() <= MOST_KINDS
        && dice.values().stream().allMatch(count -> Math.abs(count) <= MOST_DICE);
  }

  /** Rounded down, and within what can be rolled. */
  int whole() {
    return (int) Math.max(-MOST, Math.min(MOST, Math.floor(number)));
  }

  /** Dice by sides, without those that are taken away. */
  Map<Integer, Integer> dice() {
    return dice;
  }

  Sum plus(int more) {
    number += more;
    return this;
  }

  /** Whether it comes to nothing. */
  boolean isNothing() {
    return dice.isEmpty() && whole() == 0;
  }

  /** As D20 writes it, such as {@code 2d6+3}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    dice.forEach((sides, count) -> add(text, count, Math.abs(count) + "d" + sides));
    if (whole() != 0 || text.length() == 0) {
      add(text, whole(), Integer.toString(Math.abs(whole())));
    }
    return text.toString();
  }

  private static void add(StringBuilder text, int sign, String term) {
    text.append(sign < 0 ? "-" : text.length() > 0 ? "+" : "").append(term);
  }
}

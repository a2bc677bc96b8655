package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Call;
import io.tablekeep.sdk.dice.tree.Faces;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Negation;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.List;
import java.util.OptionalDouble;

/** What terms amount to, once dice have fallen. Without piles: terms that hold no dice. */
public final class Arithmetic {
  private final References sheet;
  private final Piles piles;

  Arithmetic(References sheet, Piles piles) {
    this.sheet = sheet;
    this.piles = piles;
  }

  /**
   * For terms without dice.
   *
   * @param sheet what references mean
   */
  public Arithmetic(References sheet) {
    this(sheet, new Piles(0));
  }

  /**
   * The value of a term.
   *
   * @param term the term
   * @return its value; not finite where there is none
   * @throws DiceException when a reference means nothing
   */
  public double value(Term term) {
    if (term instanceof Amount amount) {
      return amount.value();
    }
    if (term instanceof Throw dice) {
      return piles.get(dice.slot()).total();
    }
    if (term instanceof Operation both) {
      return both.operator().apply(value(both.left()), value(both.right()));
    }
    if (term instanceof Group group) {
      return piles.get(group.slot()).total();
    }
    if (term instanceof Negation minus) {
      return -value(minus.of());
    }
    if (term instanceof Parenthesis inner) {
      return value(inner.of());
    }
    if (term instanceof Call call) {
      return value(call);
    }
    return value((Reference) term);
  }

  private double value(Call call) {
    List<Term> parts = call.parts();
    double value = value(parts.get(0));
    if (parts.size() == 1) {
      return call.function().apply(value);
    }
    for (int i = 1; i < parts.size(); i++) {
      value = call.function().apply(value, value(parts.get(i)));
    }
    return value;
  }

  private double value(Reference reference) {
    OptionalDouble value = sheet.find(reference.path());
    if (value.isEmpty()) {
      throw new DiceException(
          ErrorKind.USER,
          DiceException.REFERENCE,
          "There is no number @" + reference.path() + " to roll with.",
          reference.at());
    }
    return value.getAsDouble();
  }

  /**
   * How many dice a throw names.
   *
   * @param dice the throw
   * @return at least 1
   */
  public int count(Throw dice) {
    double count = value(dice.count());
    if (!(count >= 1 && count < DiceLimits.DICE_A_TERM + 1)) {
      throw new DiceException(
          ErrorKind.USER,
          DiceException.LIMIT,
          "From 1 to " + DiceLimits.DICE_A_TERM + " dice can be rolled at once.",
          dice.at());
    }
    return (int) count;
  }

  /**
   * Which dice a throw rolls.
   *
   * @param dice the throw
   * @return the die
   */
  public Die die(Throw dice) {
    if (dice.faces() instanceof Faces.Known known) {
      return known.die();
    }
    double sides = value(((Faces.Computed) dice.faces()).sides());
    if (!(sides >= 1 && sides <= Die.MOST_SIDES)) {
      throw new DiceException(
          ErrorKind.USER, DiceException.LIMIT, "A die has 1 to 9007199254740991 sides.", dice.at());
    }
    return Die.of(sides);
  }
}

package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.Numbers;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.RolledDie;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Modifier;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** One roll of one notation. */
public final class Roller {
  private final DieSource source;
  private final Arithmetic arithmetic;
  private final Piles piles;
  private final List<Long> faces = new ArrayList<>();

  /**
   * A roller for one roll.
   *
   * @param source where faces come from
   * @param sheet what references mean
   * @param slots throws and groups of the notation
   */
  public Roller(DieSource source, References sheet, int slots) {
    this.source = source;
    this.piles = new Piles(slots);
    this.arithmetic = new Arithmetic(sheet, piles);
  }

  /**
   * Rolls.
   *
   * @param text the notation
   * @param term what it says
   * @return the roll
   */
  public Roll roll(String text, Term term) {
    double exact = Numbers.cents(total(term));
    List<RolledDie> dice = new ArrayList<>(faces.size());
    for (Pile<?> pile : piles.all()) {
      if (pile != null && pile.die != null) {
        pile.all.forEach(one -> dice.add(((LyingDie) one).lies()));
      }
    }
    return new Roll(text, faces, exact, dice, new RollText(arithmetic, piles).of(term));
  }

  /**
   * Rolls for the total alone.
   *
   * @param term what the notation says
   * @return its result, not rounded
   */
  public double total(Term term) {
    int named = named(term);
    if (named > DiceLimits.ROLLS) {
      throw new DiceException(
          ErrorKind.USER,
          DiceException.LIMIT,
          "A notation rolls at most " + DiceLimits.ROLLS + " dice.",
          0);
    }
    fall(term, new Falling(source, faces, DiceLimits.ROLLS - named));
    double total = arithmetic.value(term);
    if (Double.isNaN(total) || Double.isInfinite(total)) {
      throw new DiceException(
          ErrorKind.USER, DiceException.NUMBER, "The result of this roll is no number.", 0);
    }
    return total;
  }

  /** Dice that the notation names. */
  private int named(Term term) {
    int sum = term instanceof Throw dice ? arithmetic.count(dice) : 0;
    for (Term part : term.parts()) {
      sum += named(part);
    }
    return sum;
  }

  private void fall(Term term, Falling falling) {
    for (Term part : term.parts()) {
      fall(part, falling);
    }
    if (term instanceof Throw dice) {
      piles.put(dice.slot(), thrown(dice, falling));
    } else if (term instanceof Group group) {
      piles.put(group.slot(), grouped(group));
    }
  }

  private Pile<LyingDie> thrown(Throw dice, Falling falling) {
    Die die = arithmetic.die(dice);
    int count = arithmetic.count(dice);
    List<LyingDie> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(new LyingDie(die, falling.face(die)));
    }
    Pile<LyingDie> pile = new Pile<>(die, all);
    for (Modifier modifier : dice.modifiers()) {
      change(modifier, pile, die, falling, dice.at());
    }
    return pile;
  }

  private static void change(
      Modifier modifier, Pile<LyingDie> pile, Die die, Falling falling, int at) {
    boolean rolls =
        modifier instanceof Modifier.Explode
            || modifier instanceof Modifier.Reroll
            || modifier instanceof Modifier.Unique;
    if (rolls && die.single()) {
      throw new DiceException(
          ErrorKind.USER,
          DiceException.ENDLESS,
          "A die with one side cannot explode or be rolled again.",
          at);
    }
    if (modifier instanceof Modifier.Explode explode) {
      falling.explode(explode, pile, die);
    } else if (modifier instanceof Modifier.Reroll reroll) {
      falling.reroll(reroll, pile, die);
    } else if (modifier instanceof Modifier.Unique unique) {
      falling.unique(unique, pile, die);
    } else if (modifier instanceof Modifier.Clamp clamp) {
      Falling.clamp(clamp, pile);
    } else {
      choose(modifier, pile, pile.all);
    }
  }

  private Pile<Lying> grouped(Group group) {
    List<Lying> all = new ArrayList<>();
    Pile<Lying> pile = new Pile<>(null, all);
    for (Term part : group.parts()) {
      Lying one = new Lying(part);
      one.value = arithmetic.value(part);
      all.add(one);
    }
    List<Lying> within = new ArrayList<>();
    if (group.pool()) {
      dice(group.parts().get(0), within);
    }
    for (Modifier modifier : group.modifiers()) {
      choose(modifier, pile, group.pool() ? within : pile.all);
      if (modifier instanceof Modifier.Sort sort) {
        group.parts().forEach(part -> sort(part, sort));
      }
      if (group.pool()) {
        all.get(0).value = arithmetic.value(group.parts().get(0));
      }
    }
    return pile;
  }

  /** Sorting a group sorts the dice within as well. */
  private void sort(Term term, Modifier.Sort sort) {
    if (term instanceof Throw dice) {
      Choosing.sort(sort, piles.get(dice.slot()));
    }
    term.parts().forEach(part -> sort(part, sort));
  }

  private void dice(Term term, List<Lying> into) {
    if (term instanceof Throw dice) {
      into.addAll(piles.get(dice.slot()).all);
    } else if (!(term instanceof Group)) {
      term.parts().forEach(part -> dice(part, into));
    }
  }

  static void choose(Modifier modifier, Pile<?> pile, List<? extends Lying> pool) {
    if (modifier instanceof Modifier.Keep keep) {
      Choosing.keep(keep, pool);
    } else if (modifier instanceof Modifier.Target target) {
      Choosing.target(target, pile);
    } else if (modifier instanceof Modifier.Count count) {
      Choosing.count(count, pile);
    } else if (modifier instanceof Modifier.Deduct deduct) {
      Choosing.deduct(deduct, pile);
    } else if (modifier instanceof Modifier.Critical critical) {
      Choosing.critical(critical, pile);
    } else if (modifier instanceof Modifier.Margin margin) {
      Choosing.margin(margin, pile);
    } else if (modifier instanceof Modifier.Sort sort) {
      Choosing.sort(sort, pile);
    }
  }
}

package io.tablekeep.sdk.dice.parse;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.Trait;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Faces;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Modifier;
import io.tablekeep.sdk.dice.tree.Negation;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads dice: how many, which, and their modifiers. */
final class DiceReader {
  private static final Amount ONE = new Amount(1);

  private final Cursor cursor;
  private final Dialect dialect;
  private final Modifiers modifiers;
  private final Supplier<Term> parenthesis;
  private int slots;
  private int known;

  /**
   * @param parenthesis reads a term in parentheses
   */
  DiceReader(Cursor cursor, Dialect dialect, Supplier<Term> parenthesis) {
    this.cursor = cursor;
    this.parenthesis = parenthesis;
    this.dialect = dialect;
    this.modifiers = new Modifiers(cursor, dialect);
  }

  int slots() {
    return slots;
  }

  int slot() {
    return slots++;
  }

  List<Modifier> modifiers() {
    return modifiers.read(true, null);
  }

  /** Whether a d stands here that some die follows. */
  boolean follows() {
    return isD(cursor.peek());
  }

  private boolean isD(char c) {
    return c == 'd' || (c == 'D' && dialect.has(Trait.ANY_CASE));
  }

  /** Whether dice with a plain count stand here: a d, or digits and a d. */
  boolean starts() {
    int ahead = 0;
    while (Cursor.isDigit(cursor.peek(ahead))) {
      ahead++;
    }
    return isD(cursor.peek(ahead));
  }

  /** Whether what stood in parentheses can be a number of dice or sides: it holds no dice. */
  boolean countable(Term inner) {
    if (inner instanceof Amount) {
      return dialect.has(Trait.LOOSE_COUNTS);
    }
    return flat(inner);
  }

  private boolean flat(Term term) {
    return term instanceof Amount
        || term instanceof Reference
        || (term instanceof Negation minus && flat(minus.of()))
        || (term instanceof Parenthesis inner
            && dialect.has(Trait.LOOSE_COUNTS)
            && flat(inner.of()))
        || (term instanceof Operation both && flat(both.left()) && flat(both.right()));
  }

  Term read(int start) {
    if (!cursor.digit()) {
      return read(start, ONE);
    }
    long count = cursor.whole();
    if (count < 0) {
      throw cursor.wrong();
    }
    return read(start, new Amount((double) count));
  }

  Term read(int start, Term count) {
    int slot = slot();
    Term many = fixed(count);
    if (many instanceof Amount amount) {
      known += checkedCount(amount.value(), start);
      if (known > DiceLimits.ROLLS) {
        throw tooMany(start);
      }
    }
    cursor.at++;
    Faces faces = faces();
    Die die = faces instanceof Faces.Known it ? it.die() : null;
    return new Throw(slot, many, faces, modifiers.read(false, die), "", start);
  }

  static DiceException tooMany(int at) {
    return new DiceException(
        ErrorKind.USER,
        DiceException.LIMIT,
        "A notation rolls at most " + DiceLimits.ROLLS + " dice.",
        at);
  }

  /** How many dice a computed number means. */
  static int checkedCount(double count, int at) {
    if (!(count >= 1 && count < DiceLimits.DICE_A_TERM + 1)) {
      throw new DiceException(
          ErrorKind.USER,
          DiceException.LIMIT,
          "From 1 to " + DiceLimits.DICE_A_TERM + " dice can be rolled at once.",
          at);
    }
    return (int) count;
  }

  private Faces faces() {
    int at = cursor.at;
    char c = cursor.peek();
    if (c == '%') {
      cursor.at++;
      return new Faces.Known(Die.PERCENT);
    }
    if (c == 'F' || (c == 'f' && dialect.has(Trait.ANY_CASE))) {
      cursor.at++;
      return new Faces.Known(fudge());
    }
    if ((c == 'c' || c == 'C') && dialect.has(Trait.COINS)) {
      cursor.at++;
      return new Faces.Known(Die.COIN);
    }
    if (c == '(') {
      return computed(at);
    }
    long sides = cursor.whole();
    if (sides < 0) {
      throw cursor.wrong();
    }
    return new Faces.Known(die((double) sides, at));
  }

  private Die fudge() {
    char sides = cursor.peek(1);
    if (cursor.peek() == '.' && (sides == '1' || sides == '2')) {
      cursor.at += 2;
      return sides == '1' ? Die.FUDGE_ONE : Die.FUDGE;
    }
    return Die.FUDGE;
  }

  private Faces computed(int at) {
    Term inner = parenthesis.get();
    if (!countable(inner)) {
      throw cursor.wrong(at);
    }
    Term sides = fixed(inner);
    return sides instanceof Amount amount
        ? new Faces.Known(die(amount.value(), at))
        : new Faces.Computed(sides);
  }

  private static Die die(double sides, int at) {
    if (!(sides >= 1 && sides <= Die.MOST_SIDES)) {
      throw new DiceException(
          ErrorKind.USER, DiceException.LIMIT, "A die has 1 to 9007199254740991 sides.", at);
    }
    return Die.of(sides);
  }

  /** Reckons what holds no reference. */
  private static Term fixed(Term term) {
    if (term instanceof Amount) {
      return term;
    }
    Double value = value(term);
    return value == null ? term : new Amount(value);
  }

  private static @Nullable Double value(Term term) {
    if (term instanceof Amount amount) {
      return amount.value();
    }
    if (term instanceof Negation minus) {
      Double of = value(minus.of());
      return of == null ? null : Double.valueOf(-of);
    }
    if (term instanceof Parenthesis inner) {
      return value(inner.of());
    }
    if (term instanceof Operation both) {
      Double left = value(both.left());
      Double right = value(both.right());
      return left == null || right == null ? null : both.operator().apply(left, right);
    }
    return null;
  }

  static Term labelled(Term term, String label) {
    if (term instanceof Throw it && it.label().isEmpty()) {
      return new Throw(it.slot(), it.count(), it.faces(), it.modifiers(), label, it.at());
    }
    if (term instanceof Group it && it.label().isEmpty()) {
      return new Group(it.slot(), it.parts(), it.modifiers(), it.pooled(), label, it.at());
    }
    return term;
  }
}

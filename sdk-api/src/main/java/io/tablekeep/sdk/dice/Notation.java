package io.tablekeep.sdk.dice;

import io.tablekeep.sdk.dice.odds.Odds;
import io.tablekeep.sdk.dice.odds.Reckoner;
import io.tablekeep.sdk.dice.parse.NotationParser;
import io.tablekeep.sdk.dice.roll.Roller;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import java.util.Set;
import java.util.TreeSet;

/**
 * A dice notation that has been read. Immutable; may be kept, shared and rolled on any thread.
 *
 * <p>All dialects share numbers, {@code + - * / % ^} (also {@code **}), parentheses, functions,
 * dice ({@code 4d6}, {@code d%}, {@code 2d(1+3)}, Fudge dice {@code 4dF}, {@code dF.1}), groups
 * ({@code {2d6, 1d8+2}kh1}), remarks ({@code [fire]}, {@code // fire}, {@code # fire}) and
 * references to a sheet ({@code @abilities.str.mod}). What stands behind dice and groups is a
 * matter of the {@link Dialect}.
 */
public final class Notation {
  private final String text;
  private final Dialect dialect;
  private final Term term;
  private final String label;
  private final int slots;

  private Notation(String text, Dialect dialect, Term term, String label, int slots) {
    this.text = text;
    this.dialect = dialect;
    this.term = term;
    this.label = label;
    this.slots = slots;
  }

  /**
   * Reads a notation of the standard dialect.
   *
   * @param text the notation
   * @return what it says
   * @throws DiceException when it is no notation, or asks for too much
   */
  public static Notation parse(String text) {
    return parse(text, Dialect.STANDARD);
  }

  /**
   * Reads a notation.
   *
   * @param text the notation
   * @param dialect what its words mean
   * @return what it says
   * @throws DiceException when it is no notation, or asks for too much
   */
  public static Notation parse(String text, Dialect dialect) {
    NotationParser parser = new NotationParser(text, dialect);
    Term term = parser.parse();
    return new Notation(text, dialect, term, parser.label(), parser.slots());
  }

  /**
   * Rolls, without a sheet.
   *
   * @param dice where faces come from
   * @return the roll
   * @throws DiceException when there is no result
   */
  public Roll roll(DieSource dice) {
    return roll(dice, References.NONE);
  }

  /**
   * Rolls.
   *
   * @param dice where faces come from
   * @param sheet what references mean
   * @return the roll
   * @throws DiceException when a reference means nothing, dice are missing, or there is no result
   */
  public Roll roll(DieSource dice, References sheet) {
    return new Roller(dice, sheet, slots).roll(text, term);
  }

  /**
   * What may come of it, without a sheet.
   *
   * @return the odds
   * @throws DiceException when there is a reference
   */
  public Odds odds() {
    return odds(References.NONE);
  }

  /**
   * What may come of it. Takes at most some tens of milliseconds; what would take longer is left
   * open, as {@link Odds} tells.
   *
   * @param sheet what references mean
   * @return the odds
   * @throws DiceException when a reference means nothing
   */
  public Odds odds(References sheet) {
    return odds(sheet, Reckoner.STEPS);
  }

  /**
   * What may come of it, as far as that is reckoned quickly.
   *
   * @param sheet what references mean
   * @param steps how much may be reckoned, about a nanosecond each; what would take more is left
   *     open
   * @return the odds
   * @throws DiceException when a reference means nothing
   */
  public Odds odds(References sheet, long steps) {
    return Reckoner.odds(this, sheet, steps);
  }

  /**
   * The notation as it was written.
   *
   * @return the text
   */
  public String text() {
    return text;
  }

  /**
   * The dialect it was read in.
   *
   * @return the dialect
   */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * The first remark in it.
   *
   * @return a text for people, or empty
   */
  public String label() {
    return label;
  }

  /**
   * What it says, as a tree.
   *
   * @return the topmost term
   */
  public Term term() {
    return term;
  }

  /**
   * The references in it.
   *
   * @return paths without the {@code @}, in alphabetical order
   */
  public Set<String> references() {
    Set<String> found = new TreeSet<>();
    collect(term, found);
    return found;
  }

  private static void collect(Term term, Set<String> found) {
    if (term instanceof Reference one) {
      found.add(one.path());
    }
    if (term instanceof Throw dice) {
      collect(dice.count(), found);
      if (dice.faces() instanceof io.tablekeep.sdk.dice.tree.Faces.Computed computed) {
        collect(computed.sides(), found);
      }
    }
    term.parts().forEach(part -> collect(part, found));
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.tablekeep.sdk.dice;

import java.util.List;

/**
 * Dice that have fallen. Immutable.
 *
 * @param notation what was rolled, such as {@code 4d6kh3+2}
 * @param faces every face in the order of rolling, those of dropped and repeated dice too
 * @param exact the result of the notation, rounded to two decimals
 * @param dice the dice as they lie in the end; empty when the roll is told from the journal, which
 *     keeps the faces alone
 * @param text how the result came about, such as {@code [6, 5, 2d, 3]+2}: the value of each die
 *     with the signs of its {@link Mark}s; cut after {@value #LONGEST_TEXT} characters
 */
public record Roll(
    String notation, List<Long> faces, double exact, List<RolledDie> dice, String text) {
  /** The longest text, in characters; a longer one ends with an ellipsis. */
  public static final int LONGEST_TEXT = 1_000;

  /**
   * Copies the lists.
   *
   * @param notation as in the record
   * @param faces as in the record
   * @param exact as in the record
   * @param dice as in the record
   * @param text as in the record
   */
  public Roll {
    faces = List.copyOf(faces);
    dice = List.copyOf(dice);
  }

  /**
   * A roll of which only this is known.
   *
   * @param notation what was rolled
   * @param faces every face in the order of rolling
   * @param exact the result
   */
  public Roll(String notation, List<Long> faces, double exact) {
    this(notation, faces, exact, List.of(), "");
  }

  /**
   * The same as the journal tells it: without the dice and the text.
   *
   * @return notation, faces and result
   */
  public Roll bare() {
    return dice.isEmpty() && text.isEmpty() ? this : new Roll(notation, faces, exact);
  }

  /**
   * The result as rules use it: a whole number, a fraction rounded down.
   *
   * @return the total, held within the range of an int
   */
  public int total() {
    return (int) Math.floor(exact);
  }

  /**
   * The first face, as in "a natural 20".
   *
   * @return the face of the die rolled first
   * @throws IllegalStateException when the notation holds no die
   */
  public long first() {
    if (faces.isEmpty()) {
      throw new IllegalStateException("no die in " + notation);
    }
    return faces.get(0);
  }

  /**
   * The whole line for people.
   *
   * @return such as {@code 4d6kh3+2: [6, 5, 2d, 3]+2 = 16}
   */
  public String line() {
    return notation + ": " + text + " = " + Numbers.text(exact);
  }
}

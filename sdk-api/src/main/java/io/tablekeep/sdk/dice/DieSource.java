package io.tablekeep.sdk.dice;

import java.util.function.LongUnaryOperator;

/**
 * Where faces come from: chance, a seed, dice on a real table, a test. Rolling a notation asks for
 * one face after the other, in an order that the notation and the earlier faces decide alone: first
 * all dice of a term, then what its modifiers roll on top.
 */
@FunctionalInterface
public interface DieSource {
  /**
   * Rolls one die.
   *
   * @param die what to roll
   * @return its face; whatever it is, it is taken as given
   */
  long roll(Die die);

  /**
   * Faces from a source of numbers.
   *
   * @param below answers a number from 0 (inclusive) to its argument (exclusive), each as likely
   * @return a source with the same thread rules as the argument
   */
  static DieSource of(LongUnaryOperator below) {
    return die -> die.face(below.applyAsLong(die.draws()));
  }

  /**
   * Faces that have fallen already, one after the other. Those left over are ignored.
   *
   * @param faces the faces
   * @return a source for one roll, for one thread
   */
  static DieSource given(long... faces) {
    return new GivenFaces(faces.clone());
  }
}

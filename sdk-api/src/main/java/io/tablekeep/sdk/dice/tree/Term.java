package io.tablekeep.sdk.dice.tree;

import java.util.List;

/** One part of a notation. Immutable. */
public sealed interface Term
    permits Amount, Reference, Operation, Negation, Parenthesis, Call, Throw, Group {
  /**
   * The parts directly below.
   *
   * @return them in the order in which dice are rolled
   */
  default List<Term> parts() {
    return List.of();
  }
}

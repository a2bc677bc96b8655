package io.tablekeep.sdk.dice.tree;

import java.util.List;

/**
 * Arithmetic.
 *
 * @param operator what is done
 * @param left first operand
 * @param right second operand
 * @param at where the operator stands in the notation
 */
public record Operation(Operator operator, Term left, Term right, int at) implements Term {
  @Override
  public List<Term> parts() {
    return List.of(left, right);
  }
}

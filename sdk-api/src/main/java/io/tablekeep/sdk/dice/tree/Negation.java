package io.tablekeep.sdk.dice.tree;

import java.util.List;

/**
 * A minus before a term.
 *
 * @param of the term
 */
public record Negation(Term of) implements Term {
  @Override
  public List<Term> parts() {
    return List.of(of);
  }
}

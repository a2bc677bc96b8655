package io.tablekeep.sdk.dice.tree;

import java.util.List;

/**
 * A term in parentheses, kept for the text.
 *
 * @param of the term
 */
public record Parenthesis(Term of) implements Term {
  @Override
  public List<Term> parts() {
    return List.of(of);
  }
}

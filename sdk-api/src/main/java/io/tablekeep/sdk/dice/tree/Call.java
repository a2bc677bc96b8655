package io.tablekeep.sdk.dice.tree;

import java.util.List;

/**
 * A function of some terms.
 *
 * @param function which
 * @param parts its arguments, as many as it takes
 * @param at where it stands in the notation
 */
public record Call(Function function, List<Term> parts, int at) implements Term {
  /**
   * Copies the arguments.
   *
   * @param function as in the record
   * @param parts as in the record
   * @param at as in the record
   */
  public Call {
    parts = List.copyOf(parts);
  }
}

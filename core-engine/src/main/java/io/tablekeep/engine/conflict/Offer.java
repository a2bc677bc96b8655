package io.tablekeep.engine.conflict;

import java.util.List;
import java.util.Optional;

/**
 * What people are asked about one dispute: the suggestion of its question, and the form of the
 * answer, of which {@code choice} and, for {@code edit}, {@code values} count.
 *
 * @param choice what stands unless somebody says otherwise: {@code theirs}, {@code mine}, {@code
 *     both}, {@code merged} or {@code edit}
 * @param choices what may be chosen
 * @param kind what sort of fact it is
 * @param explanation what was made of it, or why nothing was
 * @param parts what both changed, by numbers from 0
 */
record Offer(
    String choice, List<String> choices, String kind, String explanation, List<Part> parts) {
  static final String MINE = "mine";
  static final String THEIRS = "theirs";
  static final String BOTH = "both";
  static final String MERGED = "merged";
  static final String EDIT = "edit";

  /**
   * One place that both changed.
   *
   * @param at the place
   * @param base what both knew; empty for nothing
   * @param theirs what stands there; empty for nothing
   * @param mine what the edit means; empty for nothing
   * @param merged what is suggested; empty for nothing
   */
  record Part(
      String at,
      Optional<Object> base,
      Optional<Object> theirs,
      Optional<Object> mine,
      Optional<Object> merged) {}
}

package io.tablekeep.sdk.dice.tree;

import java.util.List;

/**
 * Terms in braces that modifiers treat as if each were a die.
 *
 * @param slot counts throws and groups of a notation from 0, in the order they are written
 * @param parts the terms, at least one
 * @param modifiers what happens to them, in the order it happens
 * @param pooled whether keeping and dropping in a group of one term looks at the dice in that term
 * @param label what it is, for people; may be empty
 * @param at where the group stands in the notation
 */
public record Group(
    int slot, List<Term> parts, List<Modifier> modifiers, boolean pooled, String label, int at)
    implements Term {
  /**
   * Copies the lists.
   *
   * @param slot as in the record
   * @param parts as in the record
   * @param modifiers as in the record
   * @param pooled as in the record
   * @param label as in the record
   * @param at as in the record
   */
  public Group {
    parts = List.copyOf(parts);
    modifiers = List.copyOf(modifiers);
  }

  /**
   * Whether keeping and dropping looks at dice instead of terms.
   *
   * @return whether it is a pooled group of one
   */
  public boolean pool() {
    return pooled && parts.size() == 1;
  }
}

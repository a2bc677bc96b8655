package io.tablekeep.sdk.dice.tree;

import java.util.List;

/**
 * Dice of one kind that fall together.
 *
 * @param slot counts throws and groups of a notation from 0, in the order they are written
 * @param count how many dice; holds no dice itself
 * @param faces which dice
 * @param modifiers what happens to them, in the order it happens
 * @param label what the dice are, for people; may be empty
 * @param at where the term stands in the notation
 */
public record Throw(
    int slot, Term count, Faces faces, List<Modifier> modifiers, String label, int at)
    implements Term {
  /**
   * Copies the modifiers.
   *
   * @param slot as in the record
   * @param count as in the record
   * @param faces as in the record
   * @param modifiers as in the record
   * @param label as in the record
   * @param at as in the record
   */
  public Throw {
    modifiers = List.copyOf(modifiers);
  }
}

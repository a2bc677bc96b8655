package io.tablekeep.sdk.dice.tree;

import io.tablekeep.sdk.dice.Die;

/** Which faces the dice of a throw have. */
public sealed interface Faces {
  /**
   * A die that is known already.
   *
   * @param die the die
   */
  record Known(Die die) implements Faces {}

  /**
   * A plain die whose sides a sheet tells.
   *
   * @param sides the sides; holds no dice itself
   */
  record Computed(Term sides) implements Faces {}
}

package io.tablekeep.engine.journal.entry;

import io.tablekeep.sdk.state.Pointer;

/**
 * One thing an entry changes in the document. Effects say what is, never how it came about, so that
 * replay runs no rule. The list of kinds only grows; a reader that meets a kind it does not know
 * refuses the journal as written by a newer version.
 */
public sealed interface Effect {
  /**
   * Where it happens.
   *
   * @return the place
   */
  Pointer at();

  /**
   * A value is put at a place, with the objects that lead there. What stood there is gone.
   *
   * @param at the place; the root takes an object only
   * @param value a tree value
   */
  record Put(Pointer at, Object value) implements Effect {}

  /**
   * Whatever stands at a place goes; nothing there is no error.
   *
   * @param at the place, not the root
   */
  record Remove(Pointer at) implements Effect {}
}

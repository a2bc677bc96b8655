package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Node;

/** Computes a stored value from the part of the document that owns it. */
@FunctionalInterface
public interface Derivation {
  /**
   * Computes the value.
   *
   * @param owner the part of the document
   * @return a value a document can hold (text, number, boolean, list, map, record), or an empty
   *     {@link java.util.Optional} to have none
   */
  Object derive(Node owner);
}

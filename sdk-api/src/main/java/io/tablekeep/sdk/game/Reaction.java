package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** Computes what follows a change of the document. */
@FunctionalInterface
public interface Reaction {
  /**
   * Reacts to the change of one place.
   *
   * @param table the state with the change applied
   * @param before the place as it was, possibly absent
   * @param now the place as it is, possibly absent
   * @return further changes of the same entry
   */
  Changes changed(Table table, Node before, Node now);
}

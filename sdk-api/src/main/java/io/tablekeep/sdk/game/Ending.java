package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** Computes what happens when the time of something is up. */
@FunctionalInterface
public interface Ending {
  /**
   * What its end brings besides. It still stands in the state, and is removed after these changes;
   * unless they give it a later end (it burns on) or remove it themselves.
   *
   * @param table the state and everything else that may be used; {@link Table#by} is nobody, with
   *     an empty id and the powers of a game master
   * @param what what ends, at its place
   * @return further changes of the same entry; {@link Changes#none} when it just ends
   */
  Changes ended(Table table, Node what);
}

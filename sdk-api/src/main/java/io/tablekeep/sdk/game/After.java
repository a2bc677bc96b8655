package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Changes;

/**
 * Computes what follows an applied action.
 *
 * @param <P> the payload
 */
@FunctionalInterface
public interface After<P extends Record> {
  /**
   * Computes the consequence of an action.
   *
   * @param table the state with the action applied; {@link Table#before()} is the state without it
   * @param payload what was asked for
   * @return further changes of the same entry
   */
  Changes after(Table table, P payload);
}

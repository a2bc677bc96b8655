package io.tablekeep.sdk.game;

/**
 * Decides one kind of action.
 *
 * @param <P> the payload
 */
@FunctionalInterface
public interface Handler<P extends Record> {
  /**
   * Decides an action. Pure: the same table and payload give the same decision.
   *
   * @param table the state and everything else that may be used
   * @param payload what was asked for, already checked against its declaration
   * @return the decision
   */
  Decision decide(Table table, P payload);
}

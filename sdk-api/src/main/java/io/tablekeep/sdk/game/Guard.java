package io.tablekeep.sdk.game;

/**
 * Judges a built-in action before the table applies it.
 *
 * @param <P> the payload
 */
@FunctionalInterface
public interface Guard<P extends Record> {
  /**
   * Judges an action.
   *
   * @param table the state and everything else that may be used
   * @param payload what was asked for
   * @return the verdict
   */
  Verdict judge(Table table, P payload);
}

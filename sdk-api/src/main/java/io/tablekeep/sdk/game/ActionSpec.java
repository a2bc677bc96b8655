package io.tablekeep.sdk.game;

/**
 * Options of a declared action; every call returns the same object. Never implemented by plugins.
 */
public interface ActionSpec {
  /**
   * Restricts who may send the action. Without this call every seat but a spectator may.
   *
   * @param roles those who may
   * @return this
   */
  ActionSpec by(Role... roles);

  /**
   * Declares the action an edit: it is judged against the state its sender saw, and conflicts with
   * later changes of what it read or writes. Other actions are commands, judged on the current
   * state.
   *
   * @return this
   */
  ActionSpec edit();

  /**
   * Says whether somebody without a line may do it for later. A client then shows what will most
   * likely come of it and sends it when the line is back, in its order; it is judged then, like any
   * other. Without this call an edit may be done for later and a command may not. What falls by
   * dice, asks somebody or counts on what the others do at that moment had better not.
   *
   * @param allowed false: clients refuse it at once while there is no line
   * @return this
   */
  ActionSpec offline(boolean allowed);

  /**
   * Sends every application of this action to the GM for approval first, unless a GM sent it.
   *
   * @return this
   */
  ActionSpec approvedByGm();

  /**
   * Describes the action to people. Without this call the payload's {@link
   * io.tablekeep.sdk.schema.Doc} does.
   *
   * @param sentence one sentence, shown in forms and tool lists
   * @return this
   */
  ActionSpec describe(String sentence);
}

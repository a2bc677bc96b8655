package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Changes;

/** What a guard says about a built-in action. */
public sealed interface Verdict
    permits Verdict.Allow, Verdict.Instead, Decision.Ask, Decision.Reject {
  /**
   * The action may go on.
   *
   * @param also what changes besides, in the same entry
   */
  record Allow(Changes also) implements Verdict {}

  /**
   * The action does not happen; this happens instead.
   *
   * @param changes what changes in its place
   * @param code stable kebab-case code told to the sender
   * @param message a sentence the player understands
   */
  record Instead(Changes changes, String code, String message) implements Verdict {}

  /**
   * Allows without further changes.
   *
   * @return the verdict
   */
  static Allow allow() {
    return new Allow(Changes.none());
  }
}

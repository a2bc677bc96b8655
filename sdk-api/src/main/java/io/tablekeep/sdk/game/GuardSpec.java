package io.tablekeep.sdk.game;

/** Options of a declared guard. Never implemented by plugins. */
public interface GuardSpec {
  /**
   * Asks the guard only while something stands at this place of the document: a cheap reason not to
   * leave the event loop. Several calls must all hold.
   *
   * @param keys keys from the root, such as {@code "currentSession", "activeEncounterId"}
   * @return this
   */
  GuardSpec when(String... keys);
}

package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** Carries data of one version of a system to the next. */
@FunctionalInterface
public interface Migration {
  /**
   * Computes the changes.
   *
   * @param document the whole document
   * @return what to change
   */
  Changes migrate(Node document);
}

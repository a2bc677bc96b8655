package io.tablekeep.engine.rules;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;

/** Whether a participant sees a place of the document. Implemented by {@code engine.view}. */
@FunctionalInterface
public interface Sight {
  /**
   * Whether there is something to see.
   *
   * @param root the document
   * @param who the participant
   * @param at the place
   * @return false too when nothing stands there
   */
  boolean sees(JsonObject root, Participant who, Pointer at);
}

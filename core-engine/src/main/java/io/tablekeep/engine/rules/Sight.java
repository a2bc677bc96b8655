package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;

/** What a participant sees of the document. Implemented by {@code engine.view}. */
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

  /**
   * How a change looks to a participant: the difference of their views before and after.
   *
   * @param before the document before
   * @param after the document after
   * @param who the participant
   * @return what changes in their view, in order of places
   */
  List<Effect> seen(JsonObject before, JsonObject after, Participant who);
}

package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import java.util.List;

/**
 * Applies effects to a document. The loop and recovery both come through here, so that what was
 * decided and what is replayed cannot differ. The cost follows the change: the path to each place.
 */
public final class Effects {
  private Effects() {}

  /**
   * A document after effects.
   *
   * @param root the document before
   * @param effects what changes, in order
   * @param version the version they make
   * @return the document after; shares all that did not change
   * @throws io.tablekeep.sdk.error.TablekeepException a place cannot be reached, with the codes of
   *     {@link Trees} and the place as field
   */
  public static JsonObject apply(JsonObject root, List<Effect> effects, long version) {
    JsonObject after = root;
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      if (effect instanceof Effect.Put put) {
        after = Trees.put(after, put.at(), put.value(), version);
      } else if (effect instanceof Effect.Remove remove && Trees.get(after, remove.at()) != null) {
        after = Trees.remove(after, remove.at(), version);
      }
    }
    return after;
  }
}

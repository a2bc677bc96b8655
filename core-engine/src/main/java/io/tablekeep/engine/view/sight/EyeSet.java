package io.tablekeep.engine.view.sight;

import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Sight;
import java.util.List;

/**
 * All eyes of one who looks at a scene, in one state of walls and light. What was seen by it holds
 * as long as it is the same instance.
 *
 * @param slot where its answers are kept; -1 for nowhere
 * @param eyes the eyes
 * @param sight walls and light
 * @param yes the answer that something is seen, one of its own
 * @param no the answer that something is not seen
 */
record EyeSet(int slot, List<Eye> eyes, Sight sight, Object yes, Object no) {
  static EyeSet of(int slot, List<Eye> eyes, Sight sight) {
    return new EyeSet(slot, eyes, sight, new Object(), new Object());
  }
}

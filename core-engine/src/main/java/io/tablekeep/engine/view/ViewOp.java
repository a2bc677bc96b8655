package io.tablekeep.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference of two views.
 *
 * @param path keys from the root
 * @param value what stands there now, null when nothing does any more
 */
record ViewOp(List<String> path, @Nullable Object value) {
  /** Whether another difference would say the same. */
  @SuppressWarnings("ReferenceEquality") // equal, and cheap to tell, is all that is asked
  boolean isAt(List<String> where, @Nullable Object other) {
    return value == other && path.equals(where);
  }
}

package io.tablekeep.engine.loop;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.Views;
import org.jspecify.annotations.Nullable;

/**
 * How a seat comes to what was the newest version when that was begun.
 *
 * @param at that version
 * @param loaded what the seat has then
 * @param change what it has to be told for that, null for nothing
 * @param by what it is shown by
 */
record Caught(RootRing.Kept at, Loaded loaded, @Nullable ViewChange change, Views by) {
  /** Encodes the change, while off the loop. */
  static Caught encoded(RootRing.Kept at, Loaded loaded, @Nullable ViewChange change, Views by) {
    if (change != null) {
      change.json();
    }
    return new Caught(at, loaded, change, by);
  }
}

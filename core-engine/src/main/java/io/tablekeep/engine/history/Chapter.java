package io.tablekeep.engine.history;

import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import java.util.List;

/**
 * The lines of one stretch of the journal, as one viewer sees them. Immutable.
 *
 * @param lines oldest first
 * @param weight about how many bytes they hold
 */
record Chapter(List<Line> lines, int weight) {
  /** Entries of a chapter. */
  static final int ENTRIES = 256;

  private static final int MOST_WEIGHT = 1 << 20;

  static Chapter of(List<Line> lines) {
    long weight = 256;
    for (Line line : lines) {
      weight += 128;
      for (Views.Change change : line.changes()) {
        Object before = change.before();
        Object after = change.after();
        weight += 96;
        weight += before == null ? 0 : Trees.weigh(before, MOST_WEIGHT);
        weight += after == null ? 0 : Trees.weigh(after, MOST_WEIGHT);
      }
    }
    return new Chapter(List.copyOf(lines), (int) Math.min(Integer.MAX_VALUE, weight));
  }

  /** Number of the chapter an entry stands in. */
  static long of(long version) {
    return (version - 1) / ENTRIES;
  }

  /**
   * Names a chapter of one campaign's one life in memory.
   *
   * @param campaign whose
   * @param viewer whose eyes now
   * @param number counted from 0
   * @param until version of its last entry; grows only for the newest
   */
  record Key(History campaign, Viewer viewer, long number, long until) {}
}

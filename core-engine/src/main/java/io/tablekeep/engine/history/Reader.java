package io.tablekeep.engine.history;

import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.metrics.HistoryMetrics;

/**
 * Keeps documents at borders of chapters for those who come by next.
 *
 * @param waypoints where they are kept
 * @param metrics where entries are counted
 * @param visitor who wants to see them
 */
record Reader(Waypoints waypoints, HistoryMetrics metrics, Retrace.Visitor visitor)
    implements Retrace.Visitor {
  @Override
  public boolean begin(Mark mark) {
    waypoints.put(mark);
    return visitor.begin(mark);
  }

  @Override
  public boolean see(Entry entry, Mark before, Mark then) {
    metrics.entries.increment();
    waypoints.put(then);
    return visitor.see(entry, before, then);
  }
}

package io.tablekeep.plugin.sqlite;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the store has done, for its statistics. */
final class Counters {
  final LongAdder entries = new LongAdder();
  final LongAdder commits = new LongAdder();
  final LongAdder syncs = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder unknown = new LongAdder();
  final LongAdder recoveries = new LongAdder();

  /** A transaction was committed; one that changed something was synced (synchronous = FULL). */
  void committed(boolean changed, List<Work> batch) {
    if (!changed) {
      return;
    }
    commits.increment();
    syncs.increment();
    int count = 0;
    for (Work work : batch) {
      count += work.isDecided() && !work.isRejected() ? work.entryCount() : 0;
    }
    entries.add(count);
  }

  /** A checkpoint syncs the write-ahead file, then the database file. */
  void checkpointed() {
    syncs.add(2);
  }
}

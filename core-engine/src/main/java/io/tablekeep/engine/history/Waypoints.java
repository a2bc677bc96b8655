package io.tablekeep.engine.history;

import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.state.Trees;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Documents of one campaign at the borders of chapters. They share what did not change between
 * them. Bounded: of too many every second one goes. Thread-safe.
 */
final class Waypoints {
  private static final int MOST = 64;

  private final TreeMap<Long, Mark> marks = new TreeMap<>();
  private long weight;

  synchronized void put(Mark mark) {
    if (mark.version() % Chapter.ENTRIES != 0 || marks.containsKey(mark.version())) {
      return;
    }
    if (weight == 0) {
      weight = Trees.weigh(mark.root(), Long.MAX_VALUE);
    }
    marks.put(mark.version(), mark);
    if (marks.size() > MOST) {
      boolean goes = false;
      for (Long version : marks.keySet().toArray(new Long[0])) {
        if (goes) {
          marks.remove(version);
        }
        goes = !goes;
      }
    }
  }

  /** The nearest at or below a version. */
  synchronized Optional<Mark> below(long version) {
    return Optional.ofNullable(marks.floorEntry(version)).map(Map.Entry::getValue);
  }

  /** About how many bytes they hold: one document, and what the entries in between changed. */
  synchronized int weight() {
    if (marks.isEmpty()) {
      return 1;
    }
    long changed = marks.lastEntry().getValue().bytes() - marks.firstEntry().getValue().bytes();
    return (int) Math.min(Integer.MAX_VALUE, 2 * weight + 4 * changed);
  }
}

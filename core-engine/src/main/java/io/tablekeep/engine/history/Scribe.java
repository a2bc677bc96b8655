package io.tablekeep.engine.history;

import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import java.util.ArrayList;
import java.util.List;

/** Writes the lines of a chapter. One worker thread after the other. */
final class Scribe implements Retrace.Visitor {
  private final Teller teller;
  private final Onlooker who;
  private final long after;
  private final List<Line> lines = new ArrayList<>();

  Scribe(Teller teller, Onlooker who, long after) {
    this.teller = teller;
    this.who = who;
    this.after = after;
  }

  List<Line> lines() {
    return lines;
  }

  @Override
  public boolean begin(Mark mark) {
    return true;
  }

  @Override
  public boolean see(Entry entry, Mark before, Mark then) {
    if (entry.version() > after) {
      Line line = teller.line(who, entry, before, then);
      if (line != null) {
        lines.add(line);
      }
    }
    return true;
  }
}

package io.tablekeep.engine.loop;

import io.tablekeep.engine.metrics.TableMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has been admitted and is not decided yet, in order. Loop-confined. */
final class WaitingLine {
  private final TableMetrics metrics;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();

  WaitingLine(TableMetrics metrics) {
    this.metrics = metrics;
  }

  int size() {
    return queue.size();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void add(Waiting waiting) {
    queue.add(waiting);
    metrics.waiting.incrementAndGet();
    waiting.waits(1);
  }

  /** The oldest, held up or not. */
  Waiting next() {
    return taken(queue.remove());
  }

  /**
   * The oldest that can be decided; null while all are held up. What is decided on the journal
   * waits until all before it is in it.
   */
  @Nullable Waiting ready(boolean allDurable) {
    Waiting first = queue.peek();
    if (first == null || !first.isHeld()) {
      return first == null || mustWait(first, allDurable) ? null : next();
    }
    List<Waiting> held = new ArrayList<>();
    for (Waiting each : queue) {
      // What a device did later is not decided before what it did first.
      if (each.isHeld() || held.stream().anyMatch(each::isOfSameDevice)) {
        held.add(each);
      } else if (mustWait(each, allDurable)) {
        return null;
      } else {
        queue.remove(each);
        return taken(each);
      }
    }
    return null;
  }

  private static boolean mustWait(Waiting waiting, boolean allDurable) {
    return !allDurable && TimeDesk.decides(waiting.payload);
  }

  /** Puts what was taken last back to the front, until it is let go. */
  void hold(Waiting waiting) {
    waiting.held(true);
    queue.addFirst(waiting);
    metrics.waiting.incrementAndGet();
    waiting.waits(1);
  }

  private Waiting taken(Waiting waiting) {
    metrics.waiting.decrementAndGet();
    waiting.waits(-1);
    return waiting;
  }

  /** Looks at each anew, in order: what is given back stays. */
  void replace(Function<Waiting, @Nullable Waiting> look) {
    for (int most = queue.size(); most > 0; most--) {
      Waiting old = next();
      Waiting again = look.apply(old);
      if (again != null) {
        add(again);
      }
    }
  }

  /** The action that a reply is a retry of. */
  @Nullable Waiting find(Reply reply, String by) {
    for (Waiting waiting : queue) {
      if (waiting.isFor(reply, by)) {
        return waiting;
      }
    }
    return null;
  }
}

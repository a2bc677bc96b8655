package io.tablekeep.engine.loop;

import io.tablekeep.engine.metrics.TableMetrics;
import java.util.ArrayDeque;
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

  Waiting next() {
    Waiting waiting = queue.remove();
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

package io.tablekeep.engine.loop;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.Endings;
import io.tablekeep.engine.rules.Endings.End;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a game system has declared to end, when its time is up. The moments stand in the
 * document, so there is nothing to remember and nothing to recover: one timer for the next of them.
 * Loop-confined.
 */
final class EndClock {
  /** Decided together at most, so that people's actions come in between. */
  private static final int MOST = 20;

  /** What could not be ended is tried again after this, and then less and less often. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final EngineRuntime runtime;
  private final Loop loop;
  private final DecisionLine line;
  private final Set<End> deciding = new HashSet<>();
  private Endings endings;
  private Loop.@Nullable Timer timer;
  private boolean stopped;

  EndClock(EngineRuntime runtime, Loop loop, DecisionLine line) {
    this.runtime = runtime;
    this.loop = loop;
    this.line = line;
    this.endings = new Endings(line.book(), line.head());
    look();
  }

  /** The document is another, or the rules are. */
  void anew() {
    endings = new Endings(line.book(), line.head());
    look();
  }

  void moved(List<Effect> effects, JsonObject before, JsonObject after) {
    if (endings.moved(effects, before, after)) {
      look();
    }
  }

  private void look() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    Optional<Instant> next = endings.next();
    if (!stopped && deciding.isEmpty() && next.isPresent()) {
      timer = loop.after(AskClock.wait(runtime.now(), next.get(), AskClock.SOON), this::due);
    }
  }

  private void due() {
    timer = null;
    List<End> due = endings.due(runtime.now(), MOST);
    deciding.addAll(due);
    for (End end : due) {
      Map<String, Object> about = Map.of("at", end.at().toString());
      Cause cause = Cause.withoutId("", "effect.end", JsonObject.of(about, 0));
      line.add(new Waiting(cause, new Cases.Ending(end), written -> over(end, written)));
    }
    if (due.isEmpty()) {
      look();
    }
  }

  private void over(End end, boolean written) {
    Instant now = runtime.now();
    Instant due = Endings.moment(line.head(), end);
    if (!written && due != null && !due.isAfter(now)) {
      Duration since = Duration.between(due, now);
      Duration wait = since.compareTo(SELDOM) > 0 ? SELDOM : since;
      endings.putOff(end, now.plus(wait.compareTo(AGAIN) < 0 ? AGAIN : wait));
    }
    deciding.remove(end);
    if (deciding.isEmpty()) {
      look();
    }
  }

  void stop() {
    stopped = true;
    look();
  }
}

package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.Deadlines;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.metrics.TableMetrics;
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
 * Watches the deadlines of what waits. They stand in the document, so there is nothing to remember:
 * one timer, set anew whenever what waits has changed and when the campaign is opened.
 * Loop-confined.
 */
final class AskClock {
  /** The wall clock may be set meanwhile, so it is looked at from time to time. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** What could not be decided at its time is tried again after this. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final EngineRuntime runtime;
  private final Loop loop;
  private final DecisionLine line;
  private final TableMetrics metrics;

  /** What is being decided because it is due. */
  private final Set<String> deciding = new HashSet<>();

  private Loop.@Nullable Timer timer;
  private int counted;
  private boolean stopped;

  AskClock(EngineRuntime runtime, Loop loop, DecisionLine line, TableMetrics metrics) {
    this.runtime = runtime;
    this.loop = loop;
    this.line = line;
    this.metrics = metrics;
  }

  /** What waits has changed. */
  void look() {
    look(Duration.ofMillis(1));
  }

  private void look(Duration atLeast) {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (stopped) {
      return;
    }
    JsonObject head = line.head();
    count(Deadlines.waiting(head));
    Optional<Instant> next = Deadlines.next(head);
    if (next.isPresent()) {
      Duration wait = Duration.between(runtime.now(), next.get());
      wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
      timer = loop.after(wait.compareTo(atLeast) < 0 ? atLeast : wait, this::due);
    }
  }

  private void due() {
    timer = null;
    JsonObject head = line.head();
    for (String ask : Deadlines.due(head, runtime.now())) {
      if (deciding.add(ask)) {
        Cause cause = Cause.withoutId("", "ask.expire", JsonObject.of(Map.of("ask", ask), 0));
        line.add(new Waiting(cause, new Cases.Expiry(ask), decided -> over(ask, decided)));
      }
    }
    if (deciding.isEmpty()) {
      look();
    }
  }

  private void over(String ask, boolean decided) {
    deciding.remove(ask);
    if (deciding.isEmpty()) {
      look(decided ? Duration.ofMillis(1) : AGAIN);
    }
  }

  private void count(int waiting) {
    metrics.asks.addAndGet(waiting - counted);
    counted = waiting;
  }

  void stop() {
    stopped = true;
    count(0);
    look();
  }

  /** Whether effects change what waits. */
  static boolean isTouched(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect.at().isRoot() || effect.at().key(0).equals("asks")) {
        return true;
      }
    }
    return false;
  }
}

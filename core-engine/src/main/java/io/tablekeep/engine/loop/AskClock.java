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

  /** What is due is not looked at sooner, so that nothing of this runs in a circle. */
  static final Duration SOON = Duration.ofMillis(1);

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
    look(SOON);
  }

  /** Looks at the next deadline; after a while when that is past. */
  private void look(Duration ifDue) {
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
      timer = loop.after(wait(runtime.now(), next.get(), ifDue), this::due);
    }
  }

  /** How long to wait for a moment, or for a part of that time. */
  static Duration wait(Instant now, Instant next, Duration ifDue) {
    Duration wait = Duration.between(now, next);
    if (wait.isNegative() || wait.isZero()) {
      wait = ifDue;
    } else if (wait.compareTo(LONGEST) > 0) {
      wait = LONGEST;
    }
    return wait.compareTo(SOON) < 0 ? SOON : wait;
  }

  private void due() {
    timer = null;
    JsonObject head = line.head();
    List<String> due = Deadlines.due(head, runtime.now());
    for (String ask : due) {
      if (deciding.add(ask)) {
        Cause cause = Cause.withoutId("", "ask.expire", JsonObject.of(Map.of("ask", ask), 0));
        line.add(new Waiting(cause, new Cases.Expiry(ask), written -> over(ask, written)));
      }
    }
    if (due.isEmpty()) {
      look(); // else whatever is due looks again when it is over, maybe already
    }
  }

  private void over(String ask, boolean written) {
    deciding.remove(ask);
    if (deciding.isEmpty()) {
      look(written ? SOON : AGAIN);
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

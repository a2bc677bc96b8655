package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import java.time.Duration;

/** How fast a seat may act and signal. Loop-confined; time is handed in. */
final class Pace {
  private final TokenBucket actions;
  private final TokenBucket signals;

  Pace(Limits limits, long nanos) {
    actions = new TokenBucket(limits.actionsPerSecond(), limits.actionBurst(), nanos);
    signals = new TokenBucket(limits.signalsPerSecond(), limits.signalsPerSecond(), nanos);
  }

  boolean mayAct(long nanos) {
    return actions.take(nanos);
  }

  /** How long after an action that came too fast the next may come. */
  Duration untilMayAct() {
    return Duration.ofMillis(actions.millisToWait());
  }

  boolean maySignal(long nanos) {
    return signals.take(nanos);
  }
}

package io.tablekeep.engine.loop;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import java.util.List;

/** What happens in a campaign because time passes: questions expire, things end. Loop-confined. */
final class Clocks {
  private final AskClock asks;
  private final EndClock endings;

  Clocks(EngineRuntime runtime, Loop loop, DecisionLine line, TableMetrics metrics) {
    asks = new AskClock(runtime, loop, line, metrics);
    endings = new EndClock(runtime, loop, line);
    asks.look();
  }

  /** The document has changed. */
  void moved(List<Effect> effects, JsonObject before, JsonObject after) {
    if (AskClock.isTouched(effects)) {
      asks.look();
    }
    endings.moved(effects, before, after);
  }

  /** The document is another, or the rules are. */
  void anew() {
    asks.look();
    endings.anew();
  }

  void stop() {
    asks.stop();
    endings.stop();
  }
}

package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Hands out paces, first those that seats of the same participant have left behind: sitting down
 * again, on whatever device, makes nobody faster. As many are kept as a table has seats, the
 * newest. Loop-confined.
 */
final class Paces {
  private final EngineRuntime runtime;
  private final Limits limits;
  private final ArrayDeque<Left> left = new ArrayDeque<>();

  private record Left(String participant, Pace pace) {}

  Paces(EngineRuntime runtime, Limits limits) {
    this.runtime = runtime;
    this.limits = limits;
  }

  Pace take(String participant) {
    for (Iterator<Left> all = left.iterator(); all.hasNext(); ) {
      Left one = all.next();
      if (one.participant.equals(participant)) {
        all.remove();
        return one.pace;
      }
    }
    return new Pace(limits, runtime.nanos());
  }

  void leave(String participant, Pace pace) {
    left.add(new Left(participant, pace));
    if (left.size() > limits.seats()) {
      left.remove();
    }
  }
}

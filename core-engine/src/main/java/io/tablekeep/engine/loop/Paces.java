package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Hands out paces, first those that seats of the same device have left behind, or of no device:
 * coming back makes nobody faster. As many are kept as a table has seats, the newest.
 * Loop-confined.
 */
final class Paces {
  private final EngineRuntime runtime;
  private final Limits limits;
  private final ArrayDeque<Left> left = new ArrayDeque<>();

  private record Left(String participant, String device, Pace pace) {}

  Paces(EngineRuntime runtime, Limits limits) {
    this.runtime = runtime;
    this.limits = limits;
  }

  Pace take(String participant, String device) {
    for (Iterator<Left> all = left.iterator(); all.hasNext(); ) {
      Left one = all.next();
      if (one.participant.equals(participant) && one.device.equals(device)) {
        all.remove();
        return one.pace;
      }
    }
    return new Pace(limits, runtime.nanos());
  }

  void leave(String participant, String device, Pace pace) {
    left.add(new Left(participant, device, pace));
    if (left.size() > limits.seats()) {
      left.remove();
    }
  }
}

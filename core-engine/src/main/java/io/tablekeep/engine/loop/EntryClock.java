package io.tablekeep.engine.loop;

import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.time.Instant;

/**
 * Times for entries: strictly increasing, so that keys made from them never repeat. Loop-confined.
 */
final class EntryClock {
  private final EngineRuntime runtime;
  private long lastMicros;

  EntryClock(EngineRuntime runtime, Instant newest) {
    this.runtime = runtime;
    goOnAfter(newest);
  }

  /** No time up to this one is given any more; entries keep milliseconds of it. */
  void goOnAfter(Instant newest) {
    lastMicros = Math.max(lastMicros, Keys.micros(newest) + 1_000);
  }

  /** The first of so many times in a row, a microsecond apart. */
  Instant next(int count) {
    long first = Math.max(lastMicros + 1, Keys.micros(runtime.now()));
    lastMicros = first + count - 1;
    return Instant.ofEpochSecond(first / 1_000_000, first % 1_000_000 * 1_000);
  }
}

package io.tablekeep.engine.runtime.rules;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;

/** One owner's rules and counts. Everything but the meters is guarded by the pool's lock. */
final class Owner {
  final String name;
  final ArrayDeque<Run<?>> waiting = new ArrayDeque<>();
  final Timer timer;
  final Counter timeouts;
  final Counter rejected;
  int running;
  int abandoned;

  /** Whether it stands in the pool's round. */
  boolean listed;

  /** Its plugin is gone: dropped as soon as nothing of it runs. */
  boolean forgotten;

  Owner(String name, MeterRegistry meters) {
    this.name = name;
    timer =
        Timer.builder("tablekeep.rules.run")
            .description("Time from the start of a rule to its end")
            .tag("owner", name)
            .register(meters);
    timeouts =
        Counter.builder("tablekeep.rules.timeouts")
            .description("Rules that ran over their budget")
            .tag("owner", name)
            .register(meters);
    rejected =
        Counter.builder("tablekeep.rules.rejected")
            .description("Rules that were not started: queue full or threads exhausted")
            .tag("owner", name)
            .register(meters);
  }

  boolean unused() {
    return waiting.isEmpty() && running == 0 && abandoned == 0;
  }

  void close(MeterRegistry meters) {
    meters.remove(timer);
    meters.remove(timeouts);
    meters.remove(rejected);
  }
}

package io.tablekeep.engine.conflict;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Meters of conflicts of one engine. Thread-safe. */
public final class ConflictMetrics {
  /** Edits that were based on an older version, and nothing they depend on had moved. */
  public final Counter clear;

  /** Edits whose changes fitted beside the others' without a dispute. */
  public final Counter fitted;

  /** Edits that resolvers settled. */
  public final Counter settled;

  /** Edits about which people were asked. */
  public final Counter asked;

  /** Edits refused because what they change never changes, or cannot be decided. */
  public final Counter refused;

  /** Edits whose base nobody knew any more. */
  public final Counter blind;

  /** Bases that were read from the journal. */
  public final Counter fetched;

  /** Faults of resolvers. */
  public final Counter faults;

  /** From the decision on the document of now to the outcome, of edits that met others. */
  public final Timer time;

  ConflictMetrics(MeterRegistry registry) {
    clear = outcome(registry, "clear");
    fitted = outcome(registry, "fitted");
    settled = outcome(registry, "settled");
    asked = outcome(registry, "asked");
    refused = outcome(registry, "refused");
    blind =
        Counter.builder("tablekeep.conflicts.blind")
            .description("Edits of which nobody knew any more what they were based on")
            .register(registry);
    fetched =
        Counter.builder("tablekeep.conflicts.fetched")
            .description("Bases of edits that were read from the journal")
            .register(registry);
    faults =
        Counter.builder("tablekeep.conflicts.resolver.faults")
            .description("Faults of conflict resolvers")
            .register(registry);
    time =
        Timer.builder("tablekeep.conflicts.time")
            .description("From meeting others' changes to the outcome")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  private static Counter outcome(MeterRegistry registry, String what) {
    return Counter.builder("tablekeep.conflicts")
        .tag("outcome", what)
        .description("Edits based on an older version, by what became of them")
        .register(registry);
  }
}

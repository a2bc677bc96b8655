package io.tablekeep.engine.state;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The figures of the two process-wide stores of this room: the tables of shared texts and key sets,
 * and what is held of opened cold objects.
 */
public final class StateMetrics implements MeterBinder {
  /** Figures that can be bound to any number of registries. */
  public StateMetrics() {}

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder(
            "tablekeep.state.interned.misses", this, s -> Interning.stats().textMisses())
        .tag("kind", "text")
        .description("Short texts that were not in the shared table")
        .register(registry);
    FunctionCounter.builder(
            "tablekeep.state.interned.misses", this, s -> Interning.stats().shapeMisses())
        .tag("kind", "shape")
        .description("Key sets that were not in the shared table")
        .register(registry);
    FunctionCounter.builder("tablekeep.state.opened", this, s -> Packing.stats().opened())
        .description("Cold objects that someone looked into")
        .register(registry);
    Gauge.builder("tablekeep.state.opened.held", this, s -> Packing.stats().heldBytes())
        .baseUnit("bytes")
        .description("Text of the opened objects that are held at hand")
        .strongReference(true)
        .register(registry);
    Gauge.builder("tablekeep.state.opened.held.max", this, s -> Packing.stats().maxHeldBytes())
        .baseUnit("bytes")
        .description("The most that is held; the oldest are let go")
        .strongReference(true)
        .register(registry);
  }
}

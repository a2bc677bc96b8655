package io.tablekeep.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of what is looked up in the past. Thread-safe. */
public final class HistoryMetrics {
  /** Pages of the change log, from the question to the answer. */
  public final Timer pages;

  /** States of the past, from the question to the answer. */
  public final Timer states;

  /** Journal entries read for either. */
  public final Counter entries;

  /** Parts of change logs that were made. */
  public final Counter chapters;

  /** Questions refused because too much is being looked up. */
  public final Counter refused;

  /** Readings of journals that wait for their turn. */
  public final AtomicInteger waiting = new AtomicInteger();

  /** Readings of journals that go on at present. */
  public final AtomicInteger running = new AtomicInteger();

  /**
   * Registers the meters.
   *
   * @param registry where they go
   */
  public HistoryMetrics(MeterRegistry registry) {
    pages = Timer.builder("tablekeep.history.answers").tag("what", "page").register(registry);
    states = Timer.builder("tablekeep.history.answers").tag("what", "state").register(registry);
    entries = registry.counter("tablekeep.history.entries");
    chapters = registry.counter("tablekeep.history.chapters");
    refused = registry.counter("tablekeep.history.refused");
    Gauge.builder("tablekeep.history.waiting", waiting, AtomicInteger::get).register(registry);
    Gauge.builder("tablekeep.history.running", running, AtomicInteger::get).register(registry);
  }
}

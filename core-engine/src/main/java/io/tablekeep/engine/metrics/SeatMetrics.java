package io.tablekeep.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Meters of seats that come, come back, and fall behind. Thread-safe. */
public final class SeatMetrics {
  /** Seats that began with a fresh welcome. */
  public final Counter fresh;

  /** Seats that went on from what is in memory. */
  public final Counter fromRing;

  /** Seats that went on from what the journal says. */
  public final Counter fromJournal;

  /** Tokens that did not count. */
  public final Counter badTokens;

  /** Seats whose place a newer one of the same device took. */
  public final Counter superseded;

  /** Differences told at once for several changes. */
  public final Counter coalesced;

  /** Seats closed because they were behind for too long. */
  public final Counter slowClosed;

  /** First views that were made. */
  public final Counter viewsMade;

  /** First views that were made for another seat already. */
  public final Counter viewsShared;

  /** Seats refused because too many came at once. */
  public final Counter storms;

  /** Places opened on demand. */
  public final Counter opened;

  /** Pages read. */
  public final Counter pages;

  /** From sitting down to the welcome. */
  public final Timer welcome;

  /** Size of first views, as JSON, in bytes. */
  public final DistributionSummary firstView;

  /** Seats that take nothing at present. */
  public final AtomicInteger paused = new AtomicInteger();

  /** Seats that wait for their view to be made. */
  public final AtomicInteger waiting = new AtomicInteger();

  /** Versions kept in memory for those who come back. */
  public final AtomicLong ringVersions = new AtomicLong();

  /** About how many bytes of changes these are. */
  public final AtomicLong ringBytes = new AtomicLong();

  /**
   * Registers the meters.
   *
   * @param registry where they go
   */
  public SeatMetrics(MeterRegistry registry) {
    fresh = registry.counter("tablekeep.seats.begun", "from", "snapshot");
    fromRing = registry.counter("tablekeep.seats.begun", "from", "ring");
    fromJournal = registry.counter("tablekeep.seats.begun", "from", "journal");
    badTokens = registry.counter("tablekeep.seats.tokens.refused");
    superseded = registry.counter("tablekeep.seats.superseded");
    coalesced = registry.counter("tablekeep.seats.coalesced");
    slowClosed = registry.counter("tablekeep.seats.slow.closed");
    viewsMade = registry.counter("tablekeep.seats.views", "made", "anew");
    viewsShared = registry.counter("tablekeep.seats.views", "made", "shared");
    storms = registry.counter("tablekeep.seats.joins.refused");
    opened = registry.counter("tablekeep.seats.opened");
    pages = registry.counter("tablekeep.seats.pages");
    welcome = Timer.builder("tablekeep.seats.welcome").register(registry);
    firstView =
        DistributionSummary.builder("tablekeep.seats.first.view")
            .baseUnit("bytes")
            .register(registry);
    gauge(registry, "tablekeep.seats.paused", paused);
    gauge(registry, "tablekeep.seats.joins.waiting", waiting);
    gauge(registry, "tablekeep.seats.ring.versions", ringVersions);
    gauge(registry, "tablekeep.seats.ring.bytes", ringBytes);
  }

  private static void gauge(MeterRegistry registry, String name, Number value) {
    Gauge.builder(name, value, Number::doubleValue).register(registry);
  }
}

package io.tablekeep.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of all tables of one engine. Thread-safe. */
public final class TableMetrics {
  /** So many different refusal codes get a meter of their own; the rest count as "other". */
  private static final int MOST_CODES = 64;

  private final MeterRegistry registry;
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
  private final Map<String, Counter> ends = new ConcurrentHashMap<>();

  /** Actions that took effect. */
  public final Counter applied;

  /** Actions that wait for a person. */
  public final Counter pending;

  /** Actions sent again that got their receipt again. */
  public final Counter repeated;

  /** Frames handed to seats. */
  public final Counter frames;

  /** Signals passed on. */
  public final Counter signals;

  /** Signals dropped: over the rate, or replaced by a newer one before the tick. */
  public final Counter signalsDropped;

  /** Faults of plugin code. */
  public final Counter ruleFaults;

  /** Times a document fell back to its durable state. */
  public final Counter losses;

  /** From the arrival of an action to its receipt. */
  public final Timer receipt;

  /** From the arrival of an action to its decision. */
  public final Timer decision;

  /** Size of the payloads that came in, in bytes. */
  public final DistributionSummary payload;

  /** Campaigns in memory. */
  public final AtomicInteger campaigns = new AtomicInteger();

  /** Seats taken. */
  public final AtomicInteger seats = new AtomicInteger();

  /** Actions waiting to be decided. */
  public final AtomicInteger waiting = new AtomicInteger();

  /** Campaigns that take no actions at present. */
  public final AtomicInteger readOnly = new AtomicInteger();

  /** Campaigns whose plugin was put aside. */
  public final AtomicInteger quarantined = new AtomicInteger();

  /** Actions that wait for somebody. */
  public final AtomicInteger asks = new AtomicInteger();

  /** Maps on which sight counts, ready to be asked. */
  public final AtomicInteger scenes = new AtomicInteger();

  /** Such maps whose walls were indexed. */
  public final Counter scenesIndexed;

  /** Such maps that were made from an earlier state by what had changed. */
  public final Counter scenesFollowed;

  /**
   * Registers the meters.
   *
   * @param registry where they go
   */
  public TableMetrics(MeterRegistry registry) {
    this.registry = registry;
    applied = registry.counter("tablekeep.actions", "outcome", "applied");
    pending = registry.counter("tablekeep.actions", "outcome", "pending");
    repeated = registry.counter("tablekeep.actions", "outcome", "repeated");
    frames = registry.counter("tablekeep.frames");
    signals = registry.counter("tablekeep.signals", "outcome", "sent");
    signalsDropped = registry.counter("tablekeep.signals", "outcome", "dropped");
    ruleFaults = registry.counter("tablekeep.rule.faults");
    losses = registry.counter("tablekeep.losses");
    receipt = Timer.builder("tablekeep.receipt").publishPercentileHistogram().register(registry);
    decision = Timer.builder("tablekeep.decision").register(registry);
    payload = DistributionSummary.builder("tablekeep.payload").baseUnit("bytes").register(registry);
    scenesIndexed = registry.counter("tablekeep.sight.made", "by", "index");
    scenesFollowed = registry.counter("tablekeep.sight.made", "by", "change");
    gauge("tablekeep.sight.scenes", scenes);
    gauge("tablekeep.campaigns", campaigns);
    gauge("tablekeep.seats", seats);
    gauge("tablekeep.waiting", waiting);
    gauge("tablekeep.asks.waiting", asks);
    gauge("tablekeep.campaigns.readonly", readOnly);
    gauge("tablekeep.campaigns.quarantined", quarantined);
  }

  /**
   * Counts a refusal.
   *
   * @param code its code
   */
  public void refused(String code) {
    count(refusals, code, "tablekeep.actions", "outcome", "refused");
  }

  /**
   * Counts an action that waited and came to its end.
   *
   * @param code the code its sender was told
   */
  public void settled(String code) {
    count(ends, code, "tablekeep.asks", "outcome", "settled");
  }

  private void count(Map<String, Counter> known, String code, String name, String... tags) {
    Counter counter = known.get(code);
    if (counter == null) {
      String label = known.size() < MOST_CODES ? code : "other";
      counter = registry.counter(name, tags[0], tags[1], "code", label);
      if (known.size() < MOST_CODES) {
        known.put(code, counter);
      }
    }
    counter.increment();
  }

  private void gauge(String name, AtomicInteger value) {
    Gauge.builder(name, value, AtomicInteger::doubleValue).register(registry);
  }
}

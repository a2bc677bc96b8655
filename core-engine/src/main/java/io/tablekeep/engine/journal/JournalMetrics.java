package io.tablekeep.engine.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.journal.recovery.Recovered;
import io.tablekeep.engine.journal.recovery.SnapshotCodec;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and says what happens to journals. No document is named in a metric: there may be
 * thousands, and names are for those at the table. Thread-safe.
 */
final class JournalMetrics {
  private static final Logger LOG = LoggerFactory.getLogger("io.tablekeep.journal");

  private final Counter entries;
  private final Counter bytes;
  private final DistributionSummary batchEntries;
  private final Timer append;
  private final AtomicLong flying = new AtomicLong();
  private final AtomicLong flyingBytes = new AtomicLong();
  private final Map<Room, Counter> refused = new EnumMap<>(Room.class);
  private final Map<Loss.Kind, Counter> losses = new EnumMap<>(Loss.Kind.class);
  private final Counter tooLarge;
  private final Counter nearQuota;
  private final Timer open;
  private final Counter openFailures;
  private final Counter replayed;
  private final Counter damagedSnapshots;
  private final Timer snapshot;
  private final DistributionSummary snapshotBytes;
  private final DistributionSummary snapshotRatio;
  private final Counter snapshotFailures;

  JournalMetrics(MeterRegistry meters) {
    entries = Counter.builder("tablekeep.journal.entries").register(meters);
    bytes = Counter.builder("tablekeep.journal.written").baseUnit("bytes").register(meters);
    batchEntries = DistributionSummary.builder("tablekeep.journal.batch").register(meters);
    append = timer("tablekeep.journal.append", "from the call of the store to its answer", meters);
    Gauge.builder("tablekeep.journal.inflight", flying, AtomicLong::get).register(meters);
    Gauge.builder("tablekeep.journal.inflight.size", flyingBytes, AtomicLong::get)
        .baseUnit("bytes")
        .register(meters);
    for (Room room : new Room[] {Room.FULL, Room.QUOTA}) {
      refused.put(room, counter("tablekeep.journal.refused", room.code(), meters));
    }
    tooLarge = counter("tablekeep.journal.refused", "entry-too-large", meters);
    nearQuota = Counter.builder("tablekeep.journal.quota.warnings").register(meters);
    for (Loss.Kind kind : Loss.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      losses.put(kind, counter("tablekeep.journal.lost", name, meters));
    }
    open = timer("tablekeep.journal.open", "from the epoch to the document", meters);
    openFailures = Counter.builder("tablekeep.journal.open.failures").register(meters);
    replayed = Counter.builder("tablekeep.journal.replayed").register(meters);
    damagedSnapshots = Counter.builder("tablekeep.journal.snapshot.damaged").register(meters);
    snapshot = timer("tablekeep.journal.snapshot", "making one, off the loop", meters);
    snapshotBytes =
        DistributionSummary.builder("tablekeep.journal.snapshot.size")
            .baseUnit("bytes")
            .register(meters);
    snapshotRatio =
        DistributionSummary.builder("tablekeep.journal.snapshot.ratio")
            .description("text by stored bytes")
            .register(meters);
    snapshotFailures = Counter.builder("tablekeep.journal.snapshot.failures").register(meters);
  }

  private static Timer timer(String name, String what, MeterRegistry meters) {
    return Timer.builder(name).description(what).register(meters);
  }

  private static Counter counter(String name, String code, MeterRegistry meters) {
    return Counter.builder(name).tag("code", code).register(meters);
  }

  /** A document's journal has become so long that its host should know. */
  void nearQuota(DocumentId document, Usage usage) {
    nearQuota.increment();
    LOG.warn("The journal of {} has {} of {} bytes", document, usage.bytes(), usage.quota());
  }

  /** Counts a refusal and gives it back. */
  Room refused(Room room) {
    Counter counter = refused.get(room);
    if (counter != null) {
      counter.increment();
    }
    return room;
  }

  void tooLarge() {
    tooLarge.increment();
  }

  void sent(Batch batch) {
    flying.addAndGet(batch.entries().size());
    flyingBytes.addAndGet(batch.bytes());
  }

  void durable(Batch batch, long nanos) {
    int count = batch.entries().size();
    forget(batch);
    entries.increment(count);
    bytes.increment((double) batch.bytes());
    batchEntries.record(count);
    append.record(nanos - batch.sentNanos(), TimeUnit.NANOSECONDS);
  }

  /** A batch is no longer on its way. */
  void forget(Batch batch) {
    flying.addAndGet(-batch.entries().size());
    flyingBytes.addAndGet(-batch.bytes());
  }

  void lost(DocumentId document, Loss loss) {
    Counter counter = losses.get(loss.kind());
    if (counter != null) {
      counter.increment();
    }
    LOG.warn(
        "{} lost its entries above {}: {} {}: {}",
        document,
        loss.durable(),
        loss.kind(),
        loss.code(),
        loss.message());
  }

  void opened(Recovered recovered, long nanos) {
    open.record(nanos, TimeUnit.NANOSECONDS);
    replayed.increment((double) recovered.replayed());
    for (Damage damage : recovered.damages()) {
      if (!damage.code().equals("snapshot-damaged")) {
        LOG.error("Opened in spite of damage: {}", damage);
      }
    }
  }

  void openFailed(DocumentId document, Throwable failure) {
    openFailures.increment();
    if (Calls.unwrapped(failure) instanceof StoreException said
        && said.reason() == Refusal.READ_ONLY) {
      LOG.debug("{} waits until the store takes writes", document, failure);
      return;
    }
    LOG.error("{} cannot be opened: {}", document, String.valueOf(failure));
  }

  void damagedSnapshot(Damage damage) {
    damagedSnapshots.increment();
    LOG.error("Passing over a snapshot: {}", damage);
  }

  void snapshot(SnapshotCodec.Encoded made, long nanos) {
    int bytes = made.snapshot().bytes().length;
    snapshot.record(nanos, TimeUnit.NANOSECONDS);
    snapshotBytes.record(bytes);
    snapshotRatio.record((double) made.raw() / bytes);
  }

  void snapshotFailed(DocumentId document, String why) {
    snapshotFailures.increment();
    LOG.warn("No snapshot of {}: {}", document, why);
  }
}

package io.tablekeep.engine.cluster.disks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tablekeep.sdk.state.DocumentId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What own disks count. */
final class Meters {
  final Counter entries;
  final Counter failed;
  final Counter unknown;
  final Counter kept;
  final Counter refused;
  private final Timer copies;

  Meters(MeterRegistry registry) {
    entries = counter(registry, "entries", "Entries that were copied to another node");
    failed = counter(registry, "failures", "Copies that failed, were refused or came too late");
    unknown = counter(registry, "unknown", "Writes of which it is not known whether they stand");
    kept = counter(registry, "kept", "Entries that were sent to the disks of other nodes");
    refused = counter(registry, "refused", "Writes refused because too few nodes are here");
    copies =
        Timer.builder("tablekeep.backup.copy")
            .description("Time until a copy is on another node")
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String what) {
    return Counter.builder("tablekeep.backup." + name).description(what).register(registry);
  }

  void copied(long nanos) {
    copies.record(nanos, TimeUnit.NANOSECONDS);
  }

  static void gauges(MeterRegistry registry, Map<DocumentId, Owned> owned, Quorum quorum) {
    gauge(
        registry,
        "lag",
        "Entries that no disk of another node has yet",
        () -> owned.values().stream().mapToLong(Owned::lag).sum());
    gauge(
        registry,
        "bytes",
        "Bytes that were written since the disk of another node was last up to date",
        () -> owned.values().stream().mapToLong(each -> each.session.unkept()).sum());
    gauge(registry, "documents", "Documents that this node has taken", owned::size);
    gauge(
        registry,
        "writable",
        "Whether enough nodes are here for writes",
        () -> quorum.isWritable() ? 1 : 0);
    gauge(
        registry,
        "safe",
        "Whether all that nodes hold for each other is held twice, so that any one may end",
        () -> quorum.isCopied() ? 1 : 0);
  }

  private static void gauge(
      MeterRegistry registry, String name, String what, Supplier<Number> value) {
    Gauge.builder("tablekeep.backup." + name, value).description(what).register(registry);
  }
}

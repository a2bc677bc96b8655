package io.tablekeep.engine.cluster.disks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

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
}

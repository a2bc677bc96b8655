package io.tablekeep.engine.cluster.copy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.sdk.state.DocumentId;
import java.util.Locale;
import java.util.Map;

/** Figures of a node's copies, and of what it has carried to other nodes. */
final class CopyMetrics {
  final Counter hits;
  final Counter misses;
  final Counter stale;
  final Counter lost;
  final Counter acts;
  final Counter again;

  CopyMetrics(MeterRegistry meters, Map<DocumentId, Copy> copies) {
    hits = counter(meters, "tablekeep.copies.hits", "Reads that a copy answered");
    misses = counter(meters, "tablekeep.copies.misses", "Reads for which the owner was asked");
    stale = counter(meters, "tablekeep.copies.stale", "Reads that a copy was too old for");
    lost = counter(meters, "tablekeep.copies.lost", "Times that a copy lost the owner");
    acts = counter(meters, "tablekeep.carried.actions", "Actions carried to where they belong");
    again = counter(meters, "tablekeep.carried.again", "Times that such an action was sent again");
    for (DocumentId.Kind kind : DocumentId.Kind.values()) {
      Gauge.builder(
              "tablekeep.copies",
              copies,
              all -> all.keySet().stream().filter(each -> each.kind() == kind).count())
          .description("Documents that this node follows")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .strongReference(true)
          .register(meters);
      Gauge.builder(
              "tablekeep.copies.age",
              copies,
              all ->
                  all.values().stream()
                      .filter(each -> each.id().kind() == kind)
                      .mapToDouble(each -> each.age().toMillis() / 1_000.0)
                      .max()
                      .orElse(0))
          .description("How long ago the owner of a followed document was heard, at the most")
          .baseUnit("seconds")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .strongReference(true)
          .register(meters);
    }
  }

  private static Counter counter(MeterRegistry meters, String name, String what) {
    return Counter.builder(name).description(what).register(meters);
  }
}

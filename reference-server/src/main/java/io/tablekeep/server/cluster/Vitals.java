package io.tablekeep.server.cluster;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.placement.Health;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.residency.Residents;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What this process measures of itself for the other nodes. On one loop. */
final class Vitals {
  /** Every so manieth time the durable acks of late begin anew. */
  private static final int LATELY = 10;

  private final Engine engine;
  private final MeterRegistry meters;
  private final Path data;
  private final OperatingSystemMXBean system;
  private final List<MemoryPoolMXBean> heap = new ArrayList<>();
  private CountAtBucket[] before = {};
  private int times;
  private long p50;
  private long p99;

  Vitals(Engine engine, MeterRegistry meters, Path data) {
    this.engine = engine;
    this.meters = meters;
    this.data = data;
    system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported()) {
        heap.add(pool);
      }
    }
  }

  Census.Vitals now() {
    Residents.Usage usage = engine.usage();
    NodeCard.Held held = new NodeCard.Held(usage.documents(), usage.active(), usage.bytes(), 0);
    if (times++ % LATELY == 0) {
      acks();
    }
    // Of all cores of the machine; below 0 while the system has not measured it.
    double load = Math.max(0, system.getProcessCpuLoad());
    double health = Health.score(load, p99, 0, heapInUse(), diskInUse());
    return new Census.Vitals(held, new NodeCard.Pulse(load, health, p50, p99));
  }

  /** How long receipts took since the last time; what is counted is never counted down. */
  private void acks() {
    Timer receipts = meters.find("tablekeep.receipt").timer();
    CountAtBucket[] now =
        receipts == null ? new CountAtBucket[0] : receipts.takeSnapshot().histogramCounts();
    double[] since = new double[now.length];
    for (int i = 0; i < now.length; i++) {
      since[i] = now[i].count() - (before.length == now.length ? before[i].count() : 0);
    }
    before = Arrays.copyOf(now, now.length);
    double all = since.length == 0 ? 0 : since[since.length - 1];
    p50 = atLeast(now, since, all * 0.5);
    p99 = atLeast(now, since, all * 0.99);
  }

  /** The bound below which so many were, in microseconds. */
  private static long atLeast(CountAtBucket[] buckets, double[] counts, double many) {
    for (int i = 0; many > 0 && i < counts.length; i++) {
      if (counts[i] >= many) {
        double bound = buckets[i].bucket(TimeUnit.MICROSECONDS);
        return Double.isInfinite(bound) ? TimeUnit.SECONDS.toMicros(30) : (long) bound;
      }
    }
    return 0;
  }

  /** Share of the heap that was still in use after the last collection. */
  private double heapInUse() {
    long used = 0;
    for (MemoryPoolMXBean pool : heap) {
      @Nullable MemoryUsage after = pool.getCollectionUsage();
      used += after == null ? 0 : after.getUsed();
    }
    return (double) used / Runtime.getRuntime().maxMemory();
  }

  private double diskInUse() {
    File folder = data.toFile();
    long total = folder.getTotalSpace();
    return total == 0 ? 0 : 1 - (double) folder.getUsableSpace() / total;
  }
}

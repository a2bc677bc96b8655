package io.tablekeep.testkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.cluster.disks.OwnDisks;
import io.tablekeep.engine.cluster.hazelcast.HazelcastNode;
import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.plugin.sqlite.SqliteStore;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What an append costs on the bare store and on own disks: 50 documents, entries of 300 bytes, an
 * open loop. All three nodes are in this process, so that its CPU is that of the whole cluster.
 * Arguments: appends a second, seconds.
 */
public final class OwnDisksCost {
  private static final int DOCUMENTS = 50;
  private static final int BYTES = 300;

  private OwnDisksCost() {}

  /**
   * Measures.
   *
   * @param args appends a second, seconds
   * @throws Exception when it cannot
   */
  public static void main(String[] args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    Path folder = Files.createTempDirectory("own-disks-cost");
    try (CampaignStore bare = SqliteStore.open(folder.resolve("bare.db"))) {
      run("warm-up", bare, rate, 5);
      run("bare", bare, rate, seconds);
    }
    VertxRuntime runtime = VertxRuntime.builder().build();
    List<HazelcastNode> members = new ArrayList<>();
    List<OwnDisks> stores = new ArrayList<>();
    String cluster = "cost-" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      List<String> join = List.of("127.0.0.1:5901", "127.0.0.1:5902", "127.0.0.1:5903");
      HazelcastNode member =
          HazelcastNode.start(
              new HazelcastOptions("node-" + i, cluster, "127.0.0.1", 5901 + i, join, "")
                  .withDisks(3),
              UUID.randomUUID().toString());
      members.add(member);
      stores.add(
          member.ownDisks(
              SqliteStore.open(folder.resolve("node-" + i + ".db")),
              member.members(),
              runtime,
              new SimpleMeterRegistry()));
    }
    while (!stores.get(0).isWritable()) {
      Thread.sleep(20);
    }
    idle(seconds);
    run("warm-up", stores.get(0), rate, 5);
    run("own disks", stores.get(0), rate, seconds);
    stores.forEach(OwnDisks::close);
    members.forEach(HazelcastNode::close);
    runtime.close();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void idle(int seconds) throws InterruptedException {
    long before = cpu();
    Thread.sleep(seconds * 1_000L);
    System.out.printf("idle cluster: %.1f ms CPU a second%n", (cpu() - before) / 1e6 / seconds);
  }

  private static void run(String name, CampaignStore store, int rate, int seconds)
      throws InterruptedException {
    List<DocumentId> ids = new ArrayList<>();
    List<Epoch> epochs = new ArrayList<>();
    long[] positions = new long[DOCUMENTS];
    for (int i = 0; i < DOCUMENTS; i++) {
      ids.add(DocumentId.campaign(name.replace(' ', '-') + "-" + i));
      epochs.add(store.acquire(ids.get(i), "cost").toCompletableFuture().join());
    }
    int all = rate * seconds;
    AtomicLongArray latencies = new AtomicLongArray(all);
    AtomicInteger answered = new AtomicInteger();
    long cpu = cpu();
    long start = System.nanoTime();
    for (int i = 0; i < all; i++) {
      int n = i;
      long due = start + (long) (i * 1e9 / rate);
      while (System.nanoTime() < due) {
        Thread.sleep(0, 200_000);
      }
      int d = i % DOCUMENTS;
      StoredEntry entry = new StoredEntry(positions[d] + 1, new byte[BYTES]);
      CompletionStage<Void> unused =
          store
              .append(ids.get(d), epochs.get(d), positions[d]++, List.of(entry))
              .thenAccept(
                  answer -> {
                    if (!(answer instanceof Appended.Durable)) {
                      throw new AssertionError(answer.toString());
                    }
                    latencies.set(n, System.nanoTime() - due);
                    answered.incrementAndGet();
                  });
    }
    while (answered.get() < all) {
      Thread.sleep(1);
    }
    long used = cpu() - cpu;
    long[] sorted = new long[all];
    for (int i = 0; i < all; i++) {
      sorted[i] = latencies.get(i);
    }
    Arrays.sort(sorted);
    System.out.printf(
        "%s: %d/s, %.0f us CPU an append, p50 %.2f ms, p99 %.2f ms%n",
        name, rate, used / 1e3 / all, sorted[all / 2] / 1e6, sorted[all * 99 / 100] / 1e6);
  }
}

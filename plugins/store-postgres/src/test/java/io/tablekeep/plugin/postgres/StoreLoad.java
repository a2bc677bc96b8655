package io.tablekeep.plugin.postgres;

import io.tablekeep.plugin.sqlite.SqliteStore;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredEntry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures this store against the SQLite store in one run: paced load as servers make it (open
 * loop, 50 documents), a flood, and one writer alone. Prints a line each. See the module's README
 * for the command.
 *
 * <p>CPU is of this process, less what the same pacing costs without a store; for PostgreSQL that
 * of its processes stands beside it.
 */
public final class StoreLoad {
  private static final int DOCS = 50;

  private final String name;
  private final CampaignStore store;
  private final Server server;
  private int round;

  private StoreLoad(String name, CampaignStore store, Server server) {
    this.name = name;
    this.store = store;
    this.server = server;
  }

  /**
   * Runs all measurements.
   *
   * @param args seconds per measurement (default 10)
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    Path folder = Files.createDirectories(Path.of("target/load"));
    Path place = Files.createTempDirectory(folder, "run");
    try (Server server = Server.in(place);
        CampaignStore sqlite = SqliteStore.open(place.resolve("load.db"));
        CampaignStore postgres = server.open("load")) {
      List<StoreLoad> both =
          List.of(
              new StoreLoad("sqlite", sqlite, server), new StoreLoad("postgres", postgres, server));
      for (StoreLoad each : both) {
        each.paced(3_000, 4, false);
      }
      for (int rate : new int[] {100, 1_000, 3_000}) {
        for (StoreLoad each : both) {
          each.paced(rate, seconds, true);
        }
      }
      for (StoreLoad each : both) {
        each.alone(seconds);
      }
      for (StoreLoad each : both) {
        each.flood(seconds);
      }
    }
  }

  /** One document as a campaign's loop would use it: pipelined, positions counted here. */
  private static final class Doc {
    final DocumentId id;
    final Epoch epoch;
    long last;

    Doc(CampaignStore store, String name) {
      id = DocumentId.campaign(name);
      epoch = store.acquire(id, "load").toCompletableFuture().join();
    }

    List<StoredEntry> next() {
      return List.of(new StoredEntry(++last, entry(last)));
    }
  }

  private static byte[] entry(long position) {
    String text =
        "{\"crc\":\"1f2e3d4c\",\"n\":"
            + position
            + ",\"at\":\"2026-01-01T00:00:00.000Z\",\"by\":\"player-3\",\"id\":\"k3v9-1234\","
            + "\"type\":\"token.move\",\"effects\":[{\"op\":\"replace\",\"path\":\"/maps/m1/tokens/t17/x\","
            + "\"value\":12.5},{\"op\":\"replace\",\"path\":\"/maps/m1/tokens/t17/y\",\"value\":8}]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private List<Doc> docs() {
    round++;
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < DOCS; i++) {
      docs.add(new Doc(store, "load-" + round + "-" + i));
    }
    return docs;
  }

  private void paced(int rate, int seconds, boolean told) throws Exception {
    List<Doc> docs = docs();
    pacedFor(docs, rate, 2, true);
    StoreStats before = store.stats();
    long started = System.nanoTime();
    long servers = server.cpuNanos();
    long cpu = cpu();
    long[] latencies = pacedFor(docs, rate, seconds, true);
    cpu = cpu() - cpu;
    servers = server.cpuNanos() - servers;
    double took = (System.nanoTime() - started) / 1e9;
    StoreStats after = store.stats();
    long idle = cpu();
    pacedFor(docs, rate, seconds, false);
    idle = cpu() - idle;
    if (told) {
      double n = latencies.length;
      print(
          "%-8s paced %5d/s: %6.0f entries/s, CPU %5.1f us/entry here, %5.1f us/entry in"
              + " PostgreSQL, %4.0f commits/s, ack p50 %.2f p99 %.2f ms",
          name,
          rate,
          n / took,
          (cpu - idle) / 1e3 / n,
          servers / 1e3 / n,
          (after.commits() - before.commits()) / took,
          ms(latencies, 0.5),
          ms(latencies, 0.99));
    }
  }

  /** Open loop: every millisecond what is due is sent; latency counts from when it was due. */
  private long[] pacedFor(List<Doc> docs, int rate, int seconds, boolean send) {
    int total = rate * seconds;
    long[] latencies = new long[total];
    Semaphore open = new Semaphore(0);
    long start = System.nanoTime();
    int sent = 0;
    while (sent < total) {
      long now = System.nanoTime();
      while (sent < total && start + sent * 1_000_000_000L / rate <= now) {
        int number = sent++;
        if (!send) {
          open.release();
          continue;
        }
        long due = start + number * 1_000_000_000L / rate;
        Doc doc = docs.get(number * 7 % DOCS);
        long after = doc.last;
        var unused =
            store
                .append(doc.id, doc.epoch, after, doc.next())
                .whenComplete(
                    (answer, failure) -> {
                      latencies[number] =
                          answer instanceof Appended.Durable
                              ? System.nanoTime() - due
                              : Long.MAX_VALUE;
                      open.release();
                    });
      }
      LockSupport.parkNanos(Math.max(50_000, start + sent * 1_000_000_000L / rate - now));
    }
    open.acquireUninterruptibly(total);
    Arrays.sort(latencies);
    if (latencies[total - 1] == Long.MAX_VALUE) {
      throw new AssertionError("an entry was not made durable");
    }
    return latencies;
  }

  private void alone(int seconds) {
    Doc doc = docs().get(0);
    long[] latencies = new long[400_000];
    int n = 0;
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end && n < latencies.length) {
      long sent = System.nanoTime();
      long after = doc.last;
      store.append(doc.id, doc.epoch, after, doc.next()).toCompletableFuture().join();
      latencies[n++] = System.nanoTime() - sent;
    }
    long[] all = Arrays.copyOf(latencies, n);
    Arrays.sort(all);
    print(
        "%-8s one writer, one after the other: %d acks/s, p50 %.2f p99 %.2f ms",
        name, n / seconds, ms(all, 0.5), ms(all, 0.99));
  }

  private void flood(int seconds) throws Exception {
    List<Doc> docs = docs();
    Semaphore room = new Semaphore(2_000);
    long before = store.stats().entries();
    long n = 0;
    long started = System.nanoTime();
    long servers = server.cpuNanos();
    long cpu = cpu();
    while (System.nanoTime() - started < seconds * 1_000_000_000L) {
      Doc doc = docs.get((int) (n++ % DOCS));
      room.acquireUninterruptibly();
      long after = doc.last;
      var unused =
          store
              .append(doc.id, doc.epoch, after, doc.next())
              .whenComplete((answer, failure) -> room.release());
    }
    room.acquireUninterruptibly(2_000);
    double took = (System.nanoTime() - started) / 1e9;
    cpu = cpu() - cpu;
    servers = server.cpuNanos() - servers;
    double entries = store.stats().entries() - before;
    print(
        "%-8s flood: %7.0f entries/s, CPU %.1f us/entry here, %.1f us/entry in PostgreSQL",
        name, entries / took, cpu / 1e3 / entries, servers / 1e3 / entries);
  }

  private static double ms(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }

  @SuppressWarnings("SystemOut") // a program of the command line
  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredEntry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the SQLite store: paced load as a server makes it (open loop, many documents), a flood
 * in batches, one writer alone, and reading a tail. Prints a line each. See the module's README for
 * the command.
 *
 * <p>CPU is of the whole process, less what the same pacing costs without a store; so it holds the
 * store's thread, its wake-ups and the callers' share, but also JIT and GC.
 */
public final class StoreLoad {
  private static final int DOCS = 50;

  private final Path folder;
  private final double micros;
  private final double maxMicros;

  private StoreLoad(Path folder, double micros, double maxMicros) {
    this.folder = folder;
    this.micros = micros;
    this.maxMicros = maxMicros;
  }

  /**
   * Runs all measurements.
   *
   * @param args seconds per measurement (default 10), folder (default target/load), smallest and
   *     largest gap in microseconds
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    Path folder = Path.of(args.length > 1 ? args[1] : "target/load");
    double min = args.length > 2 ? Double.parseDouble(args[2]) : -1;
    double max = args.length > 3 ? Double.parseDouble(args[3]) : -1;
    StoreLoad load = new StoreLoad(folder, min, max);
    load.paced(3_000, 5, true);
    for (int rate : new int[] {100, 1_000, 3_000}) {
      load.paced(rate, seconds, false);
    }
    load.alone(seconds);
    for (int batch : new int[] {1, 100}) {
      load.flood(batch, seconds);
    }
    load.tail();
  }

  private SqliteStore open() throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    SqliteOptions options = SqliteOptions.defaults();
    if (maxMicros >= 0) {
      options =
          options.withGap(
              Duration.ofNanos((long) (micros * 1_000)),
              Duration.ofNanos((long) (maxMicros * 1_000)));
    }
    return SqliteStore.open(folder.resolve("load.db"), options);
  }

  /** One document as a campaign loop would use it: pipelined, positions counted here. */
  private static final class Doc {
    final DocumentId id;
    final Epoch epoch;
    long last;

    Doc(CampaignStore store, int number) {
      id = DocumentId.campaign("load-" + number);
      epoch = store.acquire(id, "load").toCompletableFuture().join();
    }

    List<StoredEntry> next(int count) {
      List<StoredEntry> entries = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        entries.add(new StoredEntry(++last, entry(last)));
      }
      return entries;
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

  private static List<Doc> docs(CampaignStore store) {
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < DOCS; i++) {
      docs.add(new Doc(store, i));
    }
    return docs;
  }

  private void paced(int rate, int seconds, boolean warmup) throws IOException {
    try (SqliteStore store = open()) {
      List<Doc> docs = docs(store);
      pacedFor(store, docs, rate, Math.min(seconds, 4), true);
      StoreStats before = store.stats();
      long started = System.nanoTime();
      long cpu = cpu();
      long[] latencies = pacedFor(store, docs, rate, seconds, true);
      cpu = cpu() - cpu;
      double took = (System.nanoTime() - started) / 1e9;
      StoreStats after = store.stats();
      long idle = cpu();
      pacedFor(store, docs, rate, seconds, false);
      idle = cpu() - idle;
      if (warmup) {
        return;
      }
      double n = latencies.length;
      print(
          "paced %5d/s: %6.0f entries/s, CPU %5.1f us/entry (%.1f without a store), %4.0f commits/s,"
              + " %4.0f syncs/s, ack p50 %.2f p99 %.2f max %.1f ms",
          rate,
          n / took,
          (cpu - idle) / 1e3 / n,
          idle / 1e3 / n,
          (after.commits() - before.commits()) / took,
          (after.syncs() - before.syncs()) / took,
          ms(latencies, 0.5),
          ms(latencies, 0.99),
          ms(latencies, 1));
    }
  }

  /** Open loop: every millisecond what is due is sent; latency counts from when it was due. */
  private static long[] pacedFor(
      CampaignStore store, List<Doc> docs, int rate, int seconds, boolean send) {
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
                .append(doc.id, doc.epoch, after, doc.next(1))
                .whenComplete(
                    (answer, failure) -> {
                      if (!(answer instanceof Appended.Durable)) {
                        throw new AssertionError(String.valueOf(answer));
                      }
                      latencies[number] = System.nanoTime() - due;
                      open.release();
                    });
      }
      LockSupport.parkNanos(Math.max(50_000, start + sent * 1_000_000_000L / rate - now));
    }
    open.acquireUninterruptibly(total);
    Arrays.sort(latencies);
    return latencies;
  }

  private void alone(int seconds) throws IOException {
    try (SqliteStore store = open()) {
      Doc doc = new Doc(store, 0);
      long[] latencies = new long[400_000];
      int n = 0;
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end && n < latencies.length) {
        long sent = System.nanoTime();
        long after = doc.last;
        store.append(doc.id, doc.epoch, after, doc.next(1)).toCompletableFuture().join();
        latencies[n++] = System.nanoTime() - sent;
      }
      long[] all = Arrays.copyOf(latencies, n);
      Arrays.sort(all);
      print(
          "one writer, one after the other: %d acks/s, p50 %.2f p99 %.2f ms",
          n / seconds, ms(all, 0.5), ms(all, 0.99));
    }
  }

  private void flood(int batch, int seconds) throws IOException {
    try (SqliteStore store = open()) {
      List<Doc> docs = docs(store);
      int inFlight = batch == 1 ? 2_000 : 200;
      Semaphore room = new Semaphore(inFlight);
      long n = 0;
      long started = System.nanoTime();
      long cpu = cpu();
      while (System.nanoTime() - started < seconds * 1_000_000_000L) {
        Doc doc = docs.get((int) (n % DOCS));
        room.acquireUninterruptibly();
        long after = doc.last;
        var unused =
            store
                .append(doc.id, doc.epoch, after, doc.next(batch))
                .whenComplete((answer, failure) -> room.release());
        n++;
      }
      room.acquireUninterruptibly(inFlight);
      double took = (System.nanoTime() - started) / 1e9;
      cpu = cpu() - cpu;
      print(
          "flood, batch %3d: %7.0f entries/s, CPU %.1f us/entry, file %d MB",
          batch,
          store.stats().entries() / took,
          cpu / 1e3 / store.stats().entries(),
          store.stats().usedBytes() >> 20);
    }
  }

  private void tail() throws IOException {
    try (SqliteStore store = open()) {
      List<Doc> docs = docs(store);
      for (int i = 0; i < 10_000; i++) {
        List<java.util.concurrent.CompletionStage<Appended>> sent = new ArrayList<>();
        for (Doc doc : docs) {
          long after = doc.last;
          sent.add(store.append(doc.id, doc.epoch, after, doc.next(1)));
        }
        if (i % 20 == 0) {
          sent.forEach(stage -> stage.toCompletableFuture().join());
        }
      }
      for (int round = 0; round < 3; round++) {
        long started = System.nanoTime();
        int read = 0;
        Doc doc = docs.get(round);
        while (read < 10_000) {
          read +=
              store.read(doc.id, read, 1_000, 64 << 20).toCompletableFuture().join().items().size();
        }
        print(
            "read 10,000 entries among 500,000 of %d documents: %.1f ms",
            DOCS, (System.nanoTime() - started) / 1e6);
      }
    }
  }

  private static double ms(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }

  @SuppressWarnings("SystemOut") // a program of the command line
  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

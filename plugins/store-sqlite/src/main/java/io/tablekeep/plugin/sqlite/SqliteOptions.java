package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.time.Duration;
import java.util.Map;

/**
 * How a {@link SqliteStore} works. Begin with {@link #defaults()} and change with the {@code with}
 * methods.
 *
 * @param minGap time between commits as soon as many documents write (about 300 entries/s)
 * @param maxGap time between commits under load (1,000 entries/s and more); zero for both commits
 *     at once
 * @param queueLimit waiting writes at which new ones are refused as OVERLOADED
 * @param queueBytes bytes of these at which new ones are refused
 * @param readers threads that read, each with a connection
 * @param maxBytes the file may grow to this size; 0 for no limit
 * @param reserveBytes with less than this free on the disk, entries and snapshots are refused as
 *     FULL
 * @param walBytes size of the write-ahead file at which it is written back while work goes on
 * @param salvage opens a store whose write-ahead file is damaged, keeping a copy of the damaged
 *     file
 */
public record SqliteOptions(
    Duration minGap,
    Duration maxGap,
    int queueLimit,
    long queueBytes,
    int readers,
    long maxBytes,
    long reserveBytes,
    long walBytes,
    boolean salvage) {

  /** Checks the ranges. */
  public SqliteOptions {
    if (minGap.isNegative() || maxGap.compareTo(minGap) < 0 || maxGap.toMillis() > 1_000) {
      throw bad("0 <= min-gap <= max-gap <= 1 s");
    }
    if (queueLimit < 1 || queueBytes < 1 || readers < 1 || readers > 64) {
      throw bad("queue-limit, queue-bytes >= 1 and 1 <= readers <= 64");
    }
    if (maxBytes < 0 || reserveBytes < 0 || walBytes < 65_536) {
      throw bad("max-bytes, reserve-bytes >= 0 and wal-bytes >= 65536");
    }
  }

  private static StoreException bad(String range) {
    return new StoreException(
        Refusal.INVALID, "The settings of a SQLite store need " + range + ".");
  }

  /**
   * What suits a server.
   *
   * @return 1 to 2.5 ms between commits under load, 20,000 writes or 64 MiB waiting, 2 readers, no
   *     size limit, 32 MiB in reserve, 16 MiB of write-ahead file
   */
  public static SqliteOptions defaults() {
    return new SqliteOptions(
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        20_000,
        64L << 20,
        2,
        0,
        32L << 20,
        16L << 20,
        false);
  }

  /**
   * With other times between commits.
   *
   * @param min as soon as many documents write
   * @param max under load
   * @return a changed copy
   */
  public SqliteOptions withGap(Duration min, Duration max) {
    return new SqliteOptions(
        min, max, queueLimit, queueBytes, readers, maxBytes, reserveBytes, walBytes, salvage);
  }

  /**
   * With another queue.
   *
   * @param writes how many may wait
   * @param bytes how many bytes they may have together
   * @return a changed copy
   */
  public SqliteOptions withQueue(int writes, long bytes) {
    return new SqliteOptions(
        minGap, maxGap, writes, bytes, readers, maxBytes, reserveBytes, walBytes, salvage);
  }

  /**
   * With other sizes.
   *
   * @param max of the file, 0 for no limit
   * @param reserve that must stay free on the disk
   * @param wal at which the write-ahead file is written back
   * @return a changed copy
   */
  public SqliteOptions withSizes(long max, long reserve, long wal) {
    return new SqliteOptions(
        minGap, maxGap, queueLimit, queueBytes, readers, max, reserve, wal, salvage);
  }

  /**
   * Opens what is damaged, as far as it can be read.
   *
   * @return a changed copy
   */
  public SqliteOptions withSalvage() {
    return new SqliteOptions(
        minGap, maxGap, queueLimit, queueBytes, readers, maxBytes, reserveBytes, walBytes, true);
  }

  /**
   * Reads settings by name: {@code min-gap-micros max-gap-micros queue-limit queue-bytes readers
   * max-bytes reserve-bytes wal-bytes salvage}.
   *
   * @param settings any of them
   * @return the defaults with these changed
   * @throws StoreException INVALID for an unknown name or a bad value
   */
  public static SqliteOptions of(Map<String, String> settings) {
    SqliteOptions o = defaults();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String value = setting.getValue();
      try {
        o =
            switch (setting.getKey()) {
              case "min-gap-micros" -> o.withGap(micros(value), o.maxGap);
              case "max-gap-micros" -> o.withGap(min(o.minGap, micros(value)), micros(value));
              case "queue-limit" -> o.withQueue(Integer.parseInt(value), o.queueBytes);
              case "queue-bytes" -> o.withQueue(o.queueLimit, Long.parseLong(value));
              case "readers" -> o.withReaders(Integer.parseInt(value));
              case "max-bytes" -> o.withSizes(Long.parseLong(value), o.reserveBytes, o.walBytes);
              case "reserve-bytes" -> o.withSizes(o.maxBytes, Long.parseLong(value), o.walBytes);
              case "wal-bytes" -> o.withSizes(o.maxBytes, o.reserveBytes, Long.parseLong(value));
              case "salvage" -> Boolean.parseBoolean(value) ? o.withSalvage() : o;
              default ->
                  throw new StoreException(
                      Refusal.INVALID,
                      "A SQLite store has no setting \"" + setting.getKey() + "\".");
            };
      } catch (NumberFormatException e) {
        throw new StoreException(
            Refusal.INVALID, setting.getKey() + " is a whole number, not \"" + value + "\".", e);
      }
    }
    return o;
  }

  private SqliteOptions withReaders(int count) {
    return new SqliteOptions(
        minGap, maxGap, queueLimit, queueBytes, count, maxBytes, reserveBytes, walBytes, salvage);
  }

  private static Duration micros(String value) {
    return Duration.ofNanos(Long.parseLong(value) * 1_000);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

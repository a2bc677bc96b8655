package io.tablekeep.server.assets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tablekeep.engine.view.MapPicture;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tiles of pictures as files, cut when the first one is asked for, one picture at a time. They
 * can be cut again, so those not used for longest go when there are too many; after a restart those
 * that were cut longest ago. What cannot be cut is not tried again for some minutes. Thread-safe.
 */
public final class TileStore implements AutoCloseable {
  private static final int MOST_WAITING = 32;
  private static final int MOST_REFUSED = 1_000;
  private static final Duration REFUSED = Duration.ofMinutes(10);
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

  private final Vertx vertx;
  private final Path root;
  private final long quota;
  private final WorkerExecutor worker;
  private final Timer cutting;

  /** What is there, oldest use first. */
  private final LinkedHashMap<String, Long> sets = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, Future<Path>> underWay = new HashMap<>();

  private final Cache<String, TablekeepException> refused =
      Caffeine.newBuilder().maximumSize(MOST_REFUSED).expireAfterWrite(REFUSED).build();

  private long bytes;

  /**
   * Opens a folder, made when needed. Blocks.
   *
   * @param vertx makes the thread that cuts
   * @param root the folder; whatever else is in it goes
   * @param quota most bytes of all tiles
   * @param meters where metrics go
   * @throws IOException when the folder cannot be used
   */
  public TileStore(Vertx vertx, Path root, long quota, MeterRegistry meters) throws IOException {
    this.vertx = vertx;
    this.root = Files.createDirectories(root);
    this.quota = quota;
    worker = vertx.createSharedWorkerExecutor("tablekeep-pictures", 1, 10, TimeUnit.MINUTES);
    cutting =
        Timer.builder("tablekeep.tiles.cutting")
            .description("Cutting a picture into tiles, also one that cannot be cut")
            .register(meters);
    Gauge.builder("tablekeep.tiles.bytes", this, TileStore::used)
        .baseUnit("bytes")
        .description("Bytes of all tiles")
        .register(meters);
    Gauge.builder("tablekeep.tiles.waiting", this, TileStore::waiting)
        .description("Pictures that wait to be cut, and the one that is")
        .register(meters);
    begin();
  }

  private void begin() throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.list(root)) {
      found = all.sorted(Comparator.comparing(each -> each.toFile().lastModified())).toList();
    }
    for (Path set : found) {
      String name = set.getFileName().toString();
      if (Files.isDirectory(set) && NAME.matcher(name).matches()) {
        kept(name, size(set));
      } else {
        delete(set);
      }
    }
  }

  private synchronized double used() {
    return bytes;
  }

  private synchronized double waiting() {
    return underWay.size();
  }

  /**
   * A tile as a file.
   *
   * @param file where it is
   * @param bytes how many it has
   * @param tag another one for other bytes
   * @param mediaType what it is
   */
  public record Tile(Path file, long bytes, String tag, String mediaType) {}

  /**
   * A tile of a picture; whether somebody may have it has been asked before.
   *
   * @param picture the picture's file
   * @param asset what is known of it
   * @param map how it is cut
   * @param column from 0
   * @param row from 0
   * @return empty when there is nothing of the picture in that tile; a failure with code {@code
   *     picture-not-cut} or {@code overloaded}, or an {@link IOException} of the disk
   */
  public Future<Optional<Tile>> tile(
      Path picture, Asset asset, MapPicture map, int column, int row) {
    String key = key(map);
    String name = TileCutter.name(column, row);
    return tiles(key, picture, asset, map)
        .compose(set -> worker(() -> tile(set, key, name)))
        .recover(
            fault -> {
              if (!(fault instanceof NoSuchFileException)) {
                return Future.failedFuture(fault);
              }
              // They went in this moment, or somebody has removed them.
              gone(key);
              return tiles(key, picture, asset, map)
                  .compose(set -> worker(() -> tile(set, key, name)));
            });
  }

  private synchronized void gone(String key) {
    if (sets.containsKey(key)) {
      forgotten(key);
    }
  }

  private <T> Future<T> worker(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  private static Optional<Tile> tile(Path set, String key, String name) throws IOException {
    Path file = set.resolve(name);
    if (!Files.exists(file)) {
      if (!Files.exists(set)) {
        throw new NoSuchFileException(set.toString());
      }
      return Optional.empty();
    }
    String type = Files.exists(set.resolve("jpeg")) ? "image/jpeg" : "image/png";
    return Optional.of(new Tile(file, Files.size(file), key + "-" + name, type));
  }

  private Future<Path> tiles(String key, Path picture, Asset asset, MapPicture map) {
    TablekeepException known = refused.getIfPresent(key);
    if (known != null) {
      return Future.failedFuture(known);
    }
    synchronized (this) {
      if (sets.get(key) != null) {
        return Future.succeededFuture(root.resolve(key));
      }
      Future<Path> same = underWay.get(key);
      if (same != null) {
        return same;
      }
      if (underWay.size() >= MOST_WAITING) {
        return Future.failedFuture(
            new TablekeepException(
                ErrorKind.RESOURCE, "overloaded", "Too many pictures wait to be cut. Try again."));
      }
      Future<Path> fresh = worker.executeBlocking(() -> cut(key, picture, asset, map), false);
      underWay.put(key, fresh);
      fresh.onComplete(done -> over(key));
      return fresh;
    }
  }

  private synchronized void over(String key) {
    underWay.remove(key);
  }

  private Path cut(String key, Path picture, Asset asset, MapPicture map) throws IOException {
    long began = System.nanoTime();
    Path part = root.resolve(key + ".part");
    delete(part);
    Files.createDirectories(part);
    try {
      new TileCutter(map.across(), map.down()).cut(picture, asset.type(), part);
      Path set = Files.move(part, root.resolve(key));
      kept(key, size(set));
      return set;
    } catch (TablekeepException uncut) {
      refused.put(key, uncut);
      throw uncut;
    } finally {
      cutting.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      delete(part);
    }
  }

  private void kept(String key, long size) throws IOException {
    while (true) {
      Optional<String> oldest;
      synchronized (this) {
        if (!sets.containsKey(key)) {
          sets.put(key, size);
          bytes += size;
        }
        oldest =
            bytes <= quota
                ? Optional.empty()
                : sets.keySet().stream().filter(each -> !each.equals(key)).findFirst();
        oldest.ifPresent(this::forgotten);
      }
      if (oldest.isEmpty()) {
        return;
      }
      delete(root.resolve(oldest.get()));
    }
  }

  private void forgotten(String key) {
    Long size = sets.remove(key);
    bytes -= size == null ? 0 : size;
  }

  private static String key(MapPicture map) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(map.cut().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public void close() {
    worker.close().onFailure(fault -> {});
  }
}

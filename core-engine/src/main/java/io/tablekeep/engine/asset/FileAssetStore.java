package io.tablekeep.engine.asset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Assets in a folder: {@code ab/cd/abcd…} by the first digits of the hash, and {@code incoming} for
 * those that are being written. The folder has a quota; what does not fit is refused.
 */
public final class FileAssetStore implements AssetStore {
  private final Path root;
  private final Path incoming;
  private final long quota;
  private final AtomicLong used = new AtomicLong();

  private FileAssetStore(Path root, long quota) {
    this.root = root;
    this.incoming = root.resolve("incoming");
    this.quota = quota;
  }

  /**
   * Opens a folder, made when needed. Uploads that an earlier process left behind are removed.
   *
   * @param root the folder
   * @param quota most bytes of all assets together
   * @return the store; it holds nothing open
   * @throws IOException when the folder cannot be read or made
   */
  public static FileAssetStore open(Path root, long quota) throws IOException {
    FileAssetStore store = new FileAssetStore(root, quota);
    Files.createDirectories(store.incoming);
    store.removeLeftovers();
    try (Stream<Path> files = store.files()) {
      store.used.set(files.mapToLong(FileAssetStore::size).sum());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return store;
  }

  @Override
  public AssetBatch batch(AssetLimits limits) {
    return new FileAssetBatch(this, limits);
  }

  @Override
  public Optional<Asset> find(AssetId id) throws IOException {
    try (SeekableByteChannel file = Files.newByteChannel(path(id))) {
      PictureHeader header = PictureHeader.read(file).orElseThrow(() -> damaged(id));
      return Optional.of(
          new Asset(id, header.type(), file.size(), header.width(), header.height()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(AssetId id) throws IOException {
    try {
      return new VerifiedStream(Files.newInputStream(path(id)), id);
    } catch (NoSuchFileException e) {
      throw new TablekeepException(
          ErrorKind.USER, "asset-unknown", "There is no such picture.", null, e);
    }
  }

  /**
   * The file of an asset, for those who pass its bytes on as they are. What is on the disk is not
   * checked then; whoever gets it can check it against the name.
   *
   * @param id its name
   * @return where it is, or would be
   */
  public Path file(AssetId id) {
    return path(id);
  }

  @Override
  public Stream<AssetId> list() throws IOException {
    return files().map(path -> new AssetId(path.getFileName().toString()));
  }

  /**
   * How many bytes all assets have together, those on their way included.
   *
   * @return bytes
   */
  public long usedBytes() {
    return used.get();
  }

  /**
   * Publishes {@code tablekeep.assets.bytes} and {@code tablekeep.assets.quota.bytes}.
   *
   * @param registry where to
   */
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("tablekeep.assets.bytes", used, AtomicLong::get)
        .description("Bytes of all assets")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("tablekeep.assets.quota.bytes", () -> quota)
        .description("Most bytes that all assets may have")
        .baseUnit("bytes")
        .register(registry);
  }

  static TablekeepException damaged(AssetId id) {
    return new TablekeepException(
        ErrorKind.RESOURCE,
        "asset-damaged",
        "The picture " + id + " is damaged on disk; bring it back from a backup.");
  }

  /** Counts bytes before they are written. */
  void reserve(long bytes) {
    if (used.addAndGet(bytes) > quota) {
      used.addAndGet(-bytes);
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "asset-store-full",
          "There is no room for more pictures: all together may have " + quota + " bytes.");
    }
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  Path newFolder() throws IOException {
    return Files.createTempDirectory(incoming, "batch-");
  }

  /** Gives a synced file its name; returns the bytes that were stored under it before. */
  long adopt(Path file, AssetId id) throws IOException {
    Path folder = folder(id);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      sync(folder.resolve(".."));
      sync(root);
    }
    Path target = folder.resolve(id.sha256());
    long before = Files.exists(target) ? Files.size(target) : 0;
    // Also over an asset that is there: the same bytes, or the cure of damaged ones.
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder);
    return before;
  }

  private Path folder(AssetId id) {
    String hash = id.sha256();
    return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4));
  }

  private Path path(AssetId id) {
    return folder(id).resolve(id.sha256());
  }

  /** Makes names durable. Not every system lets a folder be opened; then its rename has to do. */
  private static void sync(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Stream<Path> files() throws IOException {
    return children(root, 2)
        .flatMap(first -> children(first, 2))
        .flatMap(second -> children(second, 64));
  }

  private static Stream<Path> children(Path folder, int digits) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> named =
          all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{" + digits + "}"))
              .sorted()
              .toList();
      return named.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeLeftovers() throws IOException {
    List<Path> batches;
    try (Stream<Path> folders = Files.list(incoming)) {
      batches = folders.filter(Files::isDirectory).toList();
    }
    for (Path batch : batches) {
      try (BatchFolder folder = BatchFolder.take(batch)) {
        folder.files().forEach(BatchFolder::delete);
      } catch (OverlappingFileLockException e) {
        // In use: not left over.
      }
    }
  }
}

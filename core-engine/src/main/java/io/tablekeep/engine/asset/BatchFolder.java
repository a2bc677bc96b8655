package io.tablekeep.engine.asset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one batch, locked while the batch is open. The lock dies with the process, so a
 * store that opens the assets later can tell what was left over from what is being written.
 */
final class BatchFolder implements Closeable {
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;
  private int next;

  private BatchFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes a folder that nobody else has, or throws {@link OverlappingFileLockException}. */
  static BatchFolder take(Path folder) throws IOException {
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new OverlappingFileLockException(); // Another process has it.
      }
      return new BatchFolder(folder, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Path newFile() {
    return folder.resolve(next++ + ".part");
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith(LOCK)).toList();
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the folder, which must be empty by now. */
  @Override
  public void close() throws IOException {
    try (lock) {
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    }
  }
}

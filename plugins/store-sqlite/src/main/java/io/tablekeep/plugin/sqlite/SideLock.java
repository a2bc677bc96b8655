package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second server off the same file: an operating system's lock on {@code NAME.lock}, which a
 * killed process loses.
 *
 * <p>Within one process such a lock is no protection but a trap: whoever opens and closes the file
 * gives up the lock of all (POSIX). So a system property says first that this process has it; a
 * property, because the same class may be loaded twice by two plugin managers.
 */
final class SideLock implements AutoCloseable {
  /** Far behind the text, so that a mandatory lock (Windows) lets others read who holds it. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final String property;
  private final FileChannel channel;

  private SideLock(String property, FileChannel channel) {
    this.property = property;
    this.channel = channel;
  }

  /** Takes the lock of a database, whose folder exists; says who has it otherwise. */
  static SideLock take(Path database) throws IOException {
    Path real = real(database);
    String me =
        "pid "
            + ProcessHandle.current().pid()
            + ", since "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String property = "io.tablekeep.plugin.sqlite.lock " + real;
    Object holder = System.getProperties().putIfAbsent(property, me);
    if (holder != null) {
      throw inUse(real, holder + ", this very process");
    }
    try {
      return new SideLock(property, lock(real, me));
    } catch (IOException | RuntimeException e) {
      System.clearProperty(property);
      throw e;
    }
  }

  private static FileChannel lock(Path real, String me) throws IOException {
    Path file = real.resolveSibling(real.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        ByteBuffer text = ByteBuffer.allocate(200);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        throw inUse(real, holder.isBlank() ? "it does not say which" : holder.strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((me + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static StoreException inUse(Path database, String holder) {
    return new StoreException(
        Refusal.IN_USE,
        "Another Tablekeep server ("
            + holder
            + ") is using "
            + database
            + ". Stop it first, or choose another data folder.");
  }

  /** One name for one file, whichever way it is reached. */
  private static Path real(Path database) throws IOException {
    if (Files.exists(database)) {
      return database.toRealPath();
    }
    Path absolute = database.toAbsolutePath();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      System.clearProperty(property);
    }
  }
}

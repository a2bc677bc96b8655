package io.tablekeep.server.house;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second server off a data folder. The system lets go of it when the process dies. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, which is made when it is missing.
   *
   * @param folder the data folder
   * @return the lock, to be closed
   * @throws TablekeepException code {@code data-in-use} or {@code data-folder}
   */
  public static FolderLock take(Path folder) {
    Path file = folder.resolve("server.lock");
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.USER,
          "data-folder",
          "The data folder " + folder + " cannot be used: " + say(e));
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        write(channel);
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException | IOException taken) {
      // Answered below like a lock of another process.
    }
    String holder = holder(channel);
    throw new TablekeepException(
        ErrorKind.USER,
        "data-in-use",
        "The data folder " + folder + " is in use by another Tablekeep" + holder + ".");
  }

  private static void write(FileChannel channel) throws IOException {
    channel.truncate(0);
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(FileChannel channel) {
    try (channel) {
      ByteBuffer text = ByteBuffer.allocate(20);
      channel.read(text, 0);
      String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
      return pid.isBlank() ? "" : " (process " + pid.strip() + ")";
    } catch (IOException unreadable) {
      return "";
    }
  }

  static String say(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException nothingToLose) {
      // The lock is the process's; it goes with it at the latest.
    }
  }
}

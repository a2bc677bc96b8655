package io.tablekeep.engine.transfer;

import io.tablekeep.sdk.transfer.ImportSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file on disk, to import.
 *
 * @param path the file
 * @param name what it was called where it came from
 * @param size its length in bytes
 */
public record FileSource(Path path, String name, long size) implements ImportSource {
  /**
   * A file under its own name.
   *
   * @param path the file
   * @return the source
   * @throws IOException when there is no such file
   */
  public static FileSource of(Path path) throws IOException {
    return new FileSource(path, path.getFileName().toString(), Files.size(path));
  }

  @Override
  public InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(path), 64 << 10);
  }
}

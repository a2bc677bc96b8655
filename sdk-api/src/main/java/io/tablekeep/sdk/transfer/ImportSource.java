package io.tablekeep.sdk.transfer;

import java.io.IOException;
import java.io.InputStream;

/** A file to import. Never implemented by plugins. */
public interface ImportSource {
  /**
   * The name the file had where it came from, for a title; nothing may be opened by it.
   *
   * @return the last part of its path, such as {@code crypt.uvtt}
   */
  String name();

  /**
   * How long the file is.
   *
   * @return bytes, not above {@link ImportLimits#maxBytes}
   */
  long size();

  /**
   * Opens the file at its beginning, possibly again.
   *
   * @return its bytes, to be closed
   * @throws IOException when it cannot be read
   */
  InputStream open() throws IOException;
}

package io.tablekeep.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the host's key of a running server, for commands that speak to it. */
final class HostKey {
  private HostKey() {}

  /**
   * The key given, or that of the link, or {@code TABLEKEEP_KEY}, or that of the data folder here.
   *
   * @return empty when there is none
   */
  static String of(@Nullable String given, URI url) throws IOException {
    if (given != null) {
      return given;
    }
    if (url.getFragment() != null && url.getFragment().startsWith("host=")) {
      return url.getFragment().substring("host=".length());
    }
    String environment = System.getenv("TABLEKEEP_KEY");
    if (environment != null) {
      return environment;
    }
    Path file = Path.of("tablekeep-data", "host.key");
    return Files.exists(file) ? Files.readString(file).trim() : "";
  }
}

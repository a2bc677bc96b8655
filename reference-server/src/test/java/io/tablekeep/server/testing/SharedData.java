package io.tablekeep.server.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Test data that lies beside the project, where it is there at all. */
public final class SharedData {
  private SharedData() {}

  /** A file of it; when it is missing that is said, and the test goes on with less. */
  public static Optional<Path> find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve("data").resolve(name);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    System.out.println("left out: shared/data/" + name + " is not here");
    return Optional.empty();
  }
}

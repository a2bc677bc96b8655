package io.tablekeep.plugin.d20;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Rules data that lies beside the project, where it does. */
final class Shared {
  private Shared() {}

  /** A file of {@code shared/data/srd5e}; empty, and said so, where there is none. */
  static Optional<JsonNode> srd(String name) throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data/srd5e").resolve(name);
      if (Files.exists(file)) {
        return Optional.of(new ObjectMapper().readTree(Files.readAllBytes(file)));
      }
    }
    System.out.println("left out: there is no shared/data/srd5e/" + name);
    return Optional.empty();
  }
}

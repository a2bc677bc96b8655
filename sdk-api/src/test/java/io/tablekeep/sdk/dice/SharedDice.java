package io.tablekeep.sdk.dice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cases from elsewhere, which lie beside a checkout on the machines that have them. */
final class SharedDice {
  private SharedDice() {}

  /** The cases of a file; none, and a line that says so, where the file is not there. */
  static List<JsonNode> cases(String name) throws IOException {
    Path dir = Path.of("").toAbsolutePath();
    while (dir != null && !Files.isRegularFile(dir.resolve("shared/data/dice").resolve(name))) {
      dir = dir.getParent();
    }
    List<JsonNode> cases = new ArrayList<>();
    if (dir == null) {
      System.out.println("left out: shared/data/dice/" + name + " is not here");
      return cases;
    }
    Path file = dir.resolve("shared/data/dice").resolve(name);
    new ObjectMapper().readTree(file.toFile()).forEach(cases::add);
    return cases;
  }
}

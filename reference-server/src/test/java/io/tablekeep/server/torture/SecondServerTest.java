package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A data folder has one server at a time, and a dead one does not hold it. */
@Tag("torture")
class SecondServerTest {
  private static void refused(String... arguments) throws Exception {
    Program.Ended second = Program.run(arguments);
    assertEquals(3, second.exit(), second::toString);
    JsonNode said = second.json();
    assertEquals("data-in-use", said.path("error").asText());
    assertTrue(said.path("message").asText().endsWith("."), second::toString);
    assertTrue(second.err().contains("in use"), second::toString);
    assertEquals(1, second.err().strip().lines().count(), second.err());
  }

  @Test
  void aSecondServerIsRefusedWithASentenceUntilTheFirstIsKilled() throws Exception {
    Path folder = Folder.fresh("second");
    String data = folder.resolve("data").toString();
    try (ServerProcess first = ServerProcess.start(Path.of(data), "--demo", "false")) {
      refused("--data", data, "--port", "0", "--json");
      if (Effort.now() != Effort.QUICK) {
        refused("verify", "--data", data, "--json");
        refused(
            "export", "demo", "-o", folder.resolve("x.zip").toString(), "--data", data, "--json");
        refused("import", "pom.xml", "--data", data, "--json");
      }
      Tables.create(first, "table");
      first.kill();
    }
    try (ServerProcess next = ServerProcess.start(Path.of(data), "--demo", "false")) {
      assertEquals(5, next.tokens("table").size());
      assertEquals(List.of(), next.complaints());
    }
    Folder.delete(folder);
  }

  @Test
  void ofServersThatStartAtTheSameTimeOneServes() throws Exception {
    assumeTrue(Effort.now() != Effort.QUICK, "two starts at once are left to longer runs");
    Path folder = Folder.fresh("race");
    Path data = folder.resolve("data");
    for (int round = 0; round < Effort.pick(0, 3, 10); round++) {
      List<ServerProcess> both =
          List.of(
              ServerProcess.launch(data, "--demo", "false"),
              ServerProcess.launch(data, "--demo", "false"));
      int serving = 0;
      for (ServerProcess server : both) {
        serving += isServing(server) ? 1 : 0;
      }
      assertEquals(1, serving, "servers on one folder");
      both.forEach(ServerProcess::kill);
    }
    Folder.delete(folder);
  }

  private static boolean isServing(ServerProcess server) {
    try {
      server.await();
      return true;
    } catch (IOException refused) {
      assertEquals(3, server.awaitEnd());
      return false;
    }
  }
}

package io.tablekeep.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, as a host starts and stops it. */
@Timeout(120)
class ProcessTest {
  @TempDir Path folder;

  private Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    if (Runtime.version().feature() >= 24) {
      // What the jar's manifest says, so that the JVM adds no warnings of its own to the log.
      command.add(1, "--enable-native-access=ALL-UNNAMED");
      command.add(2, "--sun-misc-unsafe-memory-access=allow");
    }
    command.add("io.tablekeep.server.Main");
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  @Test
  void aServerThatIsToldToStopEndsWithZeroAndItsLogIsJson() throws Exception {
    Process process = start("--port", "0", "--json");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      JsonNode ready = RunningServer.JSON.readTree(out.readLine());
      assertEquals(4, ready.path("links").size(), ready::toString);
      assertTrue(ready.at("/links/0/url").asText().startsWith(ready.path("url").asText()));
      int port = ready.path("port").asInt();
      String token = ready.at("/links/1/token").asText();
      try (RawSocket ana = RawSocket.seated(port, Demo.ID, token, "tab")) {
        ana.act("chat.say", "{\"text\":\"Good night.\"}");
        ana.receipt(1);
        process.destroy();
        assertEquals(new RawSocket.Closed(1001, "server-stopping"), ana.closed());
      }
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      List<String> log = Files.readAllLines(folder.resolve("err.txt"));
      assertFalse(log.isEmpty());
      for (String line : log) {
        assertTrue(RunningServer.JSON.readTree(line).has("level"), line);
        assertFalse(line.contains(token), line);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aCommandThatFailsEndsWithItsCodeAndOneLine() throws Exception {
    Process process = start("patch", "none.json", "--canonical", "--json");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(4, process.exitValue());
    assertEquals("no-such-file", RunningServer.JSON.readTree(out).path("error").asText());
    assertEquals(1, Files.readAllLines(folder.resolve("err.txt")).size());
  }
}

package io.tablekeep.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program on a PostgreSQL, as a host of several servers runs it. */
@Timeout(240)
class PostgresTest {
  private static final String SECRET = "zebra-in-the-night";

  @TempDir Path folder;

  private Process start(int port) throws IOException {
    String store = "postgresql://postgres@localhost:" + port + "/postgres?schema=servers";
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.tablekeep.server.Main",
            "--port",
            "0",
            "--json",
            "--store",
            store);
    command.environment().put("PGPASSWORD", SECRET);
    return command
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("err.txt").toFile()))
        .start();
  }

  @Test
  void aServerThatIsKilledComesBackWithWhatItHadConfirmed() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("database"))
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "on")
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .start()) {
      String token;
      JsonNode receipt;
      Process process = start(postgres.getPort());
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        JsonNode ready = ready(out);
        token = ready.at("/links/1/token").asText();
        try (RawSocket ana = RawSocket.seated(ready.path("port").asInt(), Demo.ID, token, "tab")) {
          ana.act(5, "dice.roll", "{\"notation\":\"3d6\"}");
          receipt = ana.receipt(5);
        }
      } finally {
        process.destroyForcibly();
      }
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));

      Process again = start(postgres.getPort());
      try (BufferedReader out = again.inputReader(StandardCharsets.UTF_8)) {
        int port = ready(out).path("port").asInt();
        try (RawSocket ana = RawSocket.seated(port, Demo.ID, token, "tab")) {
          ana.act(5, "dice.roll", "{\"notation\":\"3d6\"}");
          assertEquals(receipt, ana.receipt(5));
        }
      } finally {
        again.destroyForcibly();
      }
      assertTrue(again.waitFor(60, TimeUnit.SECONDS));
      assertFalse(Files.exists(folder.resolve("tablekeep-data/tablekeep.db")));
    }
    assertFalse(Files.readString(folder.resolve("err.txt")).contains(SECRET));
    try (Stream<Path> all = Files.walk(folder.resolve("tablekeep-data"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(each);
        assertFalse(
            new String(bytes, StandardCharsets.ISO_8859_1).contains(SECRET), each.toString());
      }
    }
  }

  @Test
  void aTableThatCannotBeReadNowIsToBeAskedForAgain() throws Exception {
    Process process;
    BufferedReader out;
    int port;
    String token;
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("database"))
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "on")
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .start()) {
      Process maker = start(postgres.getPort());
      try (BufferedReader said = maker.inputReader(StandardCharsets.UTF_8)) {
        int first = ready(said).path("port").asInt();
        String document =
            "{\"id\":\"shut\",\"schema\":1,\"campaign\":{\"name\":\"Shut\",\"gm\":\"gm\","
                + "\"createdAt\":\"2026-01-01T00:00:00Z\"},"
                + "\"participants\":{\"gm\":{\"name\":\"Maren\",\"role\":\"gm\"}}}";
        post(first, "/api/campaigns", document);
        token = post(first, "/api/campaigns/shut/links", "{}").at("/links/0/token").asText();
      } finally {
        maker.destroyForcibly();
      }
      assertTrue(maker.waitFor(60, TimeUnit.SECONDS));
      process = start(postgres.getPort());
      out = process.inputReader(StandardCharsets.UTF_8);
      port = ready(out).path("port").asInt();
    }
    // Nobody has opened the table in this process before the database went.
    try (out) {
      try (RawSocket gm = RawSocket.seated(port, "shut", token, "tab")) {
        JsonNode error = gm.next();
        assertEquals("campaign-unavailable", error.path("code").asText());
        assertFalse(error.toString().contains("postgres"), error::toString);
        assertEquals(4503, gm.closed().code());
      }
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
  }

  private JsonNode post(int port, String path, String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header(
                        "Authorization",
                        "Bearer "
                            + Files.readString(folder.resolve("tablekeep-data/host.key")).strip())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(2, answer.statusCode() / 100, answer::body);
    return RunningServer.JSON.readTree(answer.body());
  }

  private JsonNode ready(BufferedReader out) throws IOException {
    String line = out.readLine();
    String log = Files.readString(folder.resolve("err.txt"));
    assertTrue(line != null && line.startsWith("{"), log);
    JsonNode ready = RunningServer.JSON.readTree(line);
    assertTrue(ready.has("port"), line + log);
    return ready;
  }

  @Test
  void aDatabaseThatIsNotThereIsOneSentence() throws Exception {
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process = start(port);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(process.exitValue() > 0, out);
    List<String> log = Files.readAllLines(folder.resolve("err.txt"));
    assertEquals(1, log.stream().filter(line -> !line.startsWith("{")).count(), log.toString());
    String said = out + log;
    assertTrue(said.contains("store-unavailable"), said);
    assertTrue(said.contains("localhost:" + port + "/postgres"), said);
    assertFalse(said.contains(SECRET), said);
  }
}

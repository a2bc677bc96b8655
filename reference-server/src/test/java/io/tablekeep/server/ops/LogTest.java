package io.tablekeep.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogTest {
  @TempDir Path data;

  private static String line(String message, Throwable thrown) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("test"), Level.WARN, message, thrown, new Object[0]);
    return new String(new JsonLog().encode(event), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /c/demo?seat=%s failed",
        "Authorization: Bearer %s",
        "headers {Authorization=[Bearer %s]}",
        "{\"type\":\"hello\",\"seat\":\"%s\",\"device\":\"d\"}",
        "http://127.0.0.1:8080/c/demo#seat=%s",
        "host=%s",
        "the text %s alone",
        "token: '%s'"
      })
  void keysAndTokensAreTakenOut(String message) throws IOException {
    Keys keys = Keys.in(data);
    for (String secret :
        new String[] {
          keys.hostKey(), keys.seats().issue(new SeatClaim("demo", "ana", 1_700_000_000))
        }) {
      String line = line(message.replace("%s", secret), new IOException("with " + secret));
      assertFalse(line.contains(secret), line);
      assertFalse(line.contains(secret.substring(0, 20)), line);
    }
  }

  @Test
  void aLineIsOneJsonObject() throws IOException {
    String line = line("two\nlines \"quoted\"", new IllegalStateException("why"));
    assertEquals(line.length() - 1, line.indexOf('\n'));
    JsonNode read = RunningServer.JSON.readTree(line);
    assertEquals("WARN", read.path("level").asText());
    assertTrue(read.path("error").asText().contains("IllegalStateException: why"));
    assertEquals("two\nlines \"quoted\"", read.path("message").asText());
  }

  @Test
  void plainWordsStay() {
    String text = "campaign/demo lost what was above version 1234: the disk is full";
    assertEquals(text, Redaction.of(text));
  }

  private interface Play {
    void at(RunningServer server) throws Exception;
  }

  /** All that a server has logged from its start to its end. */
  private static String logged(Level level, Play play) throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
      root.setLevel(level);
      try (RunningServer server = RunningServer.start()) {
        play.at(server);
      }
    } finally {
      System.setErr(err);
      root.setLevel(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aServerUnderWayWritesNoKeyAtAnyLevel() throws Exception {
    String[] secrets = new String[2];
    String log =
        logged(
            Level.DEBUG,
            server -> {
              String token = server.token("ana");
              String key = server.hostKey();
              secrets[0] = token.substring(token.indexOf('.'));
              secrets[1] = key;
              server.get("/c/demo?seat=" + token);
              server.get("/api/campaigns/demo/state", "Authorization", "Bearer " + token);
              server.get("/api/campaigns?key=" + key, "Authorization", "Bearer " + key);
              try (RawSocket raw = RawSocket.seated(server.port(), "demo", token, "d")) {
                raw.next("welcome");
                raw.text("?" + token);
                raw.next("error");
              }
            });
    assertTrue(log.contains("/api/campaigns/demo/state"), log);
    assertFalse(log.contains(secrets[0]), "a token is in the log");
    assertFalse(log.contains(secrets[1]), "the host key is in the log");
  }

  @Test
  void whoLeavesWhileSendingIsNoErrorOfTheServer() throws Exception {
    String log =
        logged(
            Level.INFO,
            server -> {
              String begun =
                  "POST /api/campaigns/demo/assets HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                      + "Content-Length: 900\r\nAuthorization: Bearer "
                      + server.token("gm")
                      + "\r\n\r\nbegun";
              for (int i = 0; i < 20; i++) {
                try (RawSocket gone = RawSocket.plain(server.port())) {
                  gone.bytes(begun.getBytes(StandardCharsets.US_ASCII));
                }
                server.get("/health/live");
              }
            });
    assertTrue(log.contains("/api/campaigns/demo/assets"), log);
    assertFalse(log.contains("\"ERROR\""), log);
  }
}

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

  @Test
  void aServerUnderWayWritesNoKeyAtAnyLevel() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    String token;
    String key;
    try {
      System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
      root.setLevel(Level.DEBUG);
      try (RunningServer server = RunningServer.start()) {
        token = server.token("ana");
        key = server.hostKey();
        server.get("/c/demo?seat=" + token);
        server.get("/api/campaigns/demo/state", "Authorization", "Bearer " + token);
        server.get("/api/campaigns?key=" + key, "Authorization", "Bearer " + key);
        try (RawSocket raw = RawSocket.seated(server.port(), "demo", token, "d")) {
          raw.next("welcome");
          raw.text("?" + token);
          raw.next("error");
        }
      }
    } finally {
      System.setErr(err);
      root.setLevel(before);
    }
    String log = written.toString(StandardCharsets.UTF_8);
    assertFalse(log.contains(token.substring(token.indexOf('.'))), "a token is in the log");
    assertFalse(log.contains(key), "the host key is in the log");
  }
}

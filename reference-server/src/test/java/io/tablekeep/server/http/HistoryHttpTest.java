package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was, over HTTP and over the socket. */
class HistoryHttpTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpResponse<String> get(String who, String path) throws Exception {
    return server.get(
        "/api/campaigns/demo/history/" + path, "Authorization", "Bearer " + server.token(who));
  }

  private static JsonNode ok(String who, String path) throws Exception {
    HttpResponse<String> answer = get(who, path);
    assertEquals(200, answer.statusCode(), answer::body);
    return RunningServer.json(answer);
  }

  private static void refused(int status, String code, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, RunningServer.json(answer).path("code").asText());
  }

  @Test
  void theLogAndTheStateOfAMomentAreToldAsTheyWereSeen() throws Exception {
    try (RawSocket ana = RawSocket.seated(server.port(), "demo", server.token("ana"), "h1")) {
      ana.next("welcome");
      ana.receipt(ana.act("chat.say", "{\"text\":\"before the dawn\"}"));
      ana.receipt(ana.act("chat.say", "{\"text\":\"for the master\",\"to\":[]}"));
    }
    JsonNode page = ok("ben", "log?text=dawn");
    assertEquals(1, page.path("lines").size());
    JsonNode line = page.at("/lines/0");
    assertEquals("chat.say", line.path("action").asText());
    assertEquals("ana", line.path("by").asText());
    assertFalse(line.has("version"));
    assertTrue(ok("gm", "log?text=dawn").at("/lines/0").has("version"));
    assertEquals(0, ok("ben", "log?text=master").path("lines").size());
    assertEquals(1, ok("ana", "log?text=master").path("lines").size());
    assertEquals(1, ok("ana", "said/chat?text=master").path("lines").size());
    String id = line.path("id").asText();
    assertEquals(line, ok("ben", "lines/" + id));
    String state = ok("ben", "state?path=/chat&line=" + id).toString();
    assertTrue(state.contains("before the dawn") && !state.contains("for the master"), state);
    refused(404, "no-such-line", get("cleo", "state?line=" + id));
    refused(404, "no-such-line", get("ben", "lines/AAAA"));
    refused(404, "no-such-place", get("ben", "state?path=/maps/vault/tokens/ghoul&line=" + id));
  }

  @Test
  void questionsThatMakeNoSenseAreRefused() throws Exception {
    refused(400, "bad-query", get("ben", "log?limit=0"));
    refused(400, "bad-query", get("ben", "log?path=maps"));
    refused(400, "bad-query", get("ben", "said/notes"));
    refused(400, "bad-query", get("ben", "state"));
    refused(400, "bad-query", get("ben", "state?position=x"));
    refused(403, "gm-only", get("ben", "state?version=1"));
    refused(404, "no-such-position", get("ben", "state?device=none&position=1"));
    assertEquals(200, get("gm", "state?version=1&path=/campaign/name").statusCode());
    assertEquals(401, server.get("/api/campaigns/demo/history/log").statusCode());
  }

  @Test
  void aSocketAsksTheSameAndForItsOwnPositions() throws IOException {
    try (RawSocket ben = RawSocket.seated(server.port(), "demo", server.token("ben"), "h2")) {
      long position = ben.next("welcome").path("position").asLong();
      ben.receipt(ben.act("chat.say", "{\"text\":\"now\"}"));
      ben.text(ask(7, "state", "{\"position\":" + position + ",\"path\":\"/chat\"}"));
      JsonNode then = ben.next("history");
      assertEquals(7, then.path("n").asLong());
      assertFalse(then.path("answer").toString().contains("\"now\""), then::toString);
      ben.text(ask(8, "state", "{\"position\":" + (position + 1) + ",\"path\":\"/chat\"}"));
      assertTrue(ben.next("history").path("answer").toString().contains("\"now\""));
      ben.text(ask(9, "log", "{\"limit\":1}"));
      assertEquals(1, ben.next("history").at("/answer/lines").size());
      ben.text(ask(10, "log", "{\"limit\":1000}"));
      JsonNode bad = ben.next("history");
      assertEquals("bad-query", bad.path("code").asText());
      assertEquals("limit", bad.path("field").asText());
      ben.text(ask(11, "state", "{\"version\":1}"));
      assertEquals("gm-only", ben.next("history").path("code").asText());
      ben.text(ask(12, "log", "{\"limit\":[]}"));
      assertEquals("bad-query", ben.next("error").path("code").asText());
    }
  }

  private static String ask(int n, String kind, String words) {
    return "{\"type\":\"history\",\"n\":"
        + n
        + ",\"kind\":\""
        + kind
        + "\",\"payload\":"
        + words
        + "}";
  }
}

package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coming back, taking over and loading more, over real sockets. */
class SocketComebackTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawSocket sit(String who, String device, String more) throws IOException {
    RawSocket raw = RawSocket.open(server.port(), "demo");
    String hello = RawSocket.hello(server.token(who), device);
    raw.text(hello.substring(0, hello.length() - 1) + more + "}");
    return raw;
  }

  private static String with(String token, long position) {
    return ",\"resume\":\"" + token + "\",\"position\":" + position;
  }

  @Test
  void aSocketThatDroppedIsToldOnlyWhatChanged() throws IOException {
    JsonNode welcome;
    try (RawSocket ben = sit("ben", "c1", "")) {
      welcome = ben.next("welcome");
    }
    try (RawSocket ana = sit("ana", "c1", "")) {
      ana.next("welcome");
      ana.receipt(ana.act("chat.say", "{\"text\":\"Where is Ben?\"}"));
      ana.receipt(ana.act("chat.say", "{\"text\":\"Gone again.\"}"));
    }
    long position = welcome.path("position").asLong();
    try (RawSocket ben = sit("ben", "c1", with(welcome.path("resume").asText(), position))) {
      JsonNode resumed = ben.next("resumed");
      assertEquals(position, resumed.path("position").asLong());
      assertEquals("Ben", resumed.at("/participant/name").asText());
      JsonNode frame = ben.next("frame");
      assertEquals(position + 1, frame.path("position").asLong());
      assertTrue(frame.toString().contains("Where is Ben?"));
      assertTrue(frame.toString().contains("Gone again."));
      assertEquals(
          welcome.path("resume").asText().length(), frame.path("resume").asText().length());
    }
  }

  @Test
  void aTableThatIsLetGoIsSaidHelloToAgainOnTheSameSocket() throws IOException {
    try (RawSocket ben = sit("ben", "c5", "")) {
      JsonNode welcome = ben.next("welcome");
      int first = ben.act("chat.say", "{\"text\":\"Before.\"}");
      JsonNode before = ben.receipt(first);
      server.server().engine().release(DocumentId.campaign("demo")).join();
      ben.next("moving");
      ben.act(7, "chat.say", "{\"text\":\"Nobody hears this.\"}");
      ben.text("neither is this a message");
      String hello = RawSocket.hello(server.token("ben"), "c5");
      String with = with(welcome.path("resume").asText(), welcome.path("position").asLong());
      ben.text(hello.substring(0, hello.length() - 1) + with + "}");
      ben.act(8, "chat.say", "{\"text\":\"After.\"}");
      JsonNode resumed = ben.next("resumed");
      assertEquals(welcome.path("position").asLong(), resumed.path("position").asLong());
      assertEquals("applied", ben.receipt(8).path("outcome").asText());
      ben.act(first, "chat.say", "{\"text\":\"Before.\"}");
      assertEquals(before, ben.receipt(first));
      ben.act(7, "chat.say", "{\"text\":\"Nobody heard this.\"}");
      assertEquals("applied", ben.receipt(7).path("outcome").asText());
    }
  }

  @Test
  void aForgedTokenIsRefusedWithTheWholeView() throws IOException {
    try (RawSocket ben = sit("ben", "c2", with("QUJD", 1))) {
      assertEquals("bad-resume-token", ben.next("error").path("code").asText());
      assertTrue(ben.next("welcome").path("state").has("participants"));
    }
  }

  @Test
  void aNewerSocketOfTheSameDeviceTakesTheSeat() throws IOException {
    try (RawSocket older = sit("ben", "c3", "")) {
      older.next("welcome");
      try (RawSocket newer = sit("ben", "c3", "")) {
        newer.next("welcome");
        assertEquals(4409, older.closed().code());
        newer.receipt(newer.act("chat.say", "{\"text\":\"Here now.\"}"));
      }
    }
  }

  @Test
  void whatTheIndexNamesIsLoadedOnDemandAndOverHttpAlike() throws Exception {
    try (RawSocket gm = sit("gm", "c4", "")) {
      JsonNode state = gm.next("welcome").path("state");
      JsonNode index = state.path("index");
      String path = null;
      for (var collection : index.properties()) {
        if (path == null && collection.getValue().fieldNames().hasNext()) {
          String key = collection.getValue().fieldNames().next();
          path = "/" + collection.getKey() + "/" + key;
        }
      }
      assertTrue(path != null, index::toString);
      assertTrue(state.at(path).isMissingNode());
      gm.text("{\"type\":\"open\",\"path\":\"" + path + "\"}");
      JsonNode value = gm.next("frame").path("merge").at(path);
      assertFalse(value.isMissingNode());
      assertEquals(path, gm.next("part").path("path").asText());
      HttpResponse<String> seen =
          server.get(
              "/api/campaigns/demo/view?path=" + path,
              "Authorization",
              "Bearer " + server.token("gm"));
      assertEquals(value, RunningServer.json(seen));
      gm.text("{\"type\":\"open\",\"path\":\"/actors/nobody\"}");
      assertEquals("no-such-place", gm.next("error").path("code").asText());
    }
  }

  @Test
  void whatIsHiddenIsRefusedLikeWhatDoesNotExist() throws Exception {
    HttpResponse<String> hidden = view("ana", "/maps/vault/tokens/ghoul");
    HttpResponse<String> nothing = view("ana", "/maps/vault/tokens/nobody");
    assertEquals(404, hidden.statusCode());
    assertEquals(nothing.body(), hidden.body());
    assertEquals(200, view("gm", "/maps/vault/tokens/ghoul").statusCode());
    assertEquals(200, view("ana", "/maps/vault").statusCode());
    assertFalse(view("ana", "/maps/vault").body().contains("ghoul"));
  }

  private static HttpResponse<String> view(String who, String path) throws Exception {
    return server.get(
        "/api/campaigns/demo/view?path=" + path, "Authorization", "Bearer " + server.token(who));
  }
}

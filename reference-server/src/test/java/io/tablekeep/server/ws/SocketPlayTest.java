package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SocketPlayTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawSocket sit(String participant, String device) throws IOException {
    return RawSocket.seated(server.port(), "demo", server.token(participant), device);
  }

  @Test
  void aMoveIsShownToTheOthersAndReceiptedToItsSender() throws IOException {
    try (RawSocket ana = sit("ana", "t1");
        RawSocket ben = sit("ben", "t1")) {
      assertEquals("Ana", ana.next("welcome").at("/participant/name").asText());
      long before = ben.next("welcome").path("position").asLong();
      int n = ana.act("token.move", "{\"token\":\"vault/bram\",\"to\":{\"x\":5.5,\"y\":8.5}}");
      JsonNode mine = ana.next("frame");
      assertEquals(n, mine.at("/receipts/0/n").asInt());
      assertEquals("applied", mine.at("/receipts/0/outcome").asText());
      assertEquals(5.5, mine.at("/merge/maps/vault/tokens/bram/x").asDouble());
      JsonNode his = ben.next("frame");
      assertEquals(before + 1, his.path("position").asLong());
      assertEquals(5.5, his.at("/merge/maps/vault/tokens/bram/x").asDouble());
      assertFalse(his.has("receipts"));
    }
  }

  @Test
  void whatIsHiddenIsInNoPlayersWelcome() throws IOException {
    try (RawSocket ana = sit("ana", "t2");
        RawSocket gm = sit("gm", "t2")) {
      JsonNode seen = ana.next("welcome").path("state");
      JsonNode all = gm.next("welcome").path("state");
      assertTrue(all.at("/maps/vault/tokens").has("ghoul"));
      assertFalse(seen.at("/maps/vault/tokens").has("ghoul"));
      assertFalse(seen.toString().toLowerCase(java.util.Locale.ROOT).contains("ghoul"));
      assertTrue(seen.at("/actors/bram").has("notes"));
      assertFalse(seen.at("/actors/lyra").has("notes"));
    }
  }

  @Test
  void theSameIdGetsTheSameReceiptOnAnotherConnection() throws IOException {
    String say = "{\"text\":\"Once only.\"}";
    JsonNode first;
    try (RawSocket ana = sit("ana", "t3")) {
      ana.act(7, "chat.say", say);
      first = ana.receipt(7);
    }
    String hash = server.hash();
    try (RawSocket ana = sit("ana", "t3")) {
      ana.act(7, "chat.say", say);
      assertEquals(first, ana.receipt(7));
      ana.act(7, "chat.say", "{\"text\":\"Something else.\"}");
      JsonNode refused = ana.receipt(7);
      assertEquals("refused", refused.path("outcome").asText());
    }
    assertEquals(hash, server.hash());
  }

  @Test
  void aRefusalNamesTheFieldOfThePayload() throws IOException {
    try (RawSocket ana = sit("ana", "t4")) {
      int n = ana.act("token.move", "{\"token\":\"vault/bram\",\"to\":{\"x\":\"far\",\"y\":1}}");
      JsonNode refused = ana.receipt(n);
      assertEquals("refused", refused.path("outcome").asText());
      assertEquals("/to/x", refused.path("field").asText());
      assertFalse(refused.path("message").asText().isEmpty());
    }
  }

  @Test
  void aSignalReachesTheOthersOnly() throws IOException {
    try (RawSocket ana = sit("ana", "t5");
        RawSocket ben = sit("ben", "t5")) {
      ana.next("welcome");
      ben.next("welcome");
      ana.text("{\"type\":\"signal\",\"kind\":\"cursor\",\"payload\":{\"x\":1,\"y\":2}}");
      JsonNode signal = ben.next("signal");
      assertEquals("ana", signal.path("from").asText());
      assertEquals("cursor", signal.path("kind").asText());
      assertEquals(2, signal.at("/payload/y").asInt());
    }
  }

  @Test
  void whatComesRightBehindTheHelloIsNotLost() throws IOException {
    try (RawSocket raw = RawSocket.open(server.port(), "demo")) {
      byte[] hello =
          RawSocket.frame(
              0x81, RawSocket.hello(server.token("cleo"), "t6").getBytes(StandardCharsets.UTF_8));
      byte[] act =
          RawSocket.frame(
              0x81,
              "{\"type\":\"act\",\"n\":1,\"action\":\"dice.roll\",\"payload\":{\"notation\":\"1d6\"}}"
                  .getBytes(StandardCharsets.UTF_8));
      byte[] both = new byte[hello.length + act.length];
      System.arraycopy(hello, 0, both, 0, hello.length);
      System.arraycopy(act, 0, both, hello.length, act.length);
      raw.bytes(both);
      raw.next("welcome");
      assertEquals("applied", raw.receipt(1).path("outcome").asText());
    }
  }

  @Test
  void aMessageInFragmentsAndAPingBetweenThemAreUnderstood() throws IOException {
    try (RawSocket ana = sit("ana", "t7")) {
      ana.next("welcome");
      byte[] text =
          "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":{\"text\":\"Grüße\"}}"
              .getBytes(StandardCharsets.UTF_8);
      // Cut within the two bytes of a letter.
      int cut = new String(text, StandardCharsets.ISO_8859_1).indexOf("Gr") + 3;
      ana.bytes(RawSocket.frame(0x01, java.util.Arrays.copyOfRange(text, 0, cut)));
      ana.bytes(RawSocket.frame(0x89, new byte[] {42}));
      assertArrayEquals(new byte[] {42}, ana.pong());
      ana.bytes(RawSocket.frame(0x80, java.util.Arrays.copyOfRange(text, cut, text.length)));
      assertEquals("applied", ana.receipt(1).path("outcome").asText());
    }
  }

  @Test
  void aClosedSocketGivesItsSeatUp() throws Exception {
    RawSocket ana = sit("ana", "t8");
    ana.next("welcome");
    ana.bytes(RawSocket.frame(0x88, new byte[] {3, (byte) 0xe8}));
    assertEquals(1000, ana.closed().code());
    assertEquals(-1, ana.input().read());
    ana.close();
  }
}

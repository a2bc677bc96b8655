package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.tablekeep.contracts.Seed;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompactPlayTest {
  private static final ObjectMapper CBOR = CBORMapper.builder().build();
  private static RunningServer server;
  private static JsonNode asyncapi;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
    asyncapi = RunningServer.json(server.get("/api/asyncapi.json"));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawSocket sit(String participant, String device) throws IOException {
    RawSocket raw = RawSocket.open(server.port(), "demo", Wire.CBOR);
    raw.binary(
        CBOR.writeValueAsBytes(
            RunningServer.JSON.readTree(RawSocket.hello(server.token(participant), device))));
    return raw;
  }

  private static byte[] act(int n, String action, String payload) throws IOException {
    ObjectNode act = RunningServer.JSON.createObjectNode();
    act.put("type", "act").put("n", n).put("action", action);
    act.set("payload", RunningServer.JSON.readTree(payload));
    return CBOR.writeValueAsBytes(act);
  }

  @Test
  void aMoveIsShownInAFewBytes() throws IOException {
    try (RawSocket gm = RawSocket.seated(server.port(), "demo", server.token("gm"), "c0")) {
      String begin = "{\"token\":\"vault/bram\",\"to\":{\"x\":2,\"y\":8.123}}";
      gm.receipt(gm.act("token.move", begin)); // wherever the other test has left him
    }
    try (RawSocket ana = sit("ana", "c1");
        RawSocket ben = sit("ben", "c1")) {
      CompactClient hers = new CompactClient(asyncapi);
      CompactClient his = new CompactClient(asyncapi);
      assertEquals("Ana", hers.read(ana.nextBinary()).at("/participant/name").asText());
      JsonNode welcome = his.read(ben.nextBinary());
      assertEquals("The Sunken Vault", welcome.at("/state/campaign/name").asText());
      for (int n = 1; n <= 40; n++) {
        double x = 2 + n / 7.0;
        String to = "{\"x\":" + x + ",\"y\":8.123}";
        ana.binary(act(n, "token.move", "{\"token\":\"vault/bram\",\"to\":" + to + "}"));
        JsonNode receipt = hers.read(ana.nextBinary());
        assertEquals("applied", receipt.at("/receipts/0/outcome").asText());
        byte[] shown = ben.nextBinary();
        assertTrue(n == 1 || shown.length <= 25, shown.length + " bytes");
        JsonNode frame = his.read(shown);
        assertEquals(welcome.path("position").asLong() + n, frame.path("position").asLong());
        assertEquals("/maps/vault/tokens/bram/x", frame.at("/patch/0/path").asText());
        assertEquals(x, frame.at("/patch/0/value").asDouble());
        assertFalse(frame.has("receipts"));
      }
    }
  }

  /** Two devices of one person, one of each encoding, end with the same state. */
  @Test
  void bothEncodingsTellTheSame() throws IOException {
    SplittableRandom chance = Seed.random("bothEncodingsTellTheSame");
    for (String who : List.of("gm", "ben")) {
      try (RawSocket plain = RawSocket.seated(server.port(), "demo", server.token(who), "p1");
          RawSocket compact = sit(who, "p2");
          RawSocket gm = RawSocket.seated(server.port(), "demo", server.token("gm"), "p3-" + who)) {
        CompactClient reader = new CompactClient(asyncapi);
        ObjectNode read = (ObjectNode) plain.next("welcome").path("state");
        ObjectNode unpacked = (ObjectNode) reader.read(compact.nextBinary()).path("state");
        assertEquals(read, unpacked);
        gm.next("welcome");
        for (int i = 0; i < 80; i++) {
          gm.receipt(random(gm, chance));
        }
        int last = gm.act("chat.say", "{\"text\":\"That is all.\"}");
        assertEquals("applied", gm.receipt(last).path("outcome").asText());
        List<JsonNode> frames = new ArrayList<>();
        while (!frames.toString().contains("That is all.")) {
          JsonNode frame = plain.next("frame");
          frames.add(frame);
          CompactClient.apply(read, frame);
          JsonNode same = reader.read(compact.nextBinary());
          CompactClient.apply(unpacked, same);
          assertEquals(frame.path("position").asLong(), same.path("position").asLong());
          assertEquals(
              RunningServer.JSON.readTree(read.toString()),
              RunningServer.JSON.readTree(unpacked.toString()));
        }
        assertTrue(frames.size() > 20, frames.size() + " frames");
      }
    }
  }

  private static int random(RawSocket gm, SplittableRandom chance) throws IOException {
    double x = chance.nextInt(1, 20) + chance.nextInt(4) / 4.0;
    return switch (chance.nextInt(5)) {
      case 0 -> gm.act("chat.say", "{\"text\":\"\u00e4 \ud83d\ude00 " + x + "\"}");
      case 1 -> gm.act("dice.roll", "{\"notation\":\"2d6+3\",\"label\":\"Luck\"}");
      case 2 ->
          gm.act("actor.create", "{\"actor\":{\"name\":\"N" + x + "\",\"type\":\"monster\"}}");
      default ->
          gm.act(
              "token.move",
              "{\"token\":\"vault/"
                  + (chance.nextBoolean() ? "bram" : "ghoul")
                  + "\",\"to\":{\"x\":"
                  + x
                  + ",\"y\":"
                  + chance.nextInt(1, 14)
                  + "}}");
    };
  }
}

package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.contracts.Seed;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.testing.SharedData;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a coded answer or a close with a code, and the document stays as it was. */
class SocketGarbageTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Waits longer than any machine is busy. */
  private static final SocketLimits LIMITS = limits(200, LONG, LONG);

  private static RunningServer server;
  private static String ana;
  private String hash = "";

  private static SocketLimits limits(int perSecond, Duration hello, Duration ping) {
    return new SocketLimits(8 << 10, 64 << 10, 200, 64, perSecond, 400, 5, hello, ping);
  }

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start(LIMITS, 1);
    ana = server.token("ana");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void before() {
    hash = server.hash();
  }

  @AfterEach
  void theDocumentIsAsItWasAndTheServerStillPlays() throws IOException {
    assertEquals(hash, server.hash());
    try (RawSocket raw = RawSocket.seated(server.port(), "demo", ana, "after")) {
      assertEquals("ana", raw.next("welcome").at("/participant/id").asText());
    }
  }

  private static RawSocket seated(String device) throws IOException {
    return seated(server, device);
  }

  private static RawSocket seated(RunningServer at, String device) throws IOException {
    RawSocket raw = RawSocket.seated(at.port(), "demo", at.token("ana"), device);
    raw.next("welcome");
    return raw;
  }

  private interface Play {
    void at(RunningServer server) throws IOException;
  }

  /** At a server with other limits, whose document stays as it was, too. */
  private static void elsewhere(SocketLimits limits, Play play) throws IOException {
    try (RunningServer other = RunningServer.start(limits, 1)) {
      String before = other.hash();
      play.at(other);
      assertEquals(before, other.hash());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|malformed-json",
        "[]|malformed-json",
        "{}|missing-key",
        "{\"type\":\"act\"|malformed-json",
        "{\"type\":\"act\"} x|malformed-json",
        "{\"type\":\"dance\"}|unknown-message",
        "{\"type\":7}|wrong-type",
        "{\"type\":\"act\",\"type\":\"act\"}|duplicate-key",
        "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\"}|missing-key",
        "{\"type\":\"act\",\"n\":0,\"action\":\"chat.say\",\"payload\":{}}|wrong-type",
        "{\"type\":\"act\",\"n\":1.5,\"action\":\"chat.say\",\"payload\":{}}|wrong-type",
        "{\"type\":\"act\",\"n\":9007199254740992,\"action\":\"a\",\"payload\":{}}|wrong-type",
        "{\"type\":\"act\",\"n\":1e3,\"action\":\"chat.say\",\"payload\":{}}|wrong-type",
        "{\"type\":\"act\",\"n\":1,\"action\":null,\"payload\":{}}|wrong-type",
        "{\"type\":\"hello\",\"seat\":\"x\",\"device\":\"y\"}|already-seated",
        "{\"type\":\"signal\",\"payload\":1}|missing-key",
        "{\"type\":\"signal\",\"kind\":\"c\",\"payload\":tru}|malformed-json"
      })
  void aMessageThatCannotBeReadIsAnsweredWithACode(String text, String code) throws IOException {
    try (RawSocket raw = seated("g1")) {
      raw.text(text);
      JsonNode error = raw.next();
      assertEquals("error", error.path("type").asText(), error::toString);
      assertEquals(code, error.path("code").asText(), error::toString);
      assertFalse(error.path("message").asText().isEmpty());
    }
  }

  @Test
  void anErrorNamesTheActionWhenItWasRead() throws IOException {
    try (RawSocket raw = seated("g2")) {
      raw.text("{\"type\":\"act\",\"n\":7,\"payload\":{}}");
      JsonNode error = raw.next("error");
      assertEquals(7, error.path("n").asInt());
      assertEquals("/action", error.path("field").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no.such|{}",
        "token.move|{\"token\":\"vault/ghoul\",\"to\":{\"x\":1,\"y\":1}}",
        "token.move|{\"token\":\"vault/nobody\",\"to\":{\"x\":1,\"y\":1}}",
        "token.move|{\"token\":\"vault/lyra\",\"to\":{\"x\":1,\"y\":1}}",
        "token.move|{\"token\":7}",
        "token.move|[]",
        "token.move|null",
        "token.move|{\"token\":\"vault/bram\",\"to\":{\"x\":1e999,\"y\":1}}",
        "token.move|{\"token\":\"../../etc\",\"to\":{\"x\":1,\"y\":1}}",
        "session.end|{}",
        "actor.remove|{\"actor\":\"lyra\"}",
        "dice.roll|{\"notation\":\"999999999d999999999\"}",
        "chat.say|{\"text\":\"\"}",
        "__proto__|{\"__proto__\":{\"x\":1}}"
      })
  void anActionThatMayNotBeIsRefusedWithACode(String act) throws IOException {
    int bar = act.indexOf('|');
    try (RawSocket raw = seated("refused-" + Integer.toHexString(act.hashCode()))) {
      int n = raw.act(act.substring(0, bar), act.substring(bar + 1));
      JsonNode receipt = raw.receipt(n);
      assertEquals("refused", receipt.path("outcome").asText(), receipt::toString);
      assertFalse(receipt.path("code").asText().equals("ok"));
      assertFalse(receipt.toString().contains("Exception"), receipt::toString);
    }
  }

  @Test
  void aHiddenTokenIsRefusedExactlyLikeOneThatDoesNotExist() throws IOException {
    try (RawSocket raw = seated("g3")) {
      String to = "\",\"to\":{\"x\":1,\"y\":1}}";
      JsonNode hidden = raw.receipt(raw.act("token.move", "{\"token\":\"vault/ghoul" + to));
      JsonNode missing = raw.receipt(raw.act("token.move", "{\"token\":\"vault/spook" + to));
      for (String key : List.of("outcome", "code", "field")) {
        assertEquals(missing.path(key), hidden.path(key));
      }
      assertEquals(
          missing.path("message").asText().replace("spook", "ghoul"),
          hidden.path("message").asText());
    }
  }

  @Test
  void naughtyStringsComeBackAsTheyWere() throws IOException {
    List<String> strings =
        Stream.concat(Stream.of("\u0000", "\ud83d\ude00", "\"\\", "<script>", "\u202e"), naughty())
            .filter(text -> !text.isBlank())
            .toList();
    String before = hash;
    int told = 0;
    try (RawSocket raw = seated("g4")) {
      for (String text : strings) {
        String quoted = RunningServer.JSON.writeValueAsString(text);
        int n = raw.act("chat.say", "{\"text\":" + quoted + "}");
        JsonNode frame;
        JsonNode receipt = null;
        do {
          frame = raw.next("frame");
          for (JsonNode each : frame.path("receipts")) {
            receipt = each.path("n").asInt() == n ? each : receipt;
          }
        } while (receipt == null);
        String outcome = receipt.path("outcome").asText();
        if (outcome.equals("applied")) {
          told++;
          String said = frame.path("merge").path("chat").findPath("text").asText();
          assertEquals(text, said);
        } else if (outcome.equals("retry")) {
          pause(100);
        } else {
          assertEquals("refused", outcome, receipt::toString);
        }
        pause(20);
      }
    }
    assertTrue(told > strings.size() / 2, told + " of " + strings.size());
    assertFalse(before.equals(server.hash()));
    hash = server.hash();
  }

  private static Stream<String> naughty() throws IOException {
    Optional<Path> file = SharedData.find("strings/blns.json");
    if (file.isEmpty()) {
      return Stream.empty();
    }
    JsonNode all = RunningServer.JSON.readTree(Files.readString(file.get()));
    return StreamSupport.stream(all.spliterator(), false).map(JsonNode::asText);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void randomBytesEndInACodeOrAnAnswer() throws IOException {
    SplittableRandom chance = Seed.random("randomBytesEndInACodeOrAnAnswer");
    // Noise may promise more than comes, and then the silence ends it.
    elsewhere(
        limits(200, LONG, Duration.ofMillis(500)),
        hasty -> {
          for (int round = 0; round < 60; round++) {
            byte[] noise = new byte[chance.nextInt(1, 300)];
            chance.nextBytes(noise);
            try (RawSocket raw = seated(hasty, "noise")) {
              raw.bytes(chance.nextInt(2) == 0 ? noise : RawSocket.frame(0x81, noise));
              raw.bytes(RawSocket.frame(0x88, new byte[] {3, (byte) 0xe8}));
              RawSocket.Closed closed = raw.closed();
              assertTrue(
                  Set.of(1000, 1002, 1003, 1005, 1006, 1007, 1009, 4411).contains(closed.code())
                      || (closed.code() >= 1000 && !closed.reason().contains("Exception")),
                  closed::toString);
            } catch (SocketException gone) {
              // It was thrown out while it was still speaking.
            }
          }
        });
  }

  @Test
  void mutatedMessagesEndInACodeOrAnAnswer() throws IOException {
    SplittableRandom chance = Seed.random("mutatedMessagesEndInACodeOrAnAnswer");
    byte[] good =
        "{\"type\":\"act\",\"n\":1,\"action\":\"token.mov_\",\"payload\":{\"a\":[1,{\"b\":\"c\"}]}}"
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 200; round++) {
      byte[] bad = good.clone();
      for (int i = chance.nextInt(1, 4); i > 0; i--) {
        bad[chance.nextInt(bad.length)] = (byte) chance.nextInt(0x80);
      }
      try (RawSocket raw = seated("mutant")) {
        raw.bytes(RawSocket.frame(0x81, bad));
        raw.text("{}");
        JsonNode answer = raw.next();
        assertTrue(
            answer.has("receipts") || answer.path("type").asText().equals("error"),
            answer::toString);
      }
    }
  }

  @Test
  void tooManyFaultsCloseTheSocket() throws IOException {
    try (RawSocket raw = seated("g5")) {
      for (int i = 0; i < LIMITS.faults(); i++) {
        raw.text("?");
      }
      assertEquals(new RawSocket.Closed(4400, "bad-message"), raw.closed());
    }
  }

  @Test
  void aMessageOverTheLimitClosesTheSocket() throws IOException {
    try (RawSocket raw = seated("g6")) {
      raw.text("x".repeat(LIMITS.messageBytes() + 1));
      assertEquals(new RawSocket.Closed(1009, "message-too-big"), raw.closed());
    }
    try (RawSocket raw = seated("g6")) {
      byte[] piece = new byte[LIMITS.messageBytes() - 1];
      raw.bytes(RawSocket.frame(0x01, piece));
      raw.bytes(RawSocket.frame(0x80, piece));
      assertEquals(new RawSocket.Closed(1009, "message-too-big"), raw.closed());
    }
  }

  @Test
  void aMillionEmptyFragmentsAreNotFree() throws IOException {
    elsewhere(
        limits(1, LONG, LONG),
        slow -> {
          try (RawSocket raw = seated(slow, "g7")) {
            raw.bytes(RawSocket.frame(0x01, new byte[0]));
            byte[] empty = RawSocket.frame(0x00, new byte[0]);
            for (int i = 0; i < LIMITS.burst() * 2; i++) {
              raw.bytes(empty);
            }
            assertEquals(4429, raw.closed().code());
          }
        });
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() throws IOException {
    try (RawSocket raw = seated("g8")) {
      raw.act("chat.say", "[".repeat(3_000) + "]".repeat(3_000));
      assertEquals("too-deep", raw.next("error").path("code").asText());
      raw.act("chat.say", "{\"a\":".repeat(1_200) + "1" + "}".repeat(1_200));
      assertEquals("too-deep", raw.next("error").path("code").asText());
    }
  }

  @Test
  void aBinaryMessageAndBytesThatAreNotUtf8CloseTheSocket() throws IOException {
    try (RawSocket raw = seated("g9")) {
      raw.bytes(RawSocket.frame(0x82, new byte[] {1, 2, 3}));
      assertEquals(new RawSocket.Closed(1003, "binary-message"), raw.closed());
    }
    try (RawSocket raw = seated("g9")) {
      raw.bytes(RawSocket.frame(0x81, new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}));
      assertEquals(new RawSocket.Closed(1007, "not-utf8"), raw.closed());
    }
  }

  @Test
  void anUnmaskedFrameIsAProtocolError() throws IOException {
    try (RawSocket raw = seated("g10")) {
      raw.bytes(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertEquals(new RawSocket.Closed(1002, "protocol-error"), raw.closed());
    }
  }

  @Test
  void aFloodClosesTheSocket() throws IOException {
    elsewhere(
        limits(1, LONG, LONG),
        slow -> {
          try (RawSocket raw = seated(slow, "g11")) {
            String signal = "{\"type\":\"signal\",\"kind\":\"c\",\"payload\":1}";
            for (int i = 0; i < LIMITS.burst() + 200; i++) {
              raw.text(signal);
            }
            assertEquals(new RawSocket.Closed(4429, "too-many"), raw.closed());
          }
        });
  }

  @Test
  void nothingButAHelloComesFirst() throws IOException {
    try (RawSocket raw = RawSocket.open(server.port(), "demo")) {
      raw.act("chat.say", "{\"text\":\"hi\"}");
      assertEquals(new RawSocket.Closed(4400, "bad-message"), raw.closed());
    }
    try (RawSocket raw = RawSocket.open(server.port(), "demo")) {
      raw.text(RawSocket.hello(ana, "a device with spaces"));
      assertEquals(new RawSocket.Closed(4400, "bad-message"), raw.closed());
    }
  }

  @Test
  void silenceIsClosedBeforeAndAfterTheHello() throws IOException {
    elsewhere(
        limits(200, Duration.ofMillis(300), LONG),
        hasty -> {
          try (RawSocket raw = RawSocket.open(hasty.port(), "demo")) {
            assertEquals(new RawSocket.Closed(4410, "hello-timeout"), raw.closed());
          }
        });
    elsewhere(
        limits(200, LONG, Duration.ofMillis(300)),
        hasty -> {
          try (RawSocket raw = seated(hasty, "g12")) {
            // Pings are read here but not answered.
            int code = 0;
            while (code == 0) {
              int first = raw.input().read();
              int length = raw.input().read();
              byte[] payload = raw.input().readNBytes(length);
              if ((first & 15) == 8) {
                code = ((payload[0] & 255) << 8) | (payload[1] & 255);
              }
            }
            assertEquals(4411, code);
          }
        });
  }

  @Test
  void aSeatOfAnotherCampaignOrOfNobodyIsRefused() throws IOException {
    for (String token :
        List.of("", "x", ana + "x", ana.substring(1), "a.b", server.hostKey(), "..", "é.é")) {
      try (RawSocket raw = RawSocket.seated(server.port(), "demo", token, "d")) {
        assertEquals(new RawSocket.Closed(4401, "bad-seat"), raw.closed(), token);
      }
    }
    try (RawSocket raw = RawSocket.seated(server.port(), "other", ana, "d")) {
      assertEquals(new RawSocket.Closed(4401, "bad-seat"), raw.closed());
    }
  }

  @Test
  void aSeatThatIsGoneIsNamedSo() throws IOException {
    String token =
        server
            .server()
            .house()
            .keys()
            .seats()
            .issue(new io.tablekeep.server.auth.SeatClaim("demo", "dora", 1));
    try (RawSocket raw = RawSocket.seated(server.port(), "demo", token, "d")) {
      assertEquals(new RawSocket.Closed(4404, "no-such-seat"), raw.closed());
    }
    String lost =
        server
            .server()
            .house()
            .keys()
            .seats()
            .issue(new io.tablekeep.server.auth.SeatClaim("lost", "ana", 1));
    try (RawSocket raw = RawSocket.seated(server.port(), "lost", lost, "d")) {
      assertEquals(new RawSocket.Closed(4404, "no-such-seat"), raw.closed());
    }
  }

  @Test
  void anotherSitesPageMayNotConnect() throws IOException {
    try (RawSocket raw = RawSocket.plain(server.port())) {
      String head = raw.upgrade(server.port(), "demo", "Origin: https://evil.example\r\n", none());
      assertTrue(head.startsWith("HTTP/1.1 403"), head);
      assertTrue(head.contains("application/json"), head);
    }
    for (String origin : List.of("https://table.example", "http://127.0.0.1:" + server.port())) {
      try (RawSocket raw = RawSocket.plain(server.port())) {
        String head = raw.upgrade(server.port(), "demo", "Origin: " + origin + "\r\n", none());
        assertTrue(head.startsWith("HTTP/1.1 101"), head);
      }
    }
  }

  private static byte[] none() {
    return new byte[0];
  }
}

package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Garbage over sockets: a coded answer or a close, and nothing else happens to anyone. */
@Tag("torture")
class GarbageTest {
  private static final String UPGRADE =
      """
      GET /api/campaigns/target/socket HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13

      """;

  private static Path folder = Path.of("");
  private static ServerProcess server;
  private static Map<String, String> target = Map.of();
  private static Map<String, String> other = Map.of();
  private static Map<String, String> calm = Map.of();

  private final SplittableRandom chance = new SplittableRandom(Effort.seed());
  private final Garbage garbage = new Garbage(chance);
  private Witness witness;
  private Pulse pulse;

  @BeforeAll
  static void start() throws Exception {
    Effort.say("garbage: seed %d", Effort.seed());
    folder = Folder.fresh("garbage");
    server = ServerProcess.start(folder.resolve("data"), "--demo", "false");
    target = Tables.create(server, "target");
    other = Tables.create(server, "other");
    calm = Tables.create(server, "calm");
  }

  @AfterAll
  static void stop() throws Exception {
    assertEquals(List.of(), server.complaints());
    String log = Program.lenient(server.log());
    assertFalse(log.contains(server.hostKey()), "the log has the host's key");
    for (Map<String, String> tokens : List.of(target, other, calm)) {
      tokens.values().forEach(token -> assertFalse(log.contains(token), "the log has a token"));
    }
    assertEquals(0, server.stop());
    Program.Ended verified =
        Program.run("verify", "--data", folder.resolve("data").toString(), "--json");
    assertEquals(0, verified.exit(), verified.out());
    Folder.delete(folder);
  }

  @BeforeEach
  void watch() throws Exception {
    witness = new Witness(server, "target");
    pulse = Pulse.at(server, "calm", calm.get("ana"));
  }

  @AfterEach
  void nobodyElseWasHurt(TestInfo test) throws Exception {
    Effort.say("garbage: %s: %s", test.getDisplayName(), pulse.finish());
    assertTrue(server.isAlive());
  }

  private static Heckler heckler(String participant) {
    return new Heckler(
        server, "target", participant, target.get(participant), "h" + System.nanoTime());
  }

  @Test
  void bytesThatAreNoRequestAreAnsweredOrDropped() throws Exception {
    List<byte[]> attacks = new ArrayList<>();
    for (int i = 0; i < Effort.pick(20, 100, 500); i++) {
      attacks.add(garbage.bytes(2_000));
      byte[] cut = RawHttp.head(UPGRADE);
      byte[] noise = garbage.bytes(60);
      System.arraycopy(noise, 0, cut, chance.nextInt(cut.length - noise.length), noise.length);
      attacks.add(cut);
    }
    int silent = 0;
    for (byte[] attack : attacks) {
      // An end, or the server would rightly wait for the rest.
      byte[] ended = Arrays.copyOf(attack, attack.length + 4);
      System.arraycopy(RawHttp.head("\n\n"), 0, ended, attack.length, 4);
      String answer = RawHttp.exchange(server.port(), ended);
      Answer.discreet(answer);
      int status = RawHttp.status(answer);
      assertTrue(status < 500, answer);
      if (status >= 400) {
        Answer.coded(Json.parse(RawHttp.body(answer)));
      }
      silent += answer.equals("(silence)") ? 1 : 0;
      assertTrue(silent <= 1, "garbage is left without an answer or an end");
    }
    witness.unchanged();
  }

  @Test
  void bytesThatAreNoFramesEndTheSocket() throws Exception {
    String hello = RawSocket.hello(target.get("ana"), "d1");
    byte[] good = RawSocket.frame(0x81, hello.getBytes(StandardCharsets.UTF_8));
    List<byte[]> attacks = new ArrayList<>();
    for (int i = 0; i < Effort.pick(10, 100, 1_000); i++) {
      attacks.add(garbage.bytes(500));
    }
    for (int first : new int[] {0x82, 0x80, 0x83, 0x8b, 0xc1, 0xf1, 0x09, 0x88, 0x8a}) {
      attacks.add(RawSocket.frame(first, garbage.bytes(200)));
    }
    byte[] unmasked = {(byte) 0x81, 2, '{', '}'};
    byte[] endless = {(byte) 0x81, (byte) 0xff, 127, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
    byte[] negative = {(byte) 0x81, (byte) 0xff, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
    byte[] badClose = RawSocket.frame(0x88, new byte[] {0, 1, -1, -2});
    attacks.addAll(List.of(unmasked, endless, negative, badClose));
    attacks.add(RawSocket.frame(0x81, new byte[] {(byte) 0xc0, (byte) 0x80}));
    attacks.add(RawSocket.frame(0x81, new byte[97 << 10]));
    for (byte[] attack : attacks) {
      for (boolean seated : new boolean[] {true, false}) {
        try (RawSocket raw = RawSocket.open(server.port(), "target")) {
          if (seated) {
            raw.bytes(good);
            raw.next("welcome");
          }
          raw.bytes(attack);
          raw.bytes(RawSocket.frame(0x88, new byte[] {3, (byte) 0xe8}));
          Answer.close(raw.closed().code());
        } catch (java.net.SocketException reset) {
          // It was thrown out while it was still speaking.
        } catch (java.net.SocketTimeoutException waits) {
          // The bytes promise more than came; the server waits for it, and pings.
        }
      }
    }
    witness.unchanged();
  }

  @Test
  void messagesThatAreTooLongAreNotCollected() throws Exception {
    byte[] part = new byte[32 << 10];
    Arrays.fill(part, (byte) ' ');
    try (RawSocket raw = seated("ana")) {
      raw.bytes(RawSocket.frame(0x01, part));
      for (int i = 0; i < 3; i++) {
        raw.bytes(RawSocket.frame(0x00, part));
      }
      assertEquals(1009, raw.closed().code());
    }
    try (RawSocket raw = seated("ana")) {
      raw.bytes(RawSocket.frame(0x01, new byte[0]));
      int code = 0;
      try {
        for (int i = 0; i < 5_000; i++) {
          raw.bytes(RawSocket.frame(0x00, new byte[0]));
        }
        code = raw.closed().code();
      } catch (java.net.SocketException thrownOut) {
        code = 4429;
      }
      assertTrue(code == 4429 || code == 1006, "a message of 5,000 empty pieces: " + code);
    }
    witness.unchanged();
  }

  private static RawSocket seated(String participant) throws IOException {
    RawSocket raw =
        RawSocket.seated(server.port(), "target", target.get(participant), "s" + System.nanoTime());
    raw.next("welcome");
    return raw;
  }

  @Test
  void framesThatStopInTheMiddleLeaveNothing() throws Exception {
    byte[] act =
        RawSocket.frame(
            0x81,
            "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":{\"text\":\"cut\"}}"
                .getBytes(StandardCharsets.UTF_8));
    for (int at = 1; at < act.length; at += Effort.pick(9, 3, 1)) {
      try (RawSocket raw = seated("ben")) {
        raw.bytes(Arrays.copyOf(act, at));
      }
    }
    witness.unchanged();
  }

  @Test
  void messagesThatCannotBeReadGetACode() throws Exception {
    List<String> good =
        List.of(
            "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":{\"text\":\"x\"}}",
            "{\"type\":\"signal\",\"kind\":\"cursor\",\"payload\":{\"x\":1}}",
            RawSocket.hello("token", "d"));
    List<String> bad =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "null",
                "[]",
                "\"act\"",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"act\"}",
                "[".repeat(90_000),
                "{\"a\":".repeat(10_000),
                "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":"
                    + "[".repeat(40_000)
                    + "]".repeat(40_000)
                    + "}",
                "{\"type\":\"act\",\"n\":1,\"n\":2,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":1.5,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":-1,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":9007199254740993,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":\"1\",\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":{},\"action\":[],\"payload\":{}}",
                "{\"type\":\"signal\",\"kind\":{},\"payload\":{}}"));
    Heckler ana = heckler("ana");
    for (String message : bad) {
      ana.text(message);
    }
    for (int i = 0; i < Effort.pick(150, 1_000, 10_000); i++) {
      String next = good.get(chance.nextInt(good.size()));
      ana.text(garbage.mangled(next.replace("\"n\":1", "\"n\":" + ana.next())));
    }
    ana.close();
    Effort.say("garbage: messages: %s", ana.figures());
    // A mangled message may still be a message: its letters have changed.
    witness.only(ana.accepted());
  }

  @Test
  void payloadsOfTheWrongShapeAreRefused() throws Exception {
    JsonNode actions =
        Json.parse(server.get("/api/asyncapi.json", ""))
            .at("/components/schemas/Actions/properties");
    Set<String> accepted = new HashSet<>();
    for (String who : List.of("gm", "ana")) {
      Heckler heckler = heckler(who);
      for (Map.Entry<String, JsonNode> action : actions.properties()) {
        for (int i = 0; i < Effort.pick(10, 60, 500); i++) {
          heckler.act(action.getKey(), garbage.wrong(action.getValue()));
        }
      }
      for (String name : List.of("", "chat", "chat.say.", "CHAT.SAY", "hello.leap", "table.x")) {
        heckler.act(name, "{}");
      }
      for (int i = 0; i < 10; i++) {
        heckler.act("chat.say", "{\"text\":" + garbage.value(0) + "}");
        heckler.act("no.action", garbage.value(0));
      }
      heckler.act("chat.say", "{\"text\":\"" + "x".repeat(70 << 10) + "\"}");
      heckler.close();
      Effort.say("garbage: payloads of %s: %s", who, heckler.figures());
      accepted.addAll(heckler.accepted());
    }
    witness.only(accepted);
  }

  @Test
  void othersThingsAndIdsAreOutOfReach() throws Exception {
    Heckler ana = heckler("ana");
    for (String token :
        List.of("hall/of-ben", "hall/ghoul", "hall/nobody", "other/of-ana", "hall/../of-ben")) {
      ana.act("token.move", "{\"token\":\"" + token + "\",\"to\":{\"x\":1,\"y\":1}}");
      ana.act("token.remove", "{\"token\":\"" + token + "\"}");
    }
    ana.act("token.place", "{\"map\":\"hall\",\"at\":{\"x\":1,\"y\":1},\"actor\":\"of-ben\"}");
    ana.act("token.place", "{\"map\":\"hall\",\"at\":{\"x\":1,\"y\":1},\"actor\":\"ghoul\"}");
    ana.act("campaign.rename", "{\"name\":\"Mine\"}");
    ana.act("session.end", "{}");
    ana.close();
    assertEquals(Set.of(), ana.accepted());
    witness.unchanged();
  }

  @Test
  void forgedLinksOpenNoSeat() throws Exception {
    String good = target.get("ana");
    Set<String> forged = new HashSet<>();
    forged.add("");
    forged.add(good + "A");
    forged.add(good.substring(0, good.length() - 2));
    forged.add(other.get("ana"));
    forged.add(server.hostKey());
    forged.add("..." + good);
    forged.add(good.substring(0, good.indexOf('.') + 1));
    forged.add("x".repeat(5_000));
    for (int i = 0; i < Effort.pick(10, 50, 300); i++) {
      char[] letters = good.toCharArray();
      int at = chance.nextInt(letters.length - 1);
      letters[at] = letters[at] == 'A' ? 'B' : 'A';
      forged.add(new String(letters));
      forged.add(java.util.Base64.getUrlEncoder().encodeToString(garbage.bytes(90)));
    }
    forged.remove(good);
    for (String token : forged) {
      try (RawSocket raw = RawSocket.open(server.port(), "target")) {
        raw.text("{\"type\":\"hello\",\"seat\":" + Json.quote(token) + ",\"device\":\"d\"}");
        JsonNode answer = raw.next();
        assertEquals("error", answer.path("type").asText(), answer.toString());
        Answer.coded(answer);
        int code = raw.closed().code();
        assertTrue(code == 4401 || code == 4400, "closed with " + code);
      }
    }
    witness.unchanged();
  }

  @Test
  void naughtyStringsAreKeptAsTheyAreOrRefused() throws Exception {
    List<String> all = Garbage.strings();
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    Player.Count count = new Player.Count();
    String id = "strings-" + System.nanoTime() % 1_000_000;
    Map<String, String> tokens = Tables.create(server, id);
    Player gm = new Player("gm", "d1", tokens.get("gm"), count, faults);
    Player ana = new Player("ana", "d2", tokens.get("ana"), count, faults);
    gm.connect(server.port(), id, chance);
    ana.connect(server.port(), id, chance);
    int step = Effort.pick(5, 1, 1);
    for (int i = chance.nextInt(step); i < all.size(); i += step) {
      String text = Json.quote(all.get(i));
      int length = all.get(i).codePointCount(0, all.get(i).length());
      boolean said = length >= 1 && all.get(i).length() <= 4_000;
      ana.act("chat.say", "{\"text\":" + text + "}", !said);
      ana.act("dice.roll", "{\"notation\":\"1d4\",\"label\":" + text + "}", length > 100);
      ana.act("dice.roll", "{\"notation\":" + text + "}", true);
      ana.act("token.move", "{\"token\":" + text + ",\"to\":{\"x\":1,\"y\":1}}", true);
      gm.act("campaign.rename", "{\"name\":" + text + "}", length < 1 || length > 100);
      gm.act("actor.create", "{\"name\":" + text + "}", length < 1 || length > 100);
      gm.act(
          "token.place",
          "{\"map\":\"hall\",\"at\":{\"x\":1,\"y\":1},\"name\":" + text + "}",
          length > 100);
      gm.act("scene.open", "{\"map\":" + text + "}", true);
      ana.calm();
      gm.calm();
    }
    for (Player player : List.of(gm, ana)) {
      JsonNode theirs = server.state(id, player.token());
      player.await("the last frames", () -> Json.hash(player.view()).equals(Json.hash(theirs)));
    }
    Chronicle chronicle = new Chronicle();
    Set<String> disordered = new HashSet<>(gm.disordered());
    disordered.addAll(ana.disordered());
    chronicle.read(server.export(id), disordered);
    gm.compare(chronicle, true);
    ana.compare(chronicle, true);
    gm.close();
    ana.close();
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    Effort.say("garbage: strings: %d acks, %d refused", count.acks, count.refused);
    heckleWith(all, step);
    witness.unchanged();
  }

  /** The texts of the protocol itself. */
  private void heckleWith(List<String> all, int step) throws IOException {
    Heckler ben = heckler("ben");
    for (int i = chance.nextInt(step); i < all.size(); i += step) {
      String text = Json.quote(all.get(i));
      ben.text("{\"type\":" + text + "}");
      ben.text("{\"type\":\"signal\",\"kind\":" + text + ",\"payload\":" + text + "}");
      ben.act(all.get(i), "{}");
      try (RawSocket raw = RawSocket.open(server.port(), "target")) {
        raw.text("{\"type\":\"hello\",\"seat\":" + text + ",\"device\":" + text + "}");
        Answer.close(raw.closed().code());
      }
    }
    ben.close();
    assertEquals(Set.of(), ben.accepted());
  }

  @Test
  void thousandsOfConnectionsComeAndGo() throws Exception {
    int many = Effort.pick(400, 2_000, 5_000);
    List<RawSocket> halfOpen = new ArrayList<>();
    for (int i = 0; i < many / 4; i++) {
      RawSocket raw = RawSocket.plain(server.port());
      raw.bytes(Arrays.copyOf(RawHttp.head(UPGRADE), chance.nextInt(UPGRADE.length() - 5)));
      halfOpen.add(raw);
    }
    for (int i = 0; i < many; i++) {
      try (RawSocket raw =
          i % 2 == 0 ? RawSocket.plain(server.port()) : RawSocket.open(server.port(), "target")) {
        if (i % 5 == 1) {
          raw.text(RawSocket.hello(target.get("cleo"), "storm"));
        }
        if (i % 10 == 1) {
          raw.next("welcome");
        }
      }
    }
    for (RawSocket raw : halfOpen) {
      raw.close();
    }
    long until = System.nanoTime() + 20_000_000_000L;
    while (metric("tablekeep_sockets") > 1 && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertEquals(1, metric("tablekeep_sockets"), "sockets are left over");
    witness.unchanged();
  }

  private static double metric(String name) throws IOException, InterruptedException {
    String all = new String(server.get("/metrics", ""), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Test
  void whoDoesNotReadIsClosed() throws Exception {
    String closes = "tablekeep_socket_closes_total{code=\"slow-consumer\"}";
    double before = metric(closes);
    String speech = "{\"text\":\"" + "ᚠ".repeat(3_900) + "\"}";
    Set<String> accepted = new HashSet<>();
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      deaf.getOutputStream().write(RawHttp.head(UPGRADE));
      deaf.getOutputStream().flush();
      byte[] head = new byte[12];
      assertEquals(12, deaf.getInputStream().readNBytes(head, 0, 12));
      String hello = RawSocket.hello(target.get("dora"), "deaf");
      deaf.getOutputStream().write(RawSocket.frame(0x81, hello.getBytes(StandardCharsets.UTF_8)));
      deaf.getOutputStream().flush();
      for (int i = 0; i < 100 && metric(closes) == before; i++) {
        Heckler loud = heckler("cleo");
        for (int k = 0; k < 40; k++) {
          loud.act("chat.say", speech);
        }
        loud.close();
        accepted.addAll(loud.accepted());
      }
      assertEquals(before + 1, metric(closes), "nobody was closed for not reading");
    }
    witness.only(accepted);
  }
}

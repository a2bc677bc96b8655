package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.testing.RawSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bytes that are no requests, no frames or no messages: an answer or a close. */
class FrameGarbageTest extends GarbageStand {
  private static final String UPGRADE =
      """
      GET /api/campaigns/target/socket HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13

      """;

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
          raw.waits(10_000);
          raw.bytes(attack);
          raw.bytes(RawSocket.frame(0x88, new byte[] {3, (byte) 0xe8}));
          int code = raw.closed().code();
          // Noise may be a close, which comes back with whatever code it has.
          if ((attack[0] & 0x0f) != 8) {
            Answer.close(code);
          }
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
    long until = System.nanoTime() + 60_000_000_000L;
    while (metric("tablekeep_sockets") > 1 && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertEquals(1, metric("tablekeep_sockets"), "sockets are left over");
    witness.unchanged();
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

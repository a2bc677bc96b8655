package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowConsumerTest {
  private static final SocketLimits LIMITS =
      new SocketLimits(
          96 << 10, 64 << 10, 200, 64, 200, 400, 5, Duration.ofSeconds(10), Duration.ofSeconds(20));

  @Test
  void aClientThatDoesNotReadIsCutOffAndTheOthersGoOn() throws Exception {
    try (RunningServer server = RunningServer.start(LIMITS, 1);
        RawSocket slow = RawSocket.narrow(server.port());
        RawSocket gm = RawSocket.seated(server.port(), "demo", server.token("gm"), "g")) {
      slow.upgrade(server.port(), "demo", "", new byte[0]);
      slow.text(RawSocket.hello(server.token("ana"), "slow"));
      gm.next("welcome");
      String text = "\u2603".repeat(4_000);
      int n = 0;
      while (cutOff(server) == 0) {
        n++;
        assertTrue(n < 2_000, "never cut off");
        gm.act(n, "chat.say", "{\"text\":\"" + text + "\"}");
        while (gm.receipt(n).path("outcome").asText().equals("retry")) {
          Thread.sleep(20);
          gm.act(n, "chat.say", "{\"text\":\"" + text + "\"}");
        }
      }
      gm.act(n + 1, "dice.roll", "{\"notation\":\"1d6\"}");
      assertEquals(n + 1, gm.receipt(n + 1).path("n").asInt());
    }
  }

  @Test
  void whatComesAllAtOnceIsNoReasonToCutOffAClientThatReads() throws Exception {
    try (RunningServer server = RunningServer.start(LIMITS, 1);
        RawSocket ana = RawSocket.seated(server.port(), "demo", server.token("ana"), "a");
        RawSocket gm = RawSocket.seated(server.port(), "demo", server.token("gm"), "g")) {
      ana.next("welcome");
      gm.next("welcome");
      String text = "\u2603".repeat(4_000);
      for (int n = 1; n <= 40; n++) {
        gm.act(n, "chat.say", "{\"text\":\"" + text + "\"}");
      }
      gm.receipt(40);
      for (int seen = 0; seen < 40; ) {
        // Slow or not, each line comes once, alone or with others.
        String frame = ana.next("frame").toString();
        seen += (frame.length() - frame.replace(text, "").length()) / text.length();
      }
      assertEquals(0, cutOff(server));
    }
  }

  private static double cutOff(RunningServer server) throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("tablekeep_socket_closes_total"))
        .filter(line -> line.contains("slow-consumer"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}

package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A well-behaved table beside an attack: moves a token and asks for readiness, all the time. */
final class Pulse implements AutoCloseable {
  private static final AtomicInteger DEVICES = new AtomicInteger();

  private final ServerProcess server;
  private final RawSocket socket;
  private final Noise noise = Noise.measuring();
  private final List<Long> moves = new ArrayList<>();
  private final Thread thread = new Thread(this::beat, "pulse");
  private long slowestReady;
  private volatile boolean done;
  private volatile String fault = "";

  private Pulse(ServerProcess server, RawSocket socket) {
    this.server = server;
    this.socket = socket;
  }

  /** Begins at a campaign of its own. */
  static Pulse at(ServerProcess server, String campaign, String token) throws IOException {
    RawSocket socket =
        RawSocket.seated(server.port(), campaign, token, "pulse-" + DEVICES.incrementAndGet());
    socket.next("welcome");
    Pulse pulse = new Pulse(server, socket);
    pulse.thread.setDaemon(true);
    pulse.thread.start();
    return pulse;
  }

  private void beat() {
    try {
      for (int i = 0; !done; i++) {
        long from = System.nanoTime();
        int n =
            socket.act(
                "token.move",
                "{\"token\":\"hall/of-ana\",\"to\":{\"x\":" + i % 9 + ".5,\"y\":2.5}}");
        JsonNode receipt = socket.receipt(n);
        if (!receipt.path("outcome").asText().equals("applied")) {
          fault = "a move was answered " + receipt;
          return;
        }
        synchronized (moves) {
          moves.add((System.nanoTime() - from) / 1_000);
        }
        if (i % 5 == 0) {
          from = System.nanoTime();
          int status = server.send("GET", "/health/ready", "", new byte[0]).statusCode();
          slowestReady = Math.max(slowestReady, (System.nanoTime() - from) / 1_000_000);
          if (status != 200) {
            fault = "not ready: " + status;
            return;
          }
        }
        Thread.sleep(25);
      }
    } catch (IOException | InterruptedException e) {
      fault = done || stoodStill() ? "" : "the good table was disturbed: " + e;
    }
  }

  /** Whether all processes were stopped from outside, so long that waiting ran out in them. */
  private boolean stoodStill() {
    if (!noise.isStandstill()) {
      return false;
    }
    Effort.say("left out: this machine stood still for %d ms", noise.worstMillis());
    return true;
  }

  /** Fails unless every move and every question was answered within two seconds. */
  String finish() throws IOException, InterruptedException {
    done = true;
    thread.join(20_000);
    close();
    if (!fault.isEmpty()) {
      throw new AssertionError(fault + "; this machine late by " + noise.worstMillis() + " ms");
    }
    long slowestMove = moves.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000;
    String figures =
        String.format(
            java.util.Locale.ROOT,
            "%d moves beside it, slowest %d ms, slowest ready %d ms, this machine late by %d ms",
            moves.size(),
            slowestMove,
            slowestReady,
            noise.worstMillis());
    if (slowestMove > noise.allow(2_000) || slowestReady > noise.allow(2_000)) {
      throw new AssertionError("the good table was held up: " + figures);
    }
    return figures;
  }

  @Override
  public void close() throws IOException {
    done = true;
    noise.close();
    socket.close();
  }
}

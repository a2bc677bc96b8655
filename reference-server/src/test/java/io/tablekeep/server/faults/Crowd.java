package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.torture.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Very many seats that only look on. Who loses the line comes back through any node, after the
 * waits that the page has, as through a balancer that has noticed a dead node with the second
 * attempt, and resumes. All but the counters is confined to one event loop.
 */
final class Crowd implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(100_000)
              .setConnectTimeout(3_000)
              .setMaxFrameSize(1 << 24)
              .setMaxMessageSize(1 << 24));
  private final Cluster cluster;
  private final SplittableRandom chance;
  private final AtomicInteger seated = new AtomicInteger();
  private final AtomicInteger lines = new AtomicInteger();
  private final Map<String, Integer> heard = new TreeMap<>();

  Crowd(Cluster cluster, long seed) {
    this.cluster = cluster;
    chance = new SplittableRandom(seed);
  }

  /** Somebody comes in, through some node. */
  void join(String table, String device, String token, int through) {
    vertx.runOnContext(v -> new Guest(table, device, token).connect(through));
  }

  /** How many sit at their table and see it. */
  int seated() {
    return seated.get();
  }

  /** How many lines were opened so far. */
  int lines() {
    return lines.get();
  }

  private void count(String what) {
    synchronized (heard) {
      heard.merge(what, 1, Integer::sum);
    }
  }

  /** What was heard how often, and is forgotten now. */
  Map<String, Integer> heard() {
    synchronized (heard) {
      Map<String, Integer> all = new TreeMap<>(heard);
      heard.clear();
      return all;
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** One of them. */
  private final class Guest {
    private final String table;
    private final String device;
    private final String token;
    private String resume = "";
    private long position;
    private boolean sits;
    private int tries;

    Guest(String table, String device, String token) {
      this.table = table;
      this.device = device;
      this.token = token;
    }

    void connect(int through) {
      InetSocketAddress door = cluster.node(through).door();
      client
          .connect(
              new WebSocketConnectOptions()
                  .setHost(door.getHostString())
                  .setPort(door.getPort())
                  .setURI("/api/campaigns/" + table + "/socket"))
          .onSuccess(this::hello)
          .onFailure(fault -> again("no line"));
    }

    private void hello(WebSocket socket) {
      lines.incrementAndGet();
      socket.textMessageHandler(text -> hear(socket, Json.parse(text)));
      socket.closeHandler(v -> ended(socket.closeStatusCode()));
      say(socket);
    }

    private void say(WebSocket socket) {
      ObjectNode hello =
          Json.object().put("type", "hello").put("seat", token).put("device", device);
      if (!resume.isEmpty()) {
        hello.put("position", position).put("resume", resume);
      }
      socket.writeTextMessage(hello.toString()).onFailure(fault -> count("not said"));
    }

    private void hear(WebSocket socket, JsonNode message) {
      String type = message.path("type").asText();
      switch (type) {
        case "welcome", "resumed", "frame" -> {
          resume = message.path("resume").asText(resume);
          position = message.path("position").asLong(position);
          tries = 0;
          sits(true);
        }
        case "moving" -> {
          sits(false);
          say(socket);
        }
        default -> {}
      }
      count(type.equals("error") ? message.path("code").asText() : type);
    }

    private void sits(boolean now) {
      if (now != sits) {
        sits = now;
        seated.addAndGet(now ? 1 : -1);
      }
    }

    private void ended(@Nullable Short code) {
      sits(false);
      again("ended " + code);
    }

    private void again(String why) {
      count(why);
      long wait = Math.min(chance.nextInt(1_000, 1_300) * (1L << Math.min(tries++, 5)), 30_000);
      boolean refused = tries > 1;
      long unused = vertx.setTimer(wait, id -> connect(door(refused)));
    }

    /** Any node; one that is there when it has just been found out that another is not. */
    private int door(boolean refused) {
      int through = chance.nextInt(cluster.size());
      for (int i = 1; refused && i < cluster.size() && !cluster.node(through).isReady(); i++) {
        through = (through + 1) % cluster.size();
      }
      return through;
    }
  }
}

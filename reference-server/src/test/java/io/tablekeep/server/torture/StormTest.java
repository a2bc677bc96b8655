package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of sockets drop at once, at any message, while the tables they sat at play on. All are
 * back within seconds, and in the end each has what one has that never dropped.
 */
@Tag("torture")
class StormTest {
  private static final int TABLES = Integer.getInteger("tablekeep.storm.tables", 6);
  private static final int EACH = Integer.getInteger("tablekeep.storm.each", 50);
  private static final int CLIENTS = 8;
  private static final int ROUNDS = Effort.pick(2, 10, 100);
  private static final long LONGEST_MILLIS = 30_000;
  private static final String LAST = "That was round ";

  /** A device and what it has. */
  private static final class Device {
    final String campaign;
    final Links.Link link;
    final String name;
    @Nullable RawSocket socket;
    ObjectNode view = Json.object();
    long position;
    String resume = "";
    String begun = "";

    Device(String campaign, Links.Link link, String name) {
      this.campaign = campaign;
      this.link = link;
      this.name = name;
    }

    RawSocket line() {
      RawSocket mine = socket;
      if (mine == null) {
        throw new AssertionError(name + " has no socket");
      }
      return mine;
    }

    /** Sits down, and goes on where it was if it was here before. */
    void sit(int port) throws IOException {
      RawSocket raw = RawSocket.open(port, campaign);
      socket = raw;
      String hello = RawSocket.hello(link.token(), name);
      String more =
          resume.isEmpty() ? "" : ",\"resume\":\"" + resume + "\",\"position\":" + position;
      raw.text(hello.substring(0, hello.length() - 1) + more + "}");
      begun = hear();
    }

    /** Takes in the next message, and gives its type. */
    String hear() throws IOException {
      JsonNode message = line().next();
      String type = message.path("type").asText();
      switch (type) {
        case "welcome" -> {
          view = message.get("state").deepCopy();
          position = message.path("position").asLong();
        }
        case "resumed" -> assertEquals(position, message.path("position").asLong(), name);
        case "frame" -> {
          boolean change = message.has("merge") || message.has("patch");
          assertEquals(position + (change ? 1 : 0), message.path("position").asLong(), name);
          position = message.path("position").asLong();
          CompactClient.apply(view, message);
        }
        default -> throw new AssertionError(name + " is told " + message);
      }
      if (message.has("resume")) {
        resume = message.path("resume").asText();
      }
      return type;
    }

    /** Hears until a line of the chat has come. */
    void hearOf(String text) throws IOException {
      while (!view.path("chat").toString().contains(text)) {
        hear();
      }
    }

    void drop() throws IOException {
      line().close();
    }
  }

  @Test
  void hundredsDropAtOnceWhileTheirTablesPlayOn() throws Exception {
    long seed = Effort.seed();
    SplittableRandom chance = new SplittableRandom(seed);
    try (RunningServer running = RunningServer.start();
        Workers workers = new Workers()) {
      TablekeepServer server = running.server();
      List<Device> flaky = new ArrayList<>();
      List<Device> steady = new ArrayList<>();
      for (int t = 0; t < TABLES; t++) {
        String id = "storm" + t;
        server.engine().create(id, document()).join();
        List<Links.Link> links = server.links(id);
        links.forEach(link -> steady.add(new Device(id, link, "steady")));
        for (int i = 0; i < EACH; i++) {
          flaky.add(new Device(id, links.get(i % links.size()), "d" + i));
        }
      }
      workers.all(steady, device -> device.sit(server.port()));
      workers.all(flaky, device -> device.sit(server.port()));
      long worst = 0;
      int resumed = 0;
      List<Long> acks = Collections.synchronizedList(new ArrayList<>());
      for (int round = 0; round < ROUNDS; round++) {
        AtomicBoolean over = new AtomicBoolean();
        String last = LAST + round;
        List<Device> gms = steady.stream().filter(d -> d.link.participant().equals("gm")).toList();
        Future<Void> play = workers.start(() -> play(gms, over, acks, last, seed));
        int heard = chance.nextInt(6);
        workers.all(flaky, device -> hearSome(device, heard));
        for (Device device : flaky) {
          device.drop();
        }
        long begin = System.nanoTime();
        workers.all(flaky, device -> device.sit(server.port()));
        worst = Math.max(worst, System.nanoTime() - begin);
        resumed += (int) flaky.stream().filter(d -> d.begun.equals("resumed")).count();
        over.set(true);
        play.get();
        workers.all(steady, device -> device.hearOf(last));
        workers.all(flaky, device -> device.hearOf(last));
        compare(flaky, steady, "seed " + seed + ", round " + round);
      }
      for (Device device : flaky) {
        device.drop();
      }
      for (Device device : steady) {
        device.drop();
      }
      long[] sorted = acks.stream().mapToLong(Long::longValue).sorted().toArray();
      Effort.say(
          "storm: seed %d, %d rounds of %d sockets: all back within %d ms, %d of %d resumed, all end"
              + " equal; meanwhile %d acks, median %.1f ms, worst %.1f ms",
          seed,
          ROUNDS,
          flaky.size(),
          worst / 1_000_000,
          resumed,
          ROUNDS * flaky.size(),
          sorted.length,
          sorted[sorted.length / 2] / 1e6,
          sorted[sorted.length - 1] / 1e6);
      assertTrue(worst < LONGEST_MILLIS * 1_000_000, "it took " + worst / 1_000_000 + " ms");
      assertEquals(ROUNDS * flaky.size(), resumed);
    }
  }

  /** What has come so far, at most so many messages: the line breaks in the midst of play. */
  private static void hearSome(Device device, int most) throws IOException {
    for (int i = 0; i < most; i++) {
      device.hear();
    }
  }

  private static void compare(List<Device> flaky, List<Device> steady, String what) {
    for (Device device : flaky) {
      Device same =
          steady.stream()
              .filter(d -> d.campaign.equals(device.campaign))
              .filter(d -> d.link.participant().equals(device.link.participant()))
              .findFirst()
              .orElseThrow();
      assertEquals(Json.hash(same.view), Json.hash(device.view), what + ", " + device.name);
    }
  }

  /** Each game master goes on until all are back; the steady sockets are only written to here. */
  private static Void play(
      List<Device> gms, AtomicBoolean over, List<Long> acks, String last, long seed)
      throws IOException, InterruptedException {
    SplittableRandom chance = new SplittableRandom(seed);
    long n = System.nanoTime() / 1_000;
    for (int turn = 0; turn < 12 || !over.get(); turn++) {
      for (Device gm : gms) {
        long begin = System.nanoTime();
        act(gm, ++n, chance);
        acks.add(System.nanoTime() - begin);
      }
      // One may do 50 things a second.
      Thread.sleep(25);
    }
    for (Device gm : gms) {
      gm.line().act(++n, "chat.say", "{\"text\":\"" + last + "\"}");
    }
    return null;
  }

  /** Does something, and hears until the receipt is there. */
  private static void act(Device gm, long n, SplittableRandom chance) throws IOException {
    String actor = "a" + chance.nextInt(100);
    int x = chance.nextInt(20);
    switch (chance.nextInt(4)) {
      case 0 -> gm.line().act(n, "chat.say", "{\"text\":\"Still here, " + n + "\"}");
      case 1 ->
          gm.line()
              .act(
                  n,
                  "actor.hide",
                  "{\"actor\":\"" + actor + "\",\"hidden\":" + chance.nextBoolean() + "}");
      default ->
          gm.line()
              .act(n, "token.move", "{\"token\":\"m/t\",\"to\":{\"x\":" + x + ",\"y\":" + x + "}}");
    }
    boolean done = false;
    while (!done) {
      JsonNode frame = gm.line().next("frame");
      boolean change = frame.has("merge") || frame.has("patch");
      gm.position += change ? 1 : 0;
      assertEquals(gm.position, frame.path("position").asLong());
      CompactClient.apply(gm.view, frame);
      for (JsonNode receipt : frame.path("receipts")) {
        if (receipt.path("n").asLong() == n) {
          assertEquals("applied", receipt.path("outcome").asText(), receipt::toString);
          done = true;
        }
      }
    }
  }

  private static byte[] document() {
    StringBuilder actors = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      actors.append(i == 0 ? "" : ",");
      actors.append("\"a" + i + "\":{\"name\":\"Actor " + i + "\",\"type\":\"npc\",\"notes\":\"");
      actors.append("words ".repeat(80)).append("\"}");
    }
    String text =
        "{\"id\":\"x\",\"schema\":1,\"campaign\":{\"name\":\"Storm\","
            + "\"createdAt\":\"2026-01-01T00:00:00Z\"},\"participants\":{"
            + "\"gm\":{\"name\":\"Gina\",\"role\":\"gm\"},"
            + "\"p1\":{\"name\":\"One\",\"role\":\"player\"},"
            + "\"p2\":{\"name\":\"Two\",\"role\":\"player\"},"
            + "\"p3\":{\"name\":\"Three\",\"role\":\"player\"}},"
            + "\"actors\":{"
            + actors
            + "},\"maps\":{\"m\":{\"name\":\"M\",\"grid\":{\"wide\":20,\"high\":20},"
            + "\"tokens\":{\"t\":{\"name\":\"T\",\"x\":1,\"y\":1}}}}}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Clients that do things at once. */
  private static final class Workers implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);

    interface Task<T> {
      void run(T of) throws Exception;
    }

    <T> void all(List<T> each, Task<T> task) throws Exception {
      List<Callable<Void>> calls = new ArrayList<>();
      for (T one : List.copyOf(each)) {
        calls.add(
            () -> {
              task.run(one);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    }

    Future<Void> start(Callable<Void> task) {
      return threads.submit(task);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}

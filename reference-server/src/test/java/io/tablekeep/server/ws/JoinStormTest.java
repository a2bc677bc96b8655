package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Hundreds of sockets drop at once and come back, while one table plays on. */
class JoinStormTest {
  private static final int TABLES = Integer.getInteger("tablekeep.storm.tables", 6);
  private static final int EACH = Integer.getInteger("tablekeep.storm.each", 50);
  private static final int CLIENTS = 8;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private record Place(String campaign, String token, String device) {}

  private record Kept(Place place, String resume, long position) {}

  private static RawSocket connect(int port, Place place, String more) throws IOException {
    RawSocket raw = RawSocket.open(port, place.campaign);
    String hello = RawSocket.hello(place.token, place.device);
    raw.text(hello.substring(0, hello.length() - 1) + more + "}");
    return raw;
  }

  @Test
  void hundredsComeBackWhileOthersPlay() throws Exception {
    try (RunningServer running = RunningServer.start();
        Workers workers = new Workers()) {
      TablekeepServer server = running.server();
      List<Place> places = places(server);
      List<Kept> kept = Collections.synchronizedList(new ArrayList<>());
      List<RawSocket> open = Collections.synchronizedList(new ArrayList<>());
      long begin = System.nanoTime();
      workers.all(
          places,
          place -> {
            RawSocket raw = connect(server.port(), place, "");
            JsonNode welcome = raw.next("welcome");
            kept.add(
                new Kept(
                    place, welcome.path("resume").asText(), welcome.path("position").asLong()));
            open.add(raw);
          });
      long joined = System.nanoTime() - begin;
      AtomicBoolean over = new AtomicBoolean();
      List<Long> acks = Collections.synchronizedList(new ArrayList<>());
      Future<?> play = workers.start(() -> play(running, over, acks));
      while (acks.size() < 3 && !play.isDone()) {
        Thread.sleep(1);
      }
      int before = acks.size();
      for (RawSocket raw : open) {
        raw.close();
      }
      begin = System.nanoTime();
      List<String> ways = Collections.synchronizedList(new ArrayList<>());
      workers.all(
          kept,
          one -> {
            String token = ",\"resume\":\"" + one.resume + "\",\"position\":" + one.position;
            RawSocket raw = connect(server.port(), one.place, token);
            ways.add(raw.next().path("type").asText());
            raw.close();
          });
      long back = System.nanoTime() - begin;
      over.set(true);
      play.get();
      long[] sorted = acks.stream().mapToLong(Long::longValue).sorted().toArray();
      System.out.printf(
          "%d sockets joined in %d ms, dropped, and were back in %d ms (%d resumed);"
              + " meanwhile %d acks, median %.1f ms, worst %.1f ms%n",
          places.size(),
          joined / 1_000_000,
          back / 1_000_000,
          Collections.frequency(ways, "resumed"),
          sorted.length,
          sorted[sorted.length / 2] / 1e6,
          sorted[sorted.length - 1] / 1e6);
      assertEquals(places.size(), ways.size());
      assertEquals(places.size(), Collections.frequency(ways, "resumed"), ways.toString());
      assertTrue(back < LONGEST.toNanos(), "it took too long");
      assertTrue(acks.size() > before, "nobody could play: " + Arrays.toString(sorted));
    }
  }

  private static List<Place> places(TablekeepServer server) {
    List<Place> places = new ArrayList<>();
    for (int t = 0; t < TABLES; t++) {
      String id = "storm" + t;
      server.engine().create(id, document()).join();
      List<Links.Link> links = server.links(id);
      for (int i = 0; i < EACH; i++) {
        places.add(new Place(id, links.get(i % links.size()).token(), "d" + i));
      }
    }
    return places;
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
            + "},\"maps\":{\"m\":{\"name\":\"M\",\"grid\":{\"wide\":20,\"high\":20}}}}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Void play(RunningServer running, AtomicBoolean over, List<Long> acks)
      throws IOException {
    try (RawSocket ana = RawSocket.seated(running.port(), "demo", running.token("ana"), "plays")) {
      ana.next("welcome");
      while (!over.get()) {
        long begin = System.nanoTime();
        ana.receipt(ana.act("chat.say", "{\"text\":\"Still here.\"}"));
        acks.add(System.nanoTime() - begin);
        sleep();
      }
    }
    return null;
  }

  private static void sleep() {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

    Future<?> start(Callable<Void> task) {
      return threads.submit(task);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}

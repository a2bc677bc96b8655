package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.ledgers.Ledger;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.torture.Json;
import io.tablekeep.server.torture.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A device that plays through any node and writes down what it sent, was told and saw. When its
 * line says nothing for a while, or ends, it takes another node, resumes, and sends again what has
 * no receipt. One thread drives, one reads; everything is under this object's lock.
 */
final class Client {
  private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(2_500);
  private static final int AT_ONCE = 4;
  private static final int ASKED_AGAIN = 30;

  final String table;
  private final String by;
  private final String device;
  private final String token;
  private final Cluster cluster;
  private final SplittableRandom chance;
  private final List<Ledger.Sent> sent = new ArrayList<>();
  private final List<Ledger.Told> told = new ArrayList<>();
  private final List<Map<String, String>> seen = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> errors = new TreeMap<>();
  private final TreeMap<Long, Ledger.Sent> open = new TreeMap<>();
  private final Map<Long, Long> later = new HashMap<>();
  private final Picture picture = new Picture(faults::add);
  private final Thread driver;
  private @Nullable RawSocket line;
  private int node;
  private long heard;
  private long relayed;
  private long pause;
  private boolean playing = true;
  private boolean leaving;

  Client(Cluster cluster, String table, String by, String device, String token, long seed) {
    this.cluster = cluster;
    this.table = table;
    this.by = by;
    this.device = device;
    this.token = token;
    chance = new SplittableRandom(seed);
    node = chance.nextInt(cluster.size());
    driver = new Thread(this::drive, "client " + table + ' ' + device);
    driver.setDaemon(true);
    driver.start();
  }

  private void drive() {
    try {
      while (!isLeaving()) {
        step();
        TimeUnit.MILLISECONDS.sleep(pause);
      }
    } catch (InterruptedException e) {
      complain("interrupted");
    } catch (RuntimeException | AssertionError e) {
      complain(e.toString());
    }
    hangUp();
  }

  private synchronized boolean isLeaving() {
    return leaving;
  }

  private synchronized void complain(String what) {
    faults.add(what);
  }

  private void step() {
    @Nullable RawSocket to;
    List<Ledger.Sent> out = new ArrayList<>();
    synchronized (this) {
      to = line;
      pause = chance.nextInt(40, 120);
      long now = System.nanoTime();
      boolean waits = !open.isEmpty() || !picture.isBegun();
      if (to != null && waits && now - heard > SILENCE) {
        count("silence");
        to = null;
      } else if (to != null && picture.isBegun()) {
        later.forEach((n, at) -> addIf(now - at > 0 && open.containsKey(n), out, open.get(n)));
        out.forEach(each -> later.remove(each.n()));
        if (playing && open.size() < AT_ONCE) {
          out.add(next());
        }
      }
    }
    if (to == null) {
      hangUp();
      connect();
    } else {
      say(to, out);
    }
  }

  private static void addIf(boolean when, List<Ledger.Sent> to, Ledger.@Nullable Sent what) {
    if (when && what != null) {
      to.add(what);
    }
  }

  private Ledger.Sent next() {
    String token = by.equals("gm") ? Journals.SEATS.get(chance.nextInt(4)) : by;
    ObjectNode payload = Json.object().put("token", "hall/of-" + token);
    payload.putObject("to").put("x", place()).put("y", place());
    if (open.isEmpty()) {
      // Silence is of an answer that is awaited.
      heard = System.nanoTime();
    }
    Ledger.Sent one =
        new Ledger.Sent(
            sent.size() + 1L, "token.move", Json.canonicalText(payload), System.nanoTime());
    sent.add(one);
    open.put(one.n(), one);
    return one;
  }

  private double place() {
    return chance.nextInt(1_001, 9_999) / 1_000.0;
  }

  private void say(RawSocket to, List<Ledger.Sent> out) {
    try {
      for (Ledger.Sent each : out) {
        to.act(each.n(), each.type(), each.payload());
      }
    } catch (IOException gone) {
      // The reader notices it too; what was sent is kept.
      count("broken");
    }
  }

  private synchronized void count(String what) {
    errors.merge(what, 1, Integer::sum);
  }

  private void connect() {
    int next = chance.nextInt(cluster.size());
    try {
      RawSocket fresh = RawSocket.dial(cluster.node(next).door(), table, 2_000);
      synchronized (this) {
        node = next;
        picture.hangUp();
        line = fresh;
        heard = System.nanoTime();
      }
      fresh.text(hello());
      Thread reader = new Thread(() -> read(fresh), "reader of " + table + ' ' + device);
      reader.setDaemon(true);
      reader.start();
    } catch (IOException e) {
      count("no line");
      hangUp();
    }
  }

  private synchronized String hello() {
    ObjectNode hello = Json.object().put("type", "hello").put("seat", token).put("device", device);
    if (!picture.resume().isEmpty()) {
      hello.put("position", picture.position()).put("resume", picture.resume());
    }
    hello.putArray("open").add("");
    return hello.toString();
  }

  private void hangUp() {
    @Nullable RawSocket old;
    synchronized (this) {
      old = line;
      line = null;
    }
    close(old);
  }

  private void close(@Nullable RawSocket old) {
    try {
      if (old != null) {
        old.close();
      }
    } catch (IOException e) {
      count("close");
    }
  }

  private void read(RawSocket from) {
    try {
      while (true) {
        take(from, Json.parse(from.message()));
      }
    } catch (IOException e) {
      synchronized (this) {
        count("ended");
        if (line == from) {
          line = null;
        }
      }
    } catch (RuntimeException | AssertionError e) {
      complain("a message could not be taken: " + e);
    }
    close(from);
  }

  private void take(RawSocket from, JsonNode message) {
    List<Ledger.Sent> again = new ArrayList<>();
    String hello = "";
    synchronized (this) {
      if (line != from) {
        return;
      }
      heard = System.nanoTime();
      switch (message.path("type").asText()) {
        case "welcome" -> {
          picture.welcome(message);
          look();
          again.addAll(open.values());
        }
        case "resumed" -> {
          picture.resumed(message);
          again.addAll(open.values());
        }
        case "frame" -> {
          picture.frame(message);
          if (message.has("merge") || message.has("patch")) {
            look();
          }
          message.path("receipts").forEach(this::receipt);
        }
        case "moving" -> {
          count("moving");
          picture.hangUp();
          hello = hello();
        }
        case "error" -> count(message.path("code").asText());
        default -> {}
      }
    }
    try {
      if (!hello.isEmpty()) {
        from.text(hello);
      }
    } catch (IOException gone) {
      count("broken");
    }
    say(from, again);
  }

  private void look() {
    Map<String, String> now = Journals.seen(picture.view());
    if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
      seen.add(now);
    }
  }

  private void receipt(JsonNode receipt) {
    long n = receipt.path("n").asLong();
    String outcome = receipt.path("outcome").asText();
    told.add(new Ledger.Told(n, outcome, Json.canonicalText(receipt), System.nanoTime()));
    if (outcome.equals("retry")) {
      count("retry " + receipt.path("code").asText());
      later.put(n, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
    } else {
      if (open.remove(n) != null && !cluster.node(node).name.equals(cluster.ownerOf(table))) {
        relayed++;
      }
      later.remove(n);
    }
  }

  /** Does nothing new any more, but for one last action. */
  synchronized void rest() {
    next();
    playing = false;
    // Sent at once, or with the next connection.
    later.put((long) sent.size(), System.nanoTime());
  }

  /** Asks for receipts again, of what it sent last, over another line. */
  void askAgain() {
    synchronized (this) {
      sent.subList(Math.max(0, sent.size() - ASKED_AGAIN), sent.size())
          .forEach(each -> open.put(each.n(), each));
    }
    hangUp();
  }

  /** Numbers of what has no receipt. */
  synchronized List<Long> waiting() {
    return List.copyOf(open.keySet());
  }

  void leave() throws InterruptedException {
    synchronized (this) {
      leaving = true;
    }
    driver.join(10_000);
  }

  synchronized Ledger ledger() {
    return new Ledger(by, device, List.copyOf(sent), List.copyOf(told), List.copyOf(seen));
  }

  /** What went against the protocol. */
  synchronized List<String> faults() {
    return faults.stream().map(each -> table + ' ' + by + ' ' + device + ": " + each).toList();
  }

  /** What went wrong as it may, how often. */
  synchronized Map<String, Integer> errors() {
    return new TreeMap<>(errors);
  }

  synchronized long relayed() {
    return relayed;
  }
}

package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One device at a table, written from {@code asyncapi.json} alone: keeps its view up to date, keeps
 * each action until its receipt has come, and after a reconnect sends those without one again. A
 * thread of its own reads; everything is under this object's lock.
 */
final class Player implements AutoCloseable {
  final String participant;
  final String device;
  private final String token;
  private final Collection<String> faults;
  private final Map<Long, Sent> sent = new HashMap<>();
  private final TreeMap<Long, Sent> outstanding = new TreeMap<>();
  private final Map<Long, JsonNode> receipts = new HashMap<>();
  private final List<Long> acked = new ArrayList<>();
  private final Map<Long, Integer> due = new HashMap<>();
  private final Map<Long, String> tricks = new HashMap<>();
  private final Map<Long, Long> later = new TreeMap<>();
  private final Facts seen = new Facts();
  private volatile Runnable onAck = () -> {};
  private @Nullable RawSocket socket;
  private @Nullable Thread reader;
  private ObjectNode view = Json.object();
  private long position;
  private boolean welcomed;
  private boolean leaving;
  private String ended = "";
  private Optional<String> line = Optional.empty();
  private long n;
  private final Count count;

  /** An action as it was sent. */
  record Sent(long n, String action, String payload, boolean awry) {}

  /** What all players of a run did together. */
  static final class Count {
    long actions;
    long acks;
    long refused;
    long resentOpen;
    long resentAcked;
    long sameReceipts;
    long reused;
    long frames;
    long welcomes;
    long retries;

    synchronized void add(java.util.function.Consumer<Count> what) {
      what.accept(this);
    }
  }

  Player(String participant, String device, String token, Count count, Collection<String> faults) {
    this.participant = participant;
    this.device = device;
    this.token = token;
    this.count = count;
    this.faults = faults;
  }

  void onAck(Runnable then) {
    onAck = then;
  }

  /** Sits down, and sends again what has no receipt, and some of what has one. */
  void connect(int port, String campaign, SplittableRandom chance) throws IOException {
    RawSocket fresh = RawSocket.open(port, campaign);
    boolean eager = chance.nextBoolean();
    List<Sent> again = new ArrayList<>();
    synchronized (this) {
      socket = fresh;
      welcomed = false;
      leaving = false;
      line = Optional.empty();
      due.clear();
      tricks.clear();
      later.clear();
      again.addAll(outstanding.values());
      int known = acked.isEmpty() ? 0 : chance.nextInt(Math.min(20, acked.size()) + 1);
      for (int i = 0; i < known; i++) {
        long old = acked.get(acked.size() - 1 - chance.nextInt(Math.min(40, acked.size())));
        // Anywhere among the others, whose order stays.
        again.add(chance.nextInt(again.size() + 1), sent.get(old));
      }
    }
    reader = new Thread(() -> read(fresh), "player " + participant + ' ' + device);
    reader.setDaemon(true);
    fresh.text(RawSocket.whole(token, device));
    // What follows the hello at once is kept until the welcome, up to 32 messages.
    if (!eager || again.size() > 30) {
      reader.start();
      await("a welcome", () -> welcomed);
    }
    for (Sent one : again) {
      repeat(one);
    }
    if (eager && again.size() <= 30) {
      reader.start();
      await("a welcome", () -> welcomed);
    }
  }

  private void repeat(Sent one) {
    synchronized (this) {
      if (receipts.containsKey(one.n())) {
        count.add(c -> c.resentAcked++);
      } else {
        count.add(c -> c.resentOpen++);
      }
    }
    send(one);
  }

  /** Does something new. False when the connection is gone; the action is kept all the same. */
  boolean act(String action, String payload, boolean awry) {
    Sent one;
    synchronized (this) {
      one = new Sent(++n, action, payload, awry);
      sent.put(one.n(), one);
      outstanding.put(one.n(), one);
    }
    count.add(c -> c.actions++);
    return send(one);
  }

  /** Sends something again that has its receipt, as it was or with another payload. */
  void trick(SplittableRandom chance) {
    Sent again;
    boolean same = chance.nextBoolean();
    synchronized (this) {
      if (acked.isEmpty()) {
        return;
      }
      long old = acked.get(acked.size() - 1 - chance.nextInt(Math.min(20, acked.size())));
      if (due.getOrDefault(old, 0) > 0) {
        return;
      }
      again = sent.get(old);
      if (!same) {
        tricks.put(old, "action-id-reused");
        again = new Sent(old, "chat.say", "{\"text\":\"never said\"}", true);
      }
    }
    count.add(c -> c.resentAcked++);
    send(again);
  }

  void signal(String kind, String payload) {
    RawSocket to = socket;
    if (to != null) {
      try {
        to.text("{\"type\":\"signal\",\"kind\":\"" + kind + "\",\"payload\":" + payload + "}");
      } catch (IOException gone) {
        // The reader notices it too.
      }
    }
  }

  /** Sends again what was to be tried later. */
  void retryLater() {
    List<Sent> now = new ArrayList<>();
    synchronized (this) {
      long time = System.nanoTime();
      later
          .entrySet()
          .removeIf(
              entry -> {
                boolean ripe = time - entry.getValue() > 0;
                if (ripe && outstanding.containsKey(entry.getKey())) {
                  now.add(outstanding.get(entry.getKey()));
                }
                return ripe;
              });
    }
    now.forEach(this::send);
  }

  private boolean send(Sent one) {
    RawSocket to;
    synchronized (this) {
      to = socket;
      due.merge(one.n(), 1, Integer::sum);
    }
    try {
      if (to != null) {
        to.act(one.n(), one.action(), one.payload());
        return true;
      }
    } catch (IOException gone) {
      // Sent again after the reconnect.
    }
    return false;
  }

  private void read(RawSocket from) {
    try {
      while (true) {
        take(from.next());
      }
    } catch (IOException e) {
      synchronized (this) {
        String why = String.valueOf(e.getMessage());
        ended = why;
        if (!leaving && !why.contains("code=1006") && !why.contains("code=1001")) {
          fault("the socket ended with " + why);
        }
        if (socket == from) {
          socket = null;
        }
        notifyAll();
      }
    } catch (RuntimeException | AssertionError e) {
      fault("a message could not be taken: " + e);
    }
  }

  private void take(JsonNode message) {
    int acks = 0;
    synchronized (this) {
      switch (message.path("type").asText()) {
        case "welcome" -> {
          view = message.get("state").deepCopy();
          position = message.path("position").asLong();
          welcomed = true;
          count.add(c -> c.welcomes++);
        }
        case "frame" -> {
          frame(message);
          for (JsonNode receipt : message.path("receipts")) {
            acks += receipt(receipt) ? 1 : 0;
          }
        }
        case "line" ->
            line =
                message.path("writable").asBoolean()
                    ? Optional.empty()
                    : Optional.of(message.path("reason").asText());
        case "signal" -> {}
        case "error" -> {
          // What comes before an orderly close says why.
          if (!message.path("code").asText().equals("server-stopping")) {
            fault("unexpected: " + message);
          }
        }
        default -> fault("unexpected: " + message);
      }
      notifyAll();
    }
    for (int i = 0; i < acks; i++) {
      onAck.run();
    }
  }

  private void frame(JsonNode frame) {
    count.add(c -> c.frames++);
    boolean change = frame.has("merge") || frame.has("patch");
    long expected = change ? position + 1 : position;
    if (!welcomed || frame.path("position").asLong() != expected) {
      fault("position " + expected + " was due, not " + brief(frame));
    }
    position = frame.path("position").asLong();
    if (frame.has("merge")) {
      Json.merge(view, frame.get("merge"));
      seen.add("", frame.get("merge"));
    } else if (frame.has("patch")) {
      Json.patch(view, frame.get("patch"));
      for (JsonNode operation : frame.get("patch")) {
        if (operation.has("value")) {
          seen.add(operation.path("path").asText(), operation.get("value"));
        }
      }
    }
  }

  /** True for the first receipt of an action. */
  private boolean receipt(JsonNode receipt) {
    long number = receipt.path("n").asLong();
    if (due.merge(number, -1, Integer::sum) < 0) {
      fault("more receipts than actions: " + receipt);
    }
    String outcome = receipt.path("outcome").asText();
    if (outcome.equals("retry")) {
      count.add(c -> c.retries++);
      later.put(number, System.nanoTime() + 600_000_000L);
      disordered.add(number);
      tricks.remove(number);
      return false;
    }
    String trick = tricks.remove(number);
    if (trick != null) {
      if (!outcome.equals("refused") || !receipt.path("code").asText().equals(trick)) {
        fault("the id of another action was taken: " + receipt);
      }
      count.add(c -> c.reused++);
      return false;
    }
    JsonNode before = receipts.get(number);
    if (before != null) {
      if (!before.equals(receipt)) {
        fault("another receipt: " + before + " and then " + receipt);
      }
      count.add(c -> c.sameReceipts++);
      return false;
    }
    if (outstanding.remove(number) == null) {
      fault("a receipt of nothing: " + receipt);
    }
    receipts.put(number, receipt);
    acked.add(number);
    count.add(
        c -> {
          c.acks++;
          c.refused += outcome.equals("refused") ? 1 : 0;
        });
    return true;
  }

  private final java.util.Set<Long> disordered = new java.util.HashSet<>();

  /** Ids that may stand behind later ones. */
  synchronized List<String> disordered() {
    return disordered.stream().map(this::id).toList();
  }

  String id(long number) {
    return Chronicle.id(participant, device, number);
  }

  private void fault(String what) {
    faults.add(participant + ' ' + device + ": " + what);
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  /** Something to wait for, asked under the lock. */
  interface Wanted {
    boolean isThere();
  }

  /** Waits for something a message brings; fails when the connection goes before. */
  synchronized void await(String what, Wanted wanted) throws IOException {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!wanted.isThere()) {
      if (socket == null) {
        throw new IOException(
            participant + ' ' + device + " gone while waiting for " + what + ": " + ended);
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            participant
                + ' '
                + device
                + " waits in vain for "
                + what
                + "; without receipt: "
                + outstanding.keySet());
      }
      try {
        wait(Math.min(left, 100));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      retryDue();
    }
  }

  private void retryDue() {
    if (!later.isEmpty()) {
      retryLater();
    }
  }

  /** Waits until every action has its receipt. */
  void calm() throws IOException {
    await("receipts", () -> outstanding.isEmpty());
  }

  /** Why nothing is accepted at present; empty while it is. */
  synchronized Optional<String> line() {
    return line;
  }

  synchronized int waiting() {
    return outstanding.size();
  }

  synchronized boolean isConnected() {
    return socket != null;
  }

  /** Compares what the journal says of this device's actions with what the device knows. */
  synchronized void compare(Chronicle journal, boolean all) {
    for (Sent one : sent.values()) {
      Chronicle.Line line = journal.line(id(one.n()));
      JsonNode receipt = receipts.get(one.n());
      if (line != null) {
        boolean same =
            line.type().equals(one.action())
                && line.payload().equals(Json.canonicalText(Json.parse(one.payload())));
        if (!same) {
          fault("the journal has another action: " + line + " for " + one);
        }
        if (receipt != null && !agree(receipt, line.outcome())) {
          fault("the journal has another outcome: " + line + " for " + receipt);
        }
      } else if (receipt != null && !one.awry()) {
        fault("acked and not in the journal: " + one + " " + receipt);
      } else if (receipt != null && !receipt.path("outcome").asText().equals("refused")) {
        fault("awry, not in the journal and not refused: " + one + " " + receipt);
      }
      if (all && receipt == null) {
        fault("never acked: " + one);
      }
    }
    long missing = seen.missingFrom(journal.facts());
    if (missing > 0) {
      fault(missing + " values were shown that are not in the journal");
    }
    seen.clear();
  }

  /** How many actions without a receipt stand in a journal. */
  synchronized long durable(Chronicle journal) {
    return outstanding.keySet().stream().filter(x -> journal.line(id(x)) != null).count();
  }

  private static boolean agree(JsonNode receipt, JsonNode outcome) {
    String word = receipt.path("outcome").asText();
    if (outcome.isTextual()) {
      return outcome.asText().equals(word)
          && receipt.path("code").asText().equals("ok")
          && !receipt.has("message");
    }
    JsonNode said = outcome.path(word);
    return said.isObject()
        && said.path("code").asText().equals(receipt.path("code").asText())
        && said.path("message").asText("").equals(receipt.path("message").asText(""))
        && said.path("field").asText("").equals(receipt.path("field").asText(""));
  }

  /** Its own view, built of a welcome and frames. */
  synchronized JsonNode view() {
    return view.deepCopy();
  }

  String token() {
    return token;
  }

  /** The keys of what its view shows at a place. */
  synchronized List<String> keys(String... path) {
    JsonNode at = view;
    for (String key : path) {
      at = at.path(key);
    }
    List<String> keys = new ArrayList<>();
    at.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Gives the connection up without a word. */
  @Override
  public void close() {
    RawSocket mine;
    synchronized (this) {
      leaving = true;
      mine = socket;
      socket = null;
    }
    try {
      if (mine != null) {
        mine.close();
      }
      Thread old = reader;
      if (old != null && old != Thread.currentThread()) {
        old.join(5_000);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

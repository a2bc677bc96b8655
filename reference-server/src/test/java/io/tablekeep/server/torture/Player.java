package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One device at a table, written from {@code asyncapi.json} alone: keeps its view up to date
 * ({@link Picture}), keeps each action until its receipt has come ({@link Deeds}), and after a
 * reconnect sends those without one again. A thread of its own reads; everything is under this
 * object's lock.
 */
final class Player implements AutoCloseable {
  final String participant;
  final String device;
  private final String token;
  private final Phone.Kind kind;
  private final Collection<String> faults;
  private final Picture picture = new Picture(this::fault);
  private final Deeds deeds;
  private final Count count;
  private final Map<Long, JsonNode> answers = new HashMap<>();
  private volatile Runnable onAck = () -> {};
  private @Nullable Phone phone;
  private @Nullable Thread reader;
  private boolean leaving;
  private String ended = "";
  private Optional<String> line = Optional.empty();
  private long questions;

  Player(String participant, String device, String token, Count count, Collection<String> faults) {
    this(participant, device, token, Phone.Kind.PLAIN, count, faults);
  }

  Player(
      String participant,
      String device,
      String token,
      Phone.Kind kind,
      Count count,
      Collection<String> faults) {
    this.participant = participant;
    this.device = device;
    this.token = token;
    this.kind = kind;
    this.count = count;
    this.faults = faults;
    deeds = new Deeds(count, this::fault);
  }

  void onAck(Runnable then) {
    onAck = then;
  }

  /** Sits down anew, and sends again what has no receipt, and some of what has one. */
  void connect(int port, String campaign, SplittableRandom chance) throws IOException {
    connect(port, campaign, chance, false, false);
  }

  /**
   * Sits down.
   *
   * @param resumes whether with the token of before, to be told only what changed
   * @param lives whether the server is the one of before
   */
  void connect(int port, String campaign, SplittableRandom chance, boolean resumes, boolean lives)
      throws IOException {
    Phone fresh = Phone.dial(port, campaign, kind);
    boolean eager = chance.nextBoolean();
    List<Deeds.Sent> again;
    String resume;
    long position;
    synchronized (this) {
      phone = fresh;
      picture.hangUp();
      leaving = false;
      line = Optional.empty();
      again = deeds.again(chance, lives);
      resume = resumes ? picture.resume() : "";
      position = picture.position();
    }
    reader = new Thread(() -> read(fresh), "player " + participant + ' ' + device);
    reader.setDaemon(true);
    fresh.hello(token, device, resume, position, kind.open());
    // What follows the hello at once is kept until the welcome, up to 32 messages.
    if (!eager || again.size() > 30) {
      reader.start();
      await("a welcome", picture::isBegun);
    }
    for (Deeds.Sent one : again) {
      repeat(one);
    }
    if (eager && again.size() <= 30) {
      reader.start();
      await("a welcome", picture::isBegun);
    }
  }

  private void repeat(Deeds.Sent one) {
    synchronized (this) {
      if (deeds.isAcked(one.n())) {
        count.add(c -> c.resentAcked++);
      } else {
        count.add(c -> c.resentOpen++);
      }
    }
    send(one);
  }

  /** Does something new. False when the connection is gone; the action is kept all the same. */
  boolean act(String action, String payload, boolean awry) {
    Deeds.Sent one;
    synchronized (this) {
      one = deeds.next(action, payload, awry);
    }
    count.add(c -> c.actions++);
    return send(one);
  }

  /** Does something new, waits for its receipt, and gives it. */
  JsonNode does(String action, String payload) throws IOException {
    Deeds.Sent one;
    synchronized (this) {
      one = deeds.next(action, payload, true);
    }
    count.add(c -> c.actions++);
    send(one);
    await("the receipt of " + action, () -> deeds.isAcked(one.n()));
    synchronized (this) {
      return deeds.of(one.n()).orElseThrow();
    }
  }

  /** The newest receipt of an action. */
  synchronized JsonNode receipt(long number) {
    return deeds.of(number).orElseGet(Json::object);
  }

  /** Sends something again that has its receipt, as it was or with another payload. */
  void trick(SplittableRandom chance) {
    Optional<Deeds.Sent> again;
    synchronized (this) {
      again = deeds.trick(chance);
    }
    again.ifPresent(
        one -> {
          count.add(c -> c.resentAcked++);
          send(one);
        });
  }

  void signal(String kind, String payload) {
    ObjectNode message = Json.object().put("type", "signal").put("kind", kind);
    message.set("payload", Json.parse(payload));
    say(message);
  }

  private void say(ObjectNode message) {
    Phone to = phone;
    if (to != null) {
      try {
        to.say(message);
      } catch (IOException gone) {
        // The reader notices it too.
      }
    }
  }

  /** Asks for what was, and waits for the answer. */
  JsonNode asks(String what, ObjectNode words) throws IOException {
    long mine;
    synchronized (this) {
      mine = ++questions;
    }
    ObjectNode message = Json.object().put("type", "history").put("n", mine).put("kind", what);
    message.set("payload", words);
    say(message);
    await("an answer", () -> answers.containsKey(mine));
    synchronized (this) {
      return answers.remove(mine);
    }
  }

  /** Sends again what was to be tried later. */
  void retryLater() {
    List<Deeds.Sent> now;
    synchronized (this) {
      now = deeds.ripe();
    }
    now.forEach(this::send);
  }

  private boolean send(Deeds.Sent one) {
    Phone to;
    synchronized (this) {
      to = phone;
      deeds.goes(one);
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

  private void read(Phone from) {
    try {
      while (true) {
        take(from.hear());
      }
    } catch (IOException e) {
      synchronized (this) {
        String why = String.valueOf(e.getMessage());
        ended = why;
        if (!leaving && !why.contains("code=1006") && !why.contains("code=1001")) {
          fault("the socket ended with " + why);
        }
        if (phone == from) {
          phone = null;
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
          picture.welcome(message);
          count.add(c -> c.welcomes++);
        }
        case "resumed" -> {
          picture.resumed(message);
          count.add(c -> c.resumes++);
        }
        case "frame" -> {
          count.add(c -> c.frames++);
          picture.frame(message);
          for (JsonNode receipt : message.path("receipts")) {
            acks += deeds.receipt(receipt) ? 1 : 0;
          }
        }
        case "line" ->
            line =
                message.path("writable").asBoolean()
                    ? Optional.empty()
                    : Optional.of(message.path("reason").asText());
        case "history" -> answers.put(message.path("n").asLong(), message);
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

  /** Ids that may stand behind later ones. */
  synchronized List<String> disordered() {
    return deeds.disordered(this::id);
  }

  String id(long number) {
    return Chronicle.id(participant, device, number);
  }

  private void fault(String what) {
    faults.add(participant + ' ' + device + ": " + what);
  }

  /** Something to wait for, asked under the lock. */
  interface Wanted {
    boolean isThere();
  }

  /** Waits for something a message brings; fails when the connection goes before. */
  synchronized void await(String what, Wanted wanted) throws IOException {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!wanted.isThere()) {
      if (phone == null) {
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
                + deeds.outstanding());
      }
      try {
        wait(Math.min(left, 100));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (deeds.hasLater()) {
        retryLater();
      }
    }
  }

  /** Waits until every action has its receipt. */
  void calm() throws IOException {
    await("receipts", () -> deeds.outstanding().isEmpty());
  }

  /** Why nothing is accepted at present; empty while it is. */
  synchronized Optional<String> line() {
    return line;
  }

  synchronized int waiting() {
    return deeds.outstanding().size();
  }

  synchronized boolean isConnected() {
    return phone != null;
  }

  /** Compares what the journal says of this device's actions with what the device knows. */
  synchronized void compare(Chronicle journal, boolean all) {
    deeds.compare(journal, all, this::id);
    long missing = picture.missingFrom(journal.facts());
    if (missing > 0) {
      fault(missing + " values were shown that are not in the journal");
    }
  }

  /** How many actions without a receipt stand in a journal. */
  synchronized long durable(Chronicle journal) {
    return deeds.outstanding().stream().filter(x -> journal.line(id(x)) != null).count();
  }

  /** Its own view, built of a welcome and frames. */
  synchronized JsonNode view() {
    return picture.view().deepCopy();
  }

  synchronized long position() {
    return picture.position();
  }

  String token() {
    return token;
  }

  Phone.Kind kind() {
    return kind;
  }

  /** The keys of what its view shows at a place. */
  synchronized List<String> keys(String... path) {
    JsonNode at = picture.view();
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
    Phone mine;
    synchronized (this) {
      leaving = true;
      mine = phone;
      phone = null;
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

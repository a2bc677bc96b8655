package io.tablekeep.engine.cluster.line;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of one node, those it opened and those it answers. Thread-safe. */
public final class Lines {
  private static final Logger LOG = LoggerFactory.getLogger(Lines.class);

  /** Bytes that may be on their way in one direction before an end is told to wait. */
  public static final int WINDOW = 256 << 10;

  /** Bytes of one message at most. */
  public static final int MOST = 128 << 20;

  /** Lines at most; more are closed with {@code overloaded}. */
  private static final int LINES = 200_000;

  private final Bus bus;
  private final Members members;
  private final Answering answering;
  private final Loop loop;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Key, OpenLine> open = new ConcurrentHashMap<>();
  private final Map<Place, Shared> outboxes = new ConcurrentHashMap<>();

  /** For what is said to a node besides its lines. On the loop. */
  private final Map<String, Outbox> own = new HashMap<>();

  /** The last message of each outbox that was heard. On the loop. */
  private final Map<String, Map<Long, Long>> heard = new HashMap<>();

  private final Counter broken;

  /** A line by who opened it. */
  record Key(String peer, boolean mine, long number) {}

  private record Place(String node, Loop loop) {}

  private record Shared(Outbox outbox, int lines) {}

  /** Answers nodes that open a line. */
  public interface Answering {
    /**
     * Chooses where a new line lives. Called on the loop of all lines.
     *
     * @param peer the node that opens it
     * @param hello what it says
     * @return the loop on which {@link #answer} is called; empty when nobody is here for it
     */
    Optional<Loop> place(String peer, byte[] hello);

    /**
     * Takes a new line.
     *
     * @param line this end of it
     * @param hello what the other end says
     * @return who hears what follows
     */
    LineEnd answer(Line line, byte[] hello);
  }

  /**
   * The lines of a node; none yet.
   *
   * @param bus what carries them
   * @param members tells of nodes that are gone
   * @param runtime a loop for what comes in
   * @param answering who answers other nodes
   * @param meters where the figures go
   */
  public Lines(
      Bus bus, Members members, EngineRuntime runtime, Answering answering, MeterRegistry meters) {
    this.bus = bus;
    this.members = members;
    this.answering = answering;
    loop = runtime.loop("lines");
    broken =
        Counter.builder("tablekeep.lines.broken")
            .description("Times that all lines to a node ended because a message was lost")
            .register(meters);
    Gauge.builder("tablekeep.lines", open, Map::size)
        .description("Lines to other nodes, and theirs to this one")
        .strongReference(true)
        .register(meters);
    members.onLost(
        node ->
            loop.execute(
                () -> {
                  heard.remove(node);
                  own.remove(node);
                  endAll(node, "node-lost", "The server that kept this table is gone.");
                }));
  }

  /**
   * Begins to hear other nodes.
   *
   * @return done when they can reach this one
   */
  public CompletionStage<Void> listen() {
    return bus.listen(Outbox.TOPIC, loop, this::arrived);
  }

  /**
   * Opens a line. Whether anybody answers is not known before something is heard; who waits in vain
   * closes it. To be called on the loop.
   *
   * @param node the other node
   * @param here where this end lives
   * @param hello what is said first
   * @param end who hears what comes
   * @return this end of it
   */
  public Line open(String node, Loop here, byte[] hello, LineEnd end) {
    Key key = new Key(node, true, numbers.incrementAndGet());
    OpenLine line = enter(key, here);
    line.open(hello, end);
    return line;
  }

  private OpenLine enter(Key key, Loop here) {
    Place place = new Place(key.peer(), here);
    Shared shared =
        outboxes.compute(
            place,
            (at, now) ->
                now == null
                    ? new Shared(new Outbox(bus, key.peer(), here, numbers.incrementAndGet()), 1)
                    : new Shared(now.outbox(), now.lines() + 1));
    OpenLine line = new OpenLine(this, key, here, shared.outbox());
    open.put(key, line);
    return line;
  }

  void forget(OpenLine line) {
    if (open.remove(line.key(), line)) {
      outboxes.computeIfPresent(
          new Place(line.peer(), line.loop()),
          (at, now) -> {
            if (now.lines() > 1) {
              return new Shared(now.outbox(), now.lines() - 1);
            }
            now.outbox().retire();
            return null;
          });
    }
  }

  /** For what is said of no line, or of one that is not here. On the loop. */
  private Outbox own(String node) {
    return own.computeIfAbsent(node, to -> new Outbox(bus, to, loop, numbers.incrementAndGet()));
  }

  /** A message of another node's outbox, on the loop. */
  private void arrived(String from, byte[] message) {
    if (!members.isLive(from)) {
      LOG.debug("node {} talks, but is not here", from);
      return;
    }
    try {
      Batch.Reader reader = new Batch.Reader(message);
      long outbox = reader.number();
      long number = reader.number();
      Map<Long, Long> of = heard.computeIfAbsent(from, node -> new HashMap<>());
      if (number != of.getOrDefault(outbox, 0L) + 1) {
        lost(from);
      }
      of.put(outbox, number);
      while (reader.hasMore()) {
        long line = reader.number();
        // Whose it is turns around: what the sender opened is not mine.
        Key key = new Key(from, (line & 1) == 0, line >>> 1);
        Batch.Kind kind = reader.kind();
        byte[] bytes = reader.bytes();
        if (kind == Batch.Kind.LAST) {
          of.remove(outbox);
        } else {
          record(key, kind, bytes);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("what node {} said was not understood", from, e);
      lost(from);
    }
  }

  private void record(Key key, Batch.Kind kind, byte[] bytes) {
    if (kind == Batch.Kind.BREAK) {
      endAll(key.peer(), "line-broken", "A message between two servers was lost.");
      return;
    }
    if (kind == Batch.Kind.OPEN) {
      opened(key, bytes);
      return;
    }
    OpenLine line = open.get(key);
    if (line != null) {
      line.loop().execute(() -> line.heard(kind, bytes));
    } else if (kind != Batch.Kind.CLOSE) {
      unknown(key, "line-broken", "Nobody is at the other end.");
    }
  }

  private void opened(Key key, byte[] hello) {
    Optional<Loop> place =
        open.size() >= LINES ? Optional.empty() : answering.place(key.peer(), hello);
    if (place.isEmpty()) {
      unknown(key, "overloaded", "The other server is busy; try again in a moment.");
      return;
    }
    OpenLine line = enter(key, place.get());
    line.loop().execute(() -> line.begin(answering.answer(line, hello)));
  }

  private void unknown(Key key, String code, String message) {
    own(key.peer())
        .record(
            key.number() << 1 | (key.mine() ? 1 : 0),
            Batch.Kind.CLOSE,
            Batch.utf8(code + '\n' + message));
  }

  /** A message of this node did not arrive: what follows on its lines would have a hole. */
  private void lost(String from) {
    broken.increment();
    LOG.warn("a message of node {} was lost; its lines end", from);
    own(from).record(0, Batch.Kind.BREAK, new byte[0]);
    endAll(from, "line-broken", "A message between two servers was lost.");
  }

  private void endAll(String node, String code, String message) {
    Predicate<Key> of = key -> key.peer().equals(node);
    open.forEach(
        (key, line) -> {
          if (of.test(key)) {
            line.loop().execute(() -> line.ended(code, message));
          }
        });
  }

  /**
   * How many lines there are.
   *
   * @return those this node opened and those it answers
   */
  public int size() {
    return open.size();
  }
}

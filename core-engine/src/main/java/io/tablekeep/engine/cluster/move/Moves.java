package io.tablekeep.engine.cluster.move;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.move.MoveReport.Outcome;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives documents to other nodes, and takes what they give. Thread-safe. */
public final class Moves {
  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
  private static final String PREPARE = "move-prepare";
  private static final String OPEN = "move-open";
  private static final byte[] DONE = {1};

  /** Moves at a time, to and from this node together. */
  public static final int AT_ONCE = 8;

  /** Moves that are over and still listed. */
  public static final int LISTED = 100;

  private static final List<String> REASONS = List.of("drain", "slow", "fill", "load", "asked");

  /** Reading a large document from a slow store. */
  private static final Duration READING = Duration.ofSeconds(20);

  private static final Duration OPENING = Duration.ofSeconds(10);

  /** After this a document that was announced is not expected any more. */
  private static final Duration EXPECTED = Duration.ofSeconds(30);

  private final Bus bus;
  private final Members members;
  private final Directory directory;
  private final EngineRuntime runtime;
  private final MeterRegistry meters;
  private final Timer pauses;
  private final Loop loop;

  /** Moves from here, under way, by document, in the order in which they began. */
  private final Map<DocumentId, MoveReport> going = new LinkedHashMap<>();

  /** When a document that is to come here was announced. */
  private final Map<DocumentId, Long> coming = new LinkedHashMap<>();

  private final ArrayDeque<MoveReport> over = new ArrayDeque<>();
  private volatile @Nullable Engine engine;
  private volatile Admission admission = (document, moving) -> moving < AT_ONCE;

  /** Whether this node takes a document. */
  public interface Admission {
    /**
     * Decides on a document that another node wants to give.
     *
     * @param document which one
     * @param moving moves under way to and from this node
     * @return false when the other is to ask again later
     */
    boolean admits(DocumentId document, int moving);
  }

  /**
   * No moves yet.
   *
   * @param bus reaches the other nodes
   * @param members who is here
   * @param directory is told of new owners
   * @param runtime time and a loop
   * @param meters where the figures go
   */
  public Moves(
      Bus bus, Members members, Directory directory, EngineRuntime runtime, MeterRegistry meters) {
    this.bus = bus;
    this.members = members;
    this.directory = directory;
    this.runtime = runtime;
    this.meters = meters;
    loop = runtime.loop("moves");
    pauses =
        Timer.builder("tablekeep.move.pause")
            .description("From the last action at the old owner until the new one has a document")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(meters);
    // From the start, as an alert sees no growth of what comes into being with its first count.
    for (String reason : REASONS) {
      counter(Outcome.FAILED, reason);
    }
    Gauge.builder("tablekeep.moves.under.way", this, Moves::underWay)
        .description("Moves of documents to and from this node")
        .strongReference(true)
        .register(meters);
  }

  /**
   * Begins to take documents from others.
   *
   * @param into opens them
   * @param decides whether this node takes one
   * @return done when the others can reach this node
   */
  public CompletionStage<Void> begin(Engine into, Admission decides) {
    engine = into;
    admission = decides;
    return bus.answer(PREPARE, loop, this::announced)
        .thenCompose(listens -> bus.answer(OPEN, loop, this::given));
  }

  private Engine engine() {
    Engine open = engine;
    if (open == null) {
      throw new IllegalStateException("no engine yet");
    }
    return open;
  }

  // What others give.

  private CompletionStage<byte[]> announced(String from, byte[] message) {
    DocumentId document = read(from, message);
    synchronized (this) {
      forget();
      boolean known = coming.containsKey(document);
      if (!known && !admission.admits(document, underWay())) {
        throw new TablekeepException(
            ErrorKind.RESOURCE, "not-taking", "This server takes no more tables at present.");
      }
      coming.put(document, runtime.nanos());
    }
    return engine()
        .prepare(document)
        .whenComplete(
            (read, failure) -> {
              if (failure != null) {
                arrived(document);
              }
            })
        .thenApply(read -> DONE);
  }

  private CompletionStage<byte[]> given(String from, byte[] message) {
    DocumentId document = read(from, message);
    return engine()
        .open(document)
        .whenComplete((open, failure) -> arrived(document))
        .thenApply(open -> DONE);
  }

  private DocumentId read(String from, byte[] message) {
    if (!members.isLive(from)) {
      throw new TablekeepException(
          ErrorKind.RESOURCE, "node-unreachable", "That server is not of this cluster.");
    }
    return DocumentId.parse(new String(message, StandardCharsets.UTF_8));
  }

  private synchronized void arrived(DocumentId document) {
    coming.remove(document);
  }

  private void forget() {
    long oldest = runtime.nanos() - EXPECTED.toNanos();
    coming.values().removeIf(since -> since - oldest < 0);
  }

  // What goes from here.

  /**
   * Gives a document that this node has open to another, while people play at it.
   *
   * @param document which one
   * @param to address of a live node, not this one
   * @param reason for the list
   * @return what came of it; never fails. {@code REFUSED} with code {@code moving} when it is on
   *     its way already, {@code too-many-moves} when enough others are
   */
  public CompletableFuture<MoveReport> move(DocumentId document, String to, String reason) {
    MoveReport begun = report(document, to, reason, Outcome.PREPARING);
    String code = enter(begun);
    if (!code.isEmpty()) {
      return CompletableFuture.completedFuture(begun.ended(Outcome.REFUSED, code));
    }
    byte[] name = document.toString().getBytes(StandardCharsets.UTF_8);
    return bus.ask(to, PREPARE, name, READING)
        // Large documents take a while to read; what came meanwhile is little.
        .thenCompose(read -> bus.ask(to, PREPARE, name, READING))
        .toCompletableFuture()
        .handle((read, failure) -> failure)
        .thenCompose(
            failure ->
                failure == null
                    ? handOver(begun, name)
                    : CompletableFuture.completedFuture(
                        begun.ended(Outcome.REFUSED, code(failure))))
        .exceptionally(failure -> begun.ended(Outcome.FAILED, code(failure)))
        .thenApply(this::ended);
  }

  private CompletableFuture<MoveReport> handOver(MoveReport begun, byte[] name) {
    synchronized (this) {
      going.put(begun.document(), begun.now(Outcome.MOVING));
    }
    long since = runtime.nanos();
    AtomicBoolean given = new AtomicBoolean();
    CompletableFuture<MoveReport> opened = new CompletableFuture<>();
    return engine()
        .handOver(
            begun.document(),
            () -> {
              given.set(true);
              CompletionStage<String> owner = directory.handOver(begun.document(), begun.to());
              follow(owner.thenCompose(node -> open(begun, node, name, since)), begun, opened);
              return owner;
            })
        .thenCompose(
            gone ->
                given.get()
                    ? opened
                    : CompletableFuture.completedFuture(begun.ended(Outcome.FAILED, "not-here")));
  }

  private static void follow(
      CompletionStage<MoveReport> end, MoveReport begun, CompletableFuture<MoveReport> told) {
    CompletionStage<Boolean> unused =
        end.handle(
            (report, failure) ->
                told.complete(
                    failure == null ? report : begun.ended(Outcome.FAILED, code(failure))));
  }

  private CompletionStage<MoveReport> open(MoveReport begun, String node, byte[] name, long since) {
    if (!node.equals(begun.to())) {
      return CompletableFuture.completedFuture(begun.ended(Outcome.FAILED, "elsewhere"));
    }
    return bus.ask(node, OPEN, name, OPENING)
        .thenApply(open -> begun.moved(Duration.ofNanos(runtime.nanos() - since)));
  }

  /**
   * Closes a document that nobody uses: it has no owner then, and is placed anew when somebody
   * wants it.
   *
   * @param document which one
   * @param reason for the list
   * @return what came of it; never fails
   */
  public CompletableFuture<MoveReport> close(DocumentId document, String reason) {
    MoveReport begun = report(document, "", reason, Outcome.MOVING);
    String code = enter(begun);
    if (!code.isEmpty()) {
      return CompletableFuture.completedFuture(begun.ended(Outcome.REFUSED, code));
    }
    return engine()
        .release(document)
        .handle(
            (gone, failure) ->
                failure == null
                    ? begun.ended(Outcome.CLOSED, "")
                    : begun.ended(Outcome.FAILED, code(failure)))
        .thenApply(this::ended);
  }

  private MoveReport report(DocumentId document, String to, String reason, Outcome now) {
    return new MoveReport(
        document, members.self(), to, reason, runtime.now(), now, "", Optional.empty());
  }

  private synchronized String enter(MoveReport begun) {
    if (going.containsKey(begun.document())) {
      return "moving";
    }
    if (going.size() >= AT_ONCE) {
      return "too-many-moves";
    }
    going.put(begun.document(), begun);
    return "";
  }

  private Counter counter(Outcome outcome, String reason) {
    return meters.counter("tablekeep.moves", "outcome", outcome.word(), "reason", reason);
  }

  private MoveReport ended(MoveReport report) {
    synchronized (this) {
      going.remove(report.document());
      over.addFirst(report);
      while (over.size() > LISTED) {
        over.removeLast();
      }
    }
    counter(report.outcome(), report.reason()).increment();
    report.pause().ifPresent(pause -> pauses.record(pause.toNanos(), TimeUnit.NANOSECONDS));
    if (report.outcome() == Outcome.FAILED) {
      LOG.warn("{} was not moved to {}: {}", report.document(), report.to(), report.code());
    }
    return report;
  }

  private static String code(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof TablekeepException coded) {
        return coded.code();
      }
    }
    LOG.warn("a move failed", failure);
    return "failed";
  }

  /**
   * Moves of documents away from this node.
   *
   * @return those under way, newest first, then the last {@value #LISTED} that are over, newest
   *     first
   */
  public synchronized List<MoveReport> list() {
    List<MoveReport> all = new ArrayList<>();
    for (Iterator<MoveReport> each = going.values().iterator(); each.hasNext(); ) {
      all.add(0, each.next());
    }
    all.addAll(over);
    return all;
  }

  /**
   * Whether a document is on its way from here.
   *
   * @param document which one
   * @return true until its move is over
   */
  public synchronized boolean isGoing(DocumentId document) {
    return going.containsKey(document);
  }

  /**
   * Moves from this node.
   *
   * @return how many are under way
   */
  public synchronized int leaving() {
    return going.size();
  }

  /**
   * Moves to this node.
   *
   * @return how many are under way
   */
  public synchronized int coming() {
    forget();
    return coming.size();
  }

  /**
   * Moves to and from this node.
   *
   * @return how many are under way
   */
  public synchronized int underWay() {
    return leaving() + coming();
  }
}

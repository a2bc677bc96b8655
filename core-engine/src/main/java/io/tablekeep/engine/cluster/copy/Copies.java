package io.tablekeep.engine.cluster.copy;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.cluster.line.Lines;
import io.tablekeep.engine.cluster.line.Services;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.state.DocumentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The documents of other nodes that one node reads and acts on. Thread-safe. */
public final class Copies implements Lines.Answering {
  /** Its name among the services of a node. */
  public static final String SERVICE = "copy";

  /** Documents that are followed, at most. */
  private static final int MOST = 10_000;

  final EngineRuntime runtime;
  final Directory directory;
  final Lines lines;
  final CopyMetrics metrics;
  private final Members members;
  private final Engine engine;
  private final Map<DocumentId, byte[]> beginnings;
  private final Loop loop;
  private final Acts acts;
  private final Map<DocumentId, Copy> copies = new ConcurrentHashMap<>();

  /**
   * What the copies of a node stand on.
   *
   * @param bus messages to other nodes
   * @param members who is here
   * @param directory where documents are
   * @param lines this node's lines
   * @param runtime time and loops
   */
  public record Ground(
      Bus bus, Members members, Directory directory, Lines lines, EngineRuntime runtime) {}

  /**
   * What came of an action.
   *
   * @param receipt as the owner gave it
   * @param version at which the document has what the action did
   */
  public record Acted(Receipt receipt, long version) {}

  /**
   * No copies yet.
   *
   * @param ground the node
   * @param engine of this node
   * @param beginnings documents that are made by whoever is asked for them, and what they begin as,
   *     in JSON
   * @param meters where the figures go
   */
  public Copies(
      Ground ground, Engine engine, Map<DocumentId, byte[]> beginnings, MeterRegistry meters) {
    members = ground.members();
    directory = ground.directory();
    lines = ground.lines();
    runtime = ground.runtime();
    this.engine = engine;
    this.beginnings = Map.copyOf(beginnings);
    loop = runtime.loop("copies");
    metrics = new CopyMetrics(meters, copies);
    acts = new Acts(this, ground.bus(), members);
  }

  /**
   * Begins to answer other nodes.
   *
   * @param services of this node
   * @return done when they can reach it
   */
  public CompletionStage<Void> begin(Services services) {
    services.add(SERVICE, this);
    return acts.begin(loop);
  }

  static byte[] hello(DocumentId id) {
    return Services.hello(SERVICE, id.toString().getBytes(StandardCharsets.UTF_8));
  }

  String self() {
    return members.self();
  }

  /** Opens a document of this node, or makes it if it is one of those. */
  CompletableFuture<Campaign> open(DocumentId id) {
    CompletableFuture<Campaign> open = engine.open(id);
    byte[] beginning = beginnings.get(id);
    return beginning == null
        ? open
        : open.exceptionallyCompose(
            failure ->
                Faults.code(failure).equals("no-such-document")
                    ? engine.create(id, beginning)
                    : CompletableFuture.failedFuture(Faults.cause(failure)));
  }

  /** Tells the states of a document of this node; gives what ends it, on any thread. */
  CompletableFuture<Runnable> watch(DocumentId id, Campaign.Watcher watcher) {
    return open(id)
        .thenCompose(
            document ->
                document.watch(watcher).thenApply(end -> () -> document.loop().execute(end)));
  }

  /**
   * Follows a document from now on.
   *
   * @param id its name
   * @return its copy, the same each time; a fault with code {@code overloaded} when too many are
   *     followed
   */
  public Copy follow(DocumentId id) {
    Copy known = copies.get(id);
    if (known != null) {
      return known;
    }
    if (copies.size() >= MOST) {
      throw Faults.resource("overloaded", "This server follows too many documents.");
    }
    Copy fresh = new Copy(this, id);
    Copy other = copies.putIfAbsent(id, fresh);
    if (other != null) {
      return other;
    }
    fresh.begin();
    return fresh;
  }

  /**
   * Follows a document no more.
   *
   * @param id its name
   */
  public void forget(DocumentId id) {
    Copy known = copies.remove(id);
    if (known != null) {
      known.close();
    }
  }

  /**
   * Looks at a document once, wherever it is.
   *
   * @param id its name
   * @param within how long at most
   * @return what it is; or a failure with code {@code copy-behind} when its owner is not reached
   */
  public CompletableFuture<Copy.State> look(DocumentId id, Duration within) {
    Copy known = copies.get(id);
    if (known != null && known.age().compareTo(Copy.SILENCE) < 0) {
      metrics.hits.increment();
      return known.atLeast(0, within);
    }
    metrics.misses.increment();
    Copy once = new Copy(this, id);
    once.begin();
    return once.atLeast(0, within).whenComplete((state, failure) -> once.close());
  }

  /**
   * Acts on a document, wherever it is. What is not answered is sent again, under the same device
   * and number.
   *
   * @param id its name
   * @param participant who acts
   * @param action what is asked for
   * @param within how long it is tried
   * @return what came of it; or the failure of its owner; or a failure with code {@code
   *     outcome-unknown} when it may have happened, which sending the same again will tell
   */
  public CompletableFuture<Acted> act(
      DocumentId id, String participant, Action action, Duration within) {
    return acts.act(id, participant, action, within);
  }

  @Override
  public Optional<Loop> place(String peer, byte[] hello) {
    return Optional.of(loop);
  }

  @Override
  public LineEnd answer(Line line, byte[] hello) {
    DocumentId id = DocumentId.parse(new String(hello, StandardCharsets.UTF_8));
    Telling telling = new Telling(runtime, line);
    telling.begin(watch(id, telling));
    return telling;
  }

  /** Follows nothing any more. */
  public void close() {
    copies.keySet().forEach(this::forget);
  }
}

package io.tablekeep.server.assets;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.cluster.line.Lines;
import io.tablekeep.engine.cluster.line.Services;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.vertx.VertxLoop;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pictures between the nodes of a cluster: each fetches from any other what it lacks, and asks
 * others to keep what it has. What was fetched counts only when its bytes have the name it was
 * asked by. Thread-safe.
 */
public final class Peers implements Lines.Answering {
  static final String SERVICE = "picture";

  /** Pictures that are fetched at a time, at most. */
  private static final int FETCHED = 64;

  /** How long another node may say nothing. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  private static final String GET = "get ";
  private static final String KEEP = "keep ";
  private static final int WORDS = 69;

  private final ClusterNode node;
  private final FileAssetStore assets;
  private final Path scratch;
  private final VertxLoop loop;
  private final Map<AssetId, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();
  private final Counter fetched;
  private final Counter given;

  /**
   * Begins to answer other nodes.
   *
   * @param node of the cluster
   * @param assets the pictures of this node
   * @param scratch folder for what is on its way
   * @param meters where the figures go
   */
  public Peers(ClusterNode node, FileAssetStore assets, Path scratch, MeterRegistry meters) {
    this.node = node;
    this.assets = assets;
    this.scratch = scratch;
    loop = node.runtime().loop("pictures");
    fetched =
        Counter.builder("tablekeep.pictures.fetched")
            .description("Pictures that were fetched from other nodes")
            .register(meters);
    given =
        Counter.builder("tablekeep.pictures.given")
            .description("Pictures that other nodes were given")
            .register(meters);
    node.services().add(SERVICE, this);
  }

  private static TablekeepException resource(String code, String message) {
    return new TablekeepException(ErrorKind.RESOURCE, code, message);
  }

  /** The other nodes, in any order. */
  List<String> others() {
    List<String> others = new ArrayList<>(node.members().live());
    others.remove(node.members().self());
    Collections.shuffle(others);
    return others;
  }

  /**
   * Has a picture here, from whichever node has it.
   *
   * @param id its name
   * @return whether it is here now; or a failure with code {@code overloaded}
   */
  CompletableFuture<Boolean> fetch(AssetId id) {
    return fetch(id, others());
  }

  private CompletableFuture<Boolean> fetch(AssetId id, List<String> from) {
    if (Files.exists(assets.file(id))) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> fresh = new CompletableFuture<>();
    CompletableFuture<Boolean> known = underWay.putIfAbsent(id, fresh);
    if (known != null) {
      return known;
    }
    if (underWay.size() > FETCHED) {
      underWay.remove(id, fresh);
      fresh.completeExceptionally(
          resource("overloaded", "Too many pictures are on their way; try again in a moment."));
      return fresh;
    }
    loop.execute(() -> next(id, from, 0, fresh));
    return fresh;
  }

  private void next(AssetId id, List<String> from, int at, CompletableFuture<Boolean> done) {
    if (at >= from.size()) {
      underWay.remove(id, done);
      done.complete(false);
      return;
    }
    Fetching fetching = new Fetching(node.runtime(), loop, assets, scratch, id);
    loop.resume(
        fetching.from(end -> node.lines().open(from.get(at), loop, hello(GET, id), end)),
        (here, failure) -> {
          if (here != null && here) {
            fetched.increment();
            underWay.remove(id, done);
            done.complete(true);
          } else {
            next(id, from, at + 1, done);
          }
        });
  }

  /**
   * Has another node keep a picture of this one.
   *
   * @param id its name
   * @return whether one has it now; true when there is no other node
   */
  CompletableFuture<Boolean> share(AssetId id) {
    List<String> others = others();
    return others.isEmpty() ? CompletableFuture.completedFuture(true) : share(id, others, 0);
  }

  private CompletableFuture<Boolean> share(AssetId id, List<String> others, int at) {
    if (at >= others.size()) {
      return CompletableFuture.completedFuture(false);
    }
    return keep(id, others.get(at))
        .thenCompose(
            kept -> kept ? CompletableFuture.completedFuture(true) : share(id, others, at + 1));
  }

  /**
   * Has one node keep a picture of this one.
   *
   * @return whether it has it now
   */
  CompletableFuture<Boolean> keep(AssetId id, String other) {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    loop.execute(
        () -> {
          Waiting end = new Waiting(kept);
          Line line = node.lines().open(other, loop, hello(KEEP, id), end);
          Loop.Timer patience =
              loop.after(
                  SILENCE.multipliedBy(6),
                  () -> {
                    line.close("left", "That took too long.");
                    kept.complete(false);
                  });
          CompletableFuture<Boolean> unused =
              kept.whenComplete((done, failure) -> patience.cancel());
        });
    return kept;
  }

  /** Waits until the other node has closed the line. */
  private record Waiting(CompletableFuture<Boolean> kept) implements LineEnd {
    @Override
    public void heard(byte[] message) {}

    @Override
    public void writable(boolean now) {}

    @Override
    public void closed(String code, String message) {
      kept.complete(code.equals("kept"));
    }
  }

  private static byte[] hello(String what, AssetId id) {
    return Services.hello(SERVICE, (what + id).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Optional<Loop> place(String peer, byte[] hello) {
    return hello.length <= WORDS ? Optional.of(loop) : Optional.empty();
  }

  @Override
  public LineEnd answer(Line line, byte[] hello) {
    String words = new String(hello, StandardCharsets.US_ASCII);
    if (words.startsWith(KEEP)) {
      loop.resume(
          fetch(new AssetId(words.substring(KEEP.length())), List.of(line.peer())),
          (here, failure) -> {
            boolean kept = here != null && here;
            line.close(kept ? "kept" : "not-kept", kept ? "It is here." : "It did not come.");
          });
      return new Waiting(new CompletableFuture<>());
    }
    given.increment();
    Giving giving = new Giving(node.runtime(), line);
    AssetId id = new AssetId(words.substring(Math.min(words.length(), GET.length())));
    giving.begin(() -> opened(id));
    return giving;
  }

  private InputStream opened(AssetId id) throws IOException {
    return assets.open(id);
  }
}

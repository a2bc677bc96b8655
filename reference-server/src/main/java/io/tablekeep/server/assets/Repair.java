package io.tablekeep.server.assets;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.runtime.vertx.VertxLoop;
import io.tablekeep.sdk.asset.AssetId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that each picture of this node is at another one, too, when nodes come and go: it asks
 * the two nodes whose turn it is by their names, one picture after the other, {@value #EACH_SECOND}
 * a second. Nothing is ever removed, so pictures come to be at more nodes than they need to be.
 */
public final class Repair {
  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);
  private static final int EACH_SECOND = 20;
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int HOLDERS = 2;

  private final ClusterNode node;
  private final FileAssetStore assets;
  private final Peers peers;
  private final VertxLoop loop;
  private final Counter failed;
  private final Queue<AssetId> waiting = new ArrayDeque<>();
  private Set<String> known = Set.of();
  private boolean working;
  private volatile boolean stopped;

  /**
   * Nothing is repaired yet.
   *
   * @param node tells who is here
   * @param assets of this node
   * @param peers the others
   * @param meters where the figures go
   */
  public Repair(ClusterNode node, FileAssetStore assets, Peers peers, MeterRegistry meters) {
    this.node = node;
    this.assets = assets;
    this.peers = peers;
    loop = node.runtime().loop("pictures");
    failed =
        Counter.builder("tablekeep.pictures.unshared")
            .description("Times that another node was asked to keep a picture and did not")
            .register(meters);
  }

  /** Begins to look. */
  public void begin() {
    loop.execute(this::look);
  }

  /** Looks no more. */
  public void stop() {
    stopped = true;
  }

  private void look() {
    if (stopped) {
      return;
    }
    loop.after(LOOK, this::look);
    Set<String> now = Set.copyOf(node.members().live());
    if (now.equals(known)) {
      return;
    }
    loop.resume(
        node.runtime().offload(this::all),
        (all, failure) -> {
          if (all == null) {
            LOG.warn("the pictures of this node could not be listed", failure);
            return;
          }
          known = now;
          waiting.clear();
          waiting.addAll(all);
          next();
        });
  }

  private List<AssetId> all() throws IOException {
    try (Stream<AssetId> all = assets.list()) {
      return all.toList();
    }
  }

  private void next() {
    AssetId id = working || stopped ? null : waiting.poll();
    if (id == null) {
      return;
    }
    working = true;
    ask(id, turns(id), 0);
  }

  private void ask(AssetId id, List<String> turns, int at) {
    if (at >= turns.size()) {
      loop.after(
          Duration.ofMillis(1_000 / EACH_SECOND),
          () -> {
            working = false;
            next();
          });
      return;
    }
    loop.resume(
        peers.keep(id, turns.get(at)),
        (kept, failure) -> {
          if (kept == null || !kept) {
            failed.increment();
            known = Set.of(); // looked at again
          }
          ask(id, turns, at + 1);
        });
  }

  /** Those of the nodes that are to have a picture which are not this one. */
  private List<String> turns(AssetId id) {
    return node.members().live().stream()
        .sorted(Comparator.comparingLong((String each) -> weight(each, id)))
        .limit(HOLDERS)
        .filter(each -> !each.equals(node.members().self()))
        .toList();
  }

  private static long weight(String name, AssetId id) {
    long mixed = (name.hashCode() * 31L + id.hashCode()) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}

package io.tablekeep.engine.cluster.disks;

import io.tablekeep.engine.cluster.Members;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the disks of other nodes up to what this one has of a document. Each document is kept by
 * two others. Thread-safe.
 */
final class Pusher {
  private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);

  /** Disks besides the owner's. */
  private static final int KEEPERS = 2;

  private final Disk disk;
  private final Voices voices;
  private final Members members;
  private final Meters meters;

  Pusher(Disk disk, Voices voices, Members members, Meters meters) {
    this.disk = disk;
    this.voices = voices;
    this.members = members;
    this.meters = meters;
  }

  /**
   * What is to be copied.
   *
   * @param id the document
   * @param epoch in which it is owned
   * @param owner the same for people
   * @param born the epoch in which it came to be
   * @param exists false when it was deleted
   * @param since the last entry when the epoch began
   * @param last entries up to here are certain
   * @param oldest snapshots below go
   * @param snapshot position of the newest one, -1 for none
   */
  record Source(
      DocumentId id,
      long epoch,
      String owner,
      long born,
      boolean exists,
      long since,
      long last,
      long oldest,
      long snapshot) {}

  /** Disks that keep a document for others: those that rank first for it. */
  List<String> keepers(DocumentId id) {
    List<String> others = new ArrayList<>(members.live());
    others.remove(members.self());
    others.sort(
        Comparator.comparingInt((String node) -> mixed(id, node)).thenComparing(node -> node));
    return others.size() > KEEPERS ? List.copyOf(others.subList(0, KEEPERS)) : others;
  }

  private static int mixed(DocumentId id, String node) {
    int hash = id.toString().hashCode() * 31 + node.hashCode();
    hash *= 0x9e3779b9;
    return hash ^ hash >>> 15;
  }

  /** What each of the disks that were asked has by now; nothing of those that failed. */
  CompletionStage<Map<String, Keep.Kept>> push(
      Source source, List<String> nodes, Map<String, Keep.Kept> known) {
    Map<String, Keep.Kept> kept = new ConcurrentHashMap<>();
    CompletableFuture<?>[] all =
        nodes.stream()
            .map(
                node ->
                    Disk.stage(() -> begin(source, node, known.get(node)))
                        .handle(
                            (done, failure) -> {
                              if (done == null) {
                                LOG.debug("{} was not kept by {}", source, node, failure);
                              } else {
                                kept.put(node, done);
                              }
                              return Boolean.TRUE;
                            })
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(all).thenApply(done -> kept);
  }

  private CompletionStage<Keep.Kept> begin(Source source, String node, Keep.@Nullable Kept known) {
    return known != null
        ? go(source, node, known, 0)
        : send(source, node, 0, Optional.empty(), 0).thenCompose(kept -> go(source, node, kept, 0));
  }

  static boolean isDone(Source source, Keep.Kept kept) {
    return kept.fenced()
        || !source.exists()
        || (kept.whole() && kept.last() >= source.last() && kept.snapshot() >= source.snapshot());
  }

  /** Sends the next piece, until all is there or nothing more comes of it. */
  private CompletionStage<Keep.Kept> go(Source source, String node, Keep.Kept kept, int stuck) {
    if (isDone(source, kept) || stuck > 2) {
      return CompletableFuture.completedFuture(kept);
    }
    CompletionStage<Optional<StoredSnapshot>> snapshot =
        kept.last() >= source.last() && kept.snapshot() < source.snapshot()
            ? disk.snapshot(source.id())
            : CompletableFuture.completedFuture(Optional.empty());
    return snapshot
        .thenCompose(found -> send(source, node, kept.last(), found, source.oldest()))
        .thenCompose(
            next ->
                go(
                    source,
                    node,
                    next,
                    next.last() > kept.last() || next.snapshot() > kept.snapshot()
                        ? 0
                        : stuck + 1));
  }

  private CompletionStage<Keep.Kept> send(
      Source source, String node, long after, Optional<StoredSnapshot> snapshot, long oldest) {
    return disk.read(source.id(), after, source.last())
        .thenCompose(
            page -> {
              meters.kept.increment(page.items().size());
              return voices.keep(
                  node,
                  new Keep(
                      source.id(),
                      source.epoch(),
                      source.owner(),
                      source.born(),
                      source.exists(),
                      source.since(),
                      source.last(),
                      after,
                      page.items(),
                      oldest,
                      snapshot));
            });
  }
}

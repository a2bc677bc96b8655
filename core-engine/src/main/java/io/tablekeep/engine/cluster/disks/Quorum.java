package io.tablekeep.engine.cluster.disks;

import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.SharedMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node may write: the cluster has been whole since it began, and this node sees more
 * than half of it now. Thread-safe.
 */
final class Quorum {
  private static final Logger LOG = LoggerFactory.getLogger(Quorum.class);
  private static final String WHOLE = "whole";

  private final Members members;
  private final SharedMap shared;
  private final int nodes;

  /** Lets the others know what this disk alone has. */
  private final Supplier<CompletionStage<Void>> publish;

  /** Whether what is put into the backup stands on more than one node. */
  private final Supplier<CompletionStage<Boolean>> safe;

  private volatile boolean published;
  private volatile boolean whole;
  private volatile boolean copied;
  private boolean looking;

  Quorum(
      Members members,
      SharedMap shared,
      int nodes,
      Supplier<CompletionStage<Void>> publish,
      Supplier<CompletionStage<Boolean>> safe) {
    this.members = members;
    this.shared = shared;
    this.nodes = nodes;
    this.publish = publish;
    this.safe = safe;
  }

  /** Nodes that have to see each other so that something is written. */
  static int majority(int nodes) {
    return nodes <= 2 ? 1 : nodes / 2 + 1;
  }

  boolean isWhole() {
    return whole;
  }

  int nodes() {
    return nodes;
  }

  /** Whether any one node may end without loss, as it was a moment ago. */
  boolean isCopied() {
    return copied;
  }

  boolean isWritable() {
    return whole && published && members.live().size() >= majority(nodes);
  }

  /** Why not, for a host. */
  String reason() {
    int live = members.live().size();
    if (live < majority(nodes)) {
      return "Only " + live + " of " + nodes + " nodes see each other; nothing is written.";
    }
    return "The cluster waits until "
        + nodes
        + " nodes have told what their disks have and hold copies for each other.";
  }

  /** Some of what the nodes shared is gone: all of them have to tell again. */
  CompletionStage<?> broken() {
    if (whole) {
      LOG.error("more nodes were lost at once than this cluster stands; it waits for all of them");
    }
    published = false;
    whole = false;
    return shared.swap(WHOLE, Optional.of(WHOLE), Optional.empty());
  }

  /** Looks again; to be called about twice a second. */
  synchronized void look() {
    if (looking) {
      return;
    }
    looking = true;
    CompletableFuture<?> unused =
        (published ? CompletableFuture.<Void>completedFuture(null) : publish())
            .thenCompose(done -> shared.all(text -> true))
            .thenCompose(this::seen)
            .whenComplete((done, failure) -> looked(failure))
            .toCompletableFuture();
  }

  private CompletionStage<Void> publish() {
    return publish
        .get()
        .thenCompose(
            done -> shared.swap(members.self(), Optional.empty(), Optional.of(members.self())))
        .thenAccept(stands -> published = true);
  }

  private CompletionStage<?> seen(Map<String, String> all) {
    boolean now = all.containsKey(WHOLE);
    if (now != whole) {
      LOG.info(now ? "the cluster is whole" : "the cluster is not whole");
    }
    whole = now;
    if (now && !all.containsKey(members.self())) {
      published = false;
    }
    long told = members.live().stream().filter(all::containsKey).count();
    return safe.get()
        .thenCompose(
            there -> {
              copied = there;
              // From the first answer on any one node may end: there have to be second copies.
              return now || told < nodes || !there
                  ? CompletableFuture.completedFuture(null)
                  : shared
                      .swap(WHOLE, Optional.empty(), Optional.of(WHOLE))
                      .thenAccept(stands -> whole = stands.isPresent());
            });
  }

  private synchronized void looked(@Nullable Throwable failure) {
    looking = false;
    if (failure != null) {
      LOG.debug("what the other nodes have is not known yet", failure);
    }
  }
}

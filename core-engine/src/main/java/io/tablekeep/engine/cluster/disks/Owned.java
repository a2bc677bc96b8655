package io.tablekeep.engine.cluster.disks;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A session and what the disks of others have of its document. Thread-safe. */
final class Owned {
  final Session session;
  private final Pusher pusher;
  private final Backup backup;
  private final Map<String, Keep.Kept> kept = new ConcurrentHashMap<>();
  private long pruned;
  private volatile long snapshot = -1;
  private volatile long oldest;
  private CompletableFuture<Boolean> pushing = CompletableFuture.completedFuture(true);

  Owned(Session session, Pusher pusher, Backup backup) {
    this.session = session;
    this.pusher = pusher;
    this.backup = backup;
  }

  void snapshot(long position) {
    snapshot = Math.max(snapshot, position);
  }

  void dropped(long below) {
    oldest = Math.max(oldest, below);
  }

  private Pusher.Source source() {
    return new Pusher.Source(
        session.id,
        session.epoch.value(),
        session.owner,
        session.born,
        true,
        session.since,
        session.acked(),
        oldest,
        snapshot);
  }

  /** Entries that only the backup and this disk have. */
  long lag() {
    long most = kept.values().stream().mapToLong(Keep.Kept::last).max().orElse(0);
    return session.exists() ? Math.max(0, session.acked() - most) : 0;
  }

  /** Whether all disks that are to keep it have all of it. */
  boolean isKept() {
    if (!session.exists()) {
      return true;
    }
    Pusher.Source source = source();
    return pusher.keepers(session.id).stream()
        .allMatch(node -> kept.containsKey(node) && Pusher.isDone(source, kept.get(node)));
  }

  /**
   * Brings the others up to date.
   *
   * @return whether one of them has all by now, or there are no others
   */
  synchronized CompletionStage<Boolean> push() {
    if (pushing.isDone()) {
      pushing = isKept() ? CompletableFuture.completedFuture(true) : begin();
    }
    return pushing;
  }

  private CompletableFuture<Boolean> begin() {
    Pusher.Source source = source();
    long bytes = session.unkept();
    var keepers = pusher.keepers(session.id);
    kept.keySet().retainAll(keepers);
    return pusher
        .push(source, keepers, Map.copyOf(kept))
        .thenCompose(
            now -> {
              kept.keySet().retainAll(now.keySet());
              kept.putAll(now);
              if (now.values().stream().anyMatch(Keep.Kept::fenced)) {
                session.spend(
                    "Another node has taken the document.",
                    new IllegalStateException("fenced by the disk of another node"));
              }
              long most = now.values().stream().mapToLong(Keep.Kept::last).max().orElse(-1);
              boolean one =
                  keepers.isEmpty()
                      || now.values().stream()
                          .anyMatch(each -> !each.fenced() && Pusher.isDone(source, each));
              if (one) {
                session.kept(bytes);
              }
              return prune(keepers.isEmpty() ? source.last() : Math.min(most, source.last()))
                  .handle((done, failure) -> one);
            })
        .exceptionally(failure -> false)
        .toCompletableFuture();
  }

  private CompletionStage<?> prune(long upTo) {
    if (upTo <= pruned) {
      return CompletableFuture.completedFuture(null);
    }
    pruned = upTo;
    return backup.step(
        session.id,
        new Step(
            Step.Kind.PRUNE,
            session.epoch.value(),
            session.claimant,
            session.owner,
            session.born,
            true,
            upTo,
            java.util.List.of()));
  }
}

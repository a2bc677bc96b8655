package io.tablekeep.engine.cluster.disks;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The store of a node that has its own disk, in a cluster whose nodes keep copies for each other.
 * Nothing is answered as durable before it is synced here and held by another node; any one node
 * may end or hang without loss of that. Where too few nodes see each other, writes are refused as
 * {@link Refusal#READ_ONLY} until more are there. Thread-safe.
 */
public final class OwnDisks implements CampaignStore {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  /** Bytes of a document that may wait for the disk of another node. */
  private static final long UNKEPT = 64L << 20;

  private final CampaignStore store;
  private final Backup backup;
  private final Members members;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final Disk disk;
  private final Voices voices;
  private final Takeover takeover;
  private final Claims claims;
  private final Pusher pusher;
  private final Offers offers;
  private final Quorum quorum;
  private final Meters meters;
  private final Map<DocumentId, Owned> owned = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * What own disks stand on.
   *
   * @param members who is here
   * @param backup where copies are
   * @param peers the disks of the others
   * @param shared a map that all nodes see, for this alone
   * @param runtime time and a loop
   * @param meters where the figures go
   */
  public record Ground(
      Members members,
      Backup backup,
      Peers peers,
      SharedMap shared,
      EngineRuntime runtime,
      MeterRegistry meters) {}

  /**
   * A node's store, which takes writes when the cluster is whole.
   *
   * @param store on the disk of this node; closed with this one
   * @param ground what it stands on
   * @param nodes how many nodes the cluster has; writes need more than half of them, and after a
   *     start of all of them every one. With 2, one alone goes on: what it answers is on one disk
   *     only, and when the two are merely cut off from each other both go on and one of the two
   *     tails is thrown away later
   */
  public OwnDisks(CampaignStore store, Ground ground, int nodes) {
    if (nodes < 1) {
      throw new IllegalArgumentException("a cluster has 1 node or more, not " + nodes);
    }
    this.store = store;
    backup = ground.backup();
    members = ground.members();
    runtime = ground.runtime();
    meters = new Meters(ground.meters());
    disk = new Disk(store);
    voices = new Voices(ground.peers());
    takeover = new Takeover(disk, voices, members, nodes);
    pusher = new Pusher(disk, voices, members, meters);
    claims =
        new Claims(
            disk,
            backup,
            takeover,
            members.self(),
            session -> new Session(session, store, backup, meters, runtime::nanos));
    offers = new Offers(store, backup, pusher);
    quorum = new Quorum(members, ground.shared(), nodes, offers::publish, backup::isSafe);
    Meters.gauges(ground.meters(), owned, quorum);
    voices.serve(disk, store, this::keep);
    backup.onLost(() -> Offers.done(quorum.broken()));
    loop = runtime.loop("disks");
    loop.execute(this::look);
  }

  private void look() {
    if (closed) {
      return;
    }
    quorum.look();
    long now = runtime.nanos();
    for (Owned each : owned.values()) {
      each.session.watch(now, PATIENCE.toNanos());
      if (quorum.isWritable() && !each.session.isSpent()) {
        Offers.done(each.push());
      }
    }
    if (quorum.isWritable()) {
      offers.settle();
    }
    loop.after(LOOK, this::look);
  }

  /**
   * Whether writes are taken: the cluster is whole, and this node sees enough of it.
   *
   * @return false after a start, until enough nodes have come
   */
  public boolean isWritable() {
    return quorum.isWritable();
  }

  /**
   * Entries that are in the backup but not yet on the disk of another node.
   *
   * @return those of all documents of this node
   */
  public long behind() {
    return owned.values().stream().mapToLong(Owned::lag).sum();
  }

  private CompletionStage<Keep.Kept> keep(Keep keep) {
    return disk.inTurn(
        keep.id(),
        () -> {
          Owned mine = owned.get(keep.id());
          if (mine != null && mine.session.epoch.value() < keep.epoch()) {
            owned.remove(keep.id(), mine);
            mine.session.spend(
                "The document was taken by " + keep.owner() + ".",
                new StoreException(Refusal.FENCED, "Another node has taken the document."));
          }
          return disk.keep(keep);
        });
  }

  @Override
  public Set<StoreCapability> capabilities() {
    EnumSet<StoreCapability> all = EnumSet.noneOf(StoreCapability.class);
    all.addAll(store.capabilities());
    all.remove(StoreCapability.SHARED);
    return Set.copyOf(all);
  }

  @Override
  public StoreLimits limits() {
    return store.limits();
  }

  private <T> CompletionStage<T> fails(Refusal reason, String message) {
    return CompletableFuture.failedFuture(new StoreException(reason, message));
  }

  @Override
  public CompletionStage<Epoch> acquire(DocumentId id, String owner) {
    if (closed) {
      return fails(Refusal.CLOSED, "The store is closed.");
    }
    if (owner.isEmpty() || owner.length() > 200) {
      return fails(Refusal.INVALID, "An owner has 1 to 200 characters.");
    }
    if (!quorum.isWritable()) {
      return fails(Refusal.READ_ONLY, quorum.reason());
    }
    Owned before = owned.get(id);
    CompletionStage<Void> drained =
        before == null ? CompletableFuture.completedFuture(null) : before.session.retire();
    return disk.inTurn(
        id,
        () ->
            drained
                .thenCompose(done -> claims.take(id, owner))
                .thenApply(
                    session -> {
                      owned.put(id, new Owned(session, pusher, backup));
                      return session.epoch;
                    }));
  }

  /** The session of an epoch, or why there is none. */
  private Optional<Appended> refusal(DocumentId id, Epoch epoch) {
    if (closed) {
      return Optional.of(new Appended.Rejected(Refusal.CLOSED, "The store is closed."));
    }
    Owned mine = owned.get(id);
    if (mine == null || !mine.session.epoch.equals(epoch)) {
      String by = mine == null ? "nobody here" : mine.session.owner;
      return Optional.of(
          new Appended.Rejected(
              Refusal.FENCED, id + " is held by " + by + ", not in epoch " + epoch.value() + "."));
    }
    if (mine.session.isSpent()) {
      return Optional.of(mine.session.fenced());
    }
    if (!quorum.isWritable()) {
      meters.refused.increment();
      return Optional.of(new Appended.Rejected(Refusal.READ_ONLY, quorum.reason()));
    }
    if (mine.session.unkept() > UNKEPT) {
      return Optional.of(
          new Appended.Rejected(
              Refusal.OVERLOADED, "The disks of the other nodes are too far behind."));
    }
    return Optional.empty();
  }

  private static CompletionStage<Appended> now(Appended answer) {
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
    List<StoredEntry> copy = List.copyOf(entries);
    Optional<Appended.Rejected> malformed = limits().refuse(after, copy);
    if (malformed.isPresent()) {
      return now(malformed.get());
    }
    Optional<Appended> refused = refusal(id, epoch);
    Owned mine = owned.get(id);
    return refused.isPresent() || mine == null
        ? now(refused.orElseGet(() -> gone(id)))
        : mine.session.append(after, copy);
  }

  private static Appended gone(DocumentId id) {
    return new Appended.Rejected(Refusal.FENCED, id + " was taken just now.");
  }

  @Override
  public CompletionStage<Appended> putSnapshot(
      DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
    Optional<Appended.Rejected> malformed = limits().refuse(snapshot);
    if (malformed.isPresent()) {
      return now(malformed.get());
    }
    Optional<Appended> refused = refusal(id, epoch);
    Owned mine = owned.get(id);
    if (refused.isPresent() || mine == null) {
      return now(refused.orElseGet(() -> gone(id)));
    }
    return mine.session
        .other(() -> store.putSnapshot(id, mine.session.local, snapshot), snapshot.position() == 0)
        .thenCompose(
            answer -> {
              if (!(answer instanceof Appended.Durable)) {
                return now(answer);
              }
              mine.snapshot(snapshot.position());
              return snapshot.position() > 0 ? now(answer) : alone(mine, answer);
            });
  }

  /** A document that is nothing but a snapshot has to be on another disk before it counts. */
  private static CompletionStage<Appended> alone(Owned mine, Appended answer) {
    return mine.push()
        .thenApply(
            kept ->
                kept
                    ? answer
                    : new Appended.Unknown(
                        new StoreException(
                            Refusal.UNAVAILABLE, "No other node has taken the snapshot.")));
  }

  @Override
  public CompletionStage<Appended> dropSnapshots(DocumentId id, Epoch epoch, long below) {
    Optional<Appended> refused = refusal(id, epoch);
    Owned mine = owned.get(id);
    if (refused.isPresent() || mine == null) {
      return now(refused.orElseGet(() -> gone(id)));
    }
    mine.dropped(below);
    return mine.session.other(() -> store.dropSnapshots(id, mine.session.local, below), false);
  }

  @Override
  public CompletionStage<Appended> delete(DocumentId id, Epoch epoch) {
    Optional<Appended> refused = refusal(id, epoch);
    Owned mine = owned.get(id);
    if (refused.isPresent() || mine == null) {
      return now(refused.orElseGet(() -> gone(id)));
    }
    CompletionStage<Void> drained = mine.session.retire();
    return disk.inTurn(
        id, () -> drained.thenCompose(done -> new Ending(disk, backup, pusher).end(mine.session)));
  }

  @Override
  public CompletionStage<Page<StoredEntry>> read(
      DocumentId id, long after, int maxEntries, long maxBytes) {
    return store.read(id, after, maxEntries, maxBytes);
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return store
        .snapshot(id, atOrBelow)
        .thenApply(found -> found.filter(each -> !Disk.isTombstone(each.meta())));
  }

  @Override
  public CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id) {
    return store
        .snapshots(id)
        .thenApply(all -> all.stream().filter(each -> !Disk.isTombstone(each.meta())).toList());
  }

  @Override
  public CompletionStage<Optional<DocumentInfo>> describe(DocumentId id) {
    Owned mine = owned.get(id);
    if (closed || (mine != null && !mine.session.isSpent())) {
      return store.describe(id).thenApply(found -> found.map(Standing::of).flatMap(Standing::info));
    }
    return takeover.seek(id).thenApply(found -> found.flatMap(Standing::info));
  }

  @Override
  public CompletionStage<Page<DocumentInfo>> list(DocumentId.Kind kind, String after, int max) {
    return new Listing(store, voices, members).page(kind, after, max);
  }

  @Override
  public CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return store.check(found);
  }

  @Override
  public StoreStats stats() {
    return store.stats();
  }

  /** Brings the disks of the others up to date, for some seconds at most, and closes. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    CompletableFuture<?>[] drained =
        owned.values().stream()
            .map(
                each ->
                    each.session
                        .retire()
                        .thenCompose(done -> quorum.isWritable() ? each.push() : now(false))
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    runtime.await(CompletableFuture.allOf(drained), GOODBYE);
    long now = runtime.nanos();
    owned.values().forEach(each -> each.session.watch(now, -1));
    store.close();
  }

  private static CompletionStage<Boolean> now(boolean answer) {
    return CompletableFuture.completedFuture(answer);
  }
}

package io.tablekeep.engine.journal;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A store with small limits, and one that hands out other bytes than it was given, on demand. */
final class TinyStore implements CampaignStore {
  private final CampaignStore inner;
  private final StoreLimits limits;

  /** What becomes of entries and snapshots on their way out. */
  UnaryOperator<StoredEntry> entries = entry -> entry;

  UnaryOperator<StoredSnapshot> snapshots = snapshot -> snapshot;

  TinyStore(CampaignStore inner, int entryBytes, int appendBytes) {
    this.inner = inner;
    StoreLimits real = inner.limits();
    limits =
        new StoreLimits(
            entryBytes,
            appendBytes,
            real.appendEntries(),
            real.snapshotBytes(),
            real.snapshotMeta());
  }

  @Override
  public Set<StoreCapability> capabilities() {
    return inner.capabilities();
  }

  @Override
  public StoreLimits limits() {
    return limits;
  }

  @Override
  public CompletionStage<Epoch> acquire(DocumentId id, String owner) {
    return inner.acquire(id, owner);
  }

  @Override
  public CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> list) {
    long bytes = 0;
    for (StoredEntry entry : list) {
      bytes += entry.bytes().length;
      if (entry.bytes().length > limits.entryBytes()) {
        return CompletableFuture.failedFuture(new AssertionError("an entry is too large"));
      }
    }
    return bytes > limits.appendBytes()
        ? CompletableFuture.failedFuture(new AssertionError("a call is too large"))
        : inner.append(id, epoch, after, list);
  }

  @Override
  public CompletionStage<Page<StoredEntry>> read(
      DocumentId id, long after, int maxEntries, long maxBytes) {
    return inner
        .read(id, after, maxEntries, maxBytes)
        .thenApply(
            page -> {
              List<StoredEntry> out = new ArrayList<>();
              page.items().forEach(entry -> out.add(entries.apply(entry)));
              return new Page<>(out, page.more());
            });
  }

  @Override
  public CompletionStage<Appended> putSnapshot(
      DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
    return inner.putSnapshot(id, epoch, snapshot);
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return inner.snapshot(id, atOrBelow).thenApply(found -> found.map(snapshots));
  }

  @Override
  public CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id) {
    return inner.snapshots(id);
  }

  @Override
  public CompletionStage<Appended> dropSnapshots(DocumentId id, Epoch epoch, long below) {
    return inner.dropSnapshots(id, epoch, below);
  }

  @Override
  public CompletionStage<Optional<DocumentInfo>> describe(DocumentId id) {
    return inner.describe(id);
  }

  @Override
  public CompletionStage<Page<DocumentInfo>> list(DocumentId.Kind kind, String after, int max) {
    return inner.list(kind, after, max);
  }

  @Override
  public CompletionStage<Appended> delete(DocumentId id, Epoch epoch) {
    return inner.delete(id, epoch);
  }

  @Override
  public CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return inner.check(found);
  }

  @Override
  public StoreStats stats() {
    return inner.stats();
  }

  @Override
  public void close() {
    inner.close();
  }
}

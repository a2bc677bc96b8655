package io.tablekeep.engine.sim;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A store that passes everything on, to be changed in one point. */
abstract class PassingStore implements CampaignStore {
  private final CampaignStore inner;

  PassingStore(CampaignStore inner) {
    this.inner = inner;
  }

  @Override
  public CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
    return inner.append(id, epoch, after, entries);
  }

  @Override
  public Set<StoreCapability> capabilities() {
    return inner.capabilities();
  }

  @Override
  public StoreLimits limits() {
    return inner.limits();
  }

  @Override
  public CompletionStage<Epoch> acquire(DocumentId id, String owner) {
    return inner.acquire(id, owner);
  }

  @Override
  public CompletionStage<Page<StoredEntry>> read(
      DocumentId id, long after, int maxEntries, long maxBytes) {
    return inner.read(id, after, maxEntries, maxBytes);
  }

  @Override
  public CompletionStage<Appended> putSnapshot(
      DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
    return inner.putSnapshot(id, epoch, snapshot);
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return inner.snapshot(id, atOrBelow);
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

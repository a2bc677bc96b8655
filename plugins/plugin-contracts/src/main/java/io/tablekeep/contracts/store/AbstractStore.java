package io.tablekeep.contracts.store;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Turns the calls of a store into {@link Write}s and queries of {@link Tables}. */
abstract class AbstractStore implements CampaignStore {

  /** What became of a write: the number {@link Tables#apply} gave, or a refusal, or a failure. */
  interface Outcome {
    void done(long number);

    void not(Appended refusedOrUnknown);
  }

  /** Takes a write whose form was checked. */
  abstract void write(Write write, Outcome outcome);

  /** Answers a query; fails the future when it cannot. */
  abstract <T> CompletionStage<T> query(Function<Tables, T> query);

  @Override
  public StoreLimits limits() {
    return StoreLimits.MINIMUM;
  }

  @Override
  public final CompletionStage<Epoch> acquire(DocumentId id, String owner) {
    CompletableFuture<Epoch> stage = new CompletableFuture<>();
    write(
        new Write.Acquire(id, owner),
        new Outcome() {
          @Override
          public void done(long number) {
            stage.complete(new Epoch(number));
          }

          @Override
          public void not(Appended why) {
            stage.completeExceptionally(asException(why));
          }
        });
    return stage;
  }

  static StoreException asException(Appended why) {
    if (why instanceof Appended.Rejected rejected) {
      return new StoreException(rejected.reason(), rejected.message());
    } else if (why instanceof Appended.Unknown unknown) {
      return new StoreException(Refusal.UNAVAILABLE, "The store did not answer.", unknown.cause());
    }
    throw new AssertionError("not a failure: " + why);
  }

  @Override
  public final CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
    List<StoredEntry> copy = List.copyOf(entries);
    return checked(limits().refuse(after, copy), new Write.Append(id, epoch, after, copy));
  }

  @Override
  public final CompletionStage<Appended> putSnapshot(
      DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
    return checked(limits().refuse(snapshot), new Write.Put(id, epoch, snapshot));
  }

  @Override
  public final CompletionStage<Appended> dropSnapshots(DocumentId id, Epoch epoch, long below) {
    return checked(Optional.empty(), new Write.Drop(id, epoch, below));
  }

  @Override
  public final CompletionStage<Appended> delete(DocumentId id, Epoch epoch) {
    return checked(Optional.empty(), new Write.Delete(id, epoch));
  }

  private CompletionStage<Appended> checked(Optional<Appended.Rejected> refused, Write write) {
    if (refused.isPresent()) {
      return CompletableFuture.completedFuture(refused.get());
    }
    CompletableFuture<Appended> stage = new CompletableFuture<>();
    write(
        write,
        new Outcome() {
          @Override
          public void done(long number) {
            stage.complete(new Appended.Durable(number));
          }

          @Override
          public void not(Appended why) {
            stage.complete(why);
          }
        });
    return stage;
  }

  @Override
  public final CompletionStage<Page<StoredEntry>> read(
      DocumentId id, long after, int maxEntries, long maxBytes) {
    return query(tables -> tables.read(id, after, maxEntries, maxBytes));
  }

  @Override
  public final CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return query(tables -> tables.snapshot(id, atOrBelow));
  }

  @Override
  public final CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id) {
    return query(tables -> tables.snapshots(id));
  }

  @Override
  public final CompletionStage<Optional<DocumentInfo>> describe(DocumentId id) {
    return query(tables -> tables.describe(id));
  }

  @Override
  public final CompletionStage<Page<DocumentInfo>> list(
      DocumentId.Kind kind, String after, int max) {
    return query(tables -> tables.list(kind, after, max));
  }

  @Override
  public final CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return query(
        tables -> {
          long[] counts = tables.counts();
          return new StoreHealth(counts[0], counts[1], counts[2], 0);
        });
  }
}

package io.tablekeep.contracts.store;

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
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Wraps a store and lets chosen calls go wrong, each in a chosen way. Thread-safe when the store
 * is.
 *
 * <p>Keeps the contract while lying: after an unknown outcome the epoch is spent. {@link #stats},
 * {@link #limits}, {@link #capabilities} and {@link #close} are not counted and never fail.
 */
public final class FaultyStore implements CampaignStore {

  /** The calls that are counted. */
  public enum Call {
    /** {@link CampaignStore#acquire}. */
    ACQUIRE,
    /** {@link CampaignStore#append}. */
    APPEND,
    /** {@link CampaignStore#read}. */
    READ,
    /** {@link CampaignStore#putSnapshot}. */
    PUT_SNAPSHOT,
    /** {@link CampaignStore#snapshot}. */
    SNAPSHOT,
    /** {@link CampaignStore#snapshots}. */
    SNAPSHOTS,
    /** {@link CampaignStore#dropSnapshots}. */
    DROP_SNAPSHOTS,
    /** {@link CampaignStore#describe}. */
    DESCRIBE,
    /** {@link CampaignStore#list}. */
    LIST,
    /** {@link CampaignStore#delete}. */
    DELETE,
    /** {@link CampaignStore#check}. */
    CHECK
  }

  private final CampaignStore inner;
  private final Map<Long, Fault> byNumber = new HashMap<>();
  private final Map<Call, Map<Long, Fault>> byCall = new HashMap<>();
  private final Map<Call, Long> counts = new HashMap<>();
  private final Map<DocumentId, Epoch> spent = new HashMap<>();
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean holding;
  private long count;

  /**
   * Wraps a store; nothing fails yet.
   *
   * @param inner does the work; closed with this one
   */
  public FaultyStore(CampaignStore inner) {
    this.inner = inner;
  }

  /**
   * Lets one call fail, counted over all calls.
   *
   * @param nth 1 for the first call since construction
   * @param fault what happens to it
   * @return this
   */
  public synchronized FaultyStore fail(long nth, Fault fault) {
    byNumber.put(nth, fault);
    return this;
  }

  /**
   * Lets one call of a kind fail.
   *
   * @param call its kind
   * @param nth 1 for the first of that kind since construction
   * @param fault what happens to it
   * @return this
   */
  public synchronized FaultyStore fail(Call call, long nth, Fault fault) {
    byCall.computeIfAbsent(call, c -> new HashMap<>()).put(nth, fault);
    return this;
  }

  /**
   * Lets the next call of a kind fail.
   *
   * @param call its kind
   * @param fault what happens to it
   * @return this
   */
  public synchronized FaultyStore failNext(Call call, Fault fault) {
    return fail(call, calls(call) + 1, fault);
  }

  /**
   * How many calls there were.
   *
   * @return all kinds together
   */
  public synchronized long calls() {
    return count;
  }

  /**
   * How many calls of a kind there were.
   *
   * @param call the kind
   * @return 0 or more
   */
  public synchronized long calls(Call call) {
    return counts.getOrDefault(call, 0L);
  }

  /** Gives the answers that wait since a {@link Fault.Delayed}, in order, on this thread. */
  public void release() {
    while (true) {
      Runnable next;
      synchronized (this) {
        next = held.poll();
        if (next == null) {
          holding = false;
          return;
        }
      }
      next.run();
    }
  }

  private synchronized Optional<Fault> next(Call call) {
    long nth = counts.merge(call, 1L, Long::sum);
    Fault one = byNumber.remove(++count);
    Fault two = byCall.getOrDefault(call, Map.of()).get(nth);
    return Optional.ofNullable(two == null ? one : two);
  }

  private synchronized void spend(DocumentId id, Epoch epoch) {
    spent.merge(id, epoch, (a, b) -> a.compareTo(b) < 0 ? b : a);
  }

  private synchronized boolean isSpent(DocumentId id, Epoch epoch) {
    Epoch until = spent.get(id);
    return until != null && epoch.compareTo(until) <= 0;
  }

  private CompletionStage<Appended> write(
      Call call, DocumentId id, Epoch epoch, Supplier<CompletionStage<Appended>> work) {
    Optional<Fault> fault = next(call);
    if (isSpent(id, epoch)) {
      return later(
          CompletableFuture.completedFuture(
              new Appended.Rejected(
                  Refusal.FENCED, id + " has a write of unknown outcome: acquire it.")));
    }
    if (fault.isEmpty()) {
      return later(work.get());
    }
    if (fault.get() instanceof Fault.Rejected rejected) {
      return later(
          CompletableFuture.completedFuture(
              new Appended.Rejected(rejected.reason(), "Refused on purpose.")));
    } else if (fault.get() instanceof Fault.Unknown unknown) {
      RuntimeException cause = new IllegalStateException("Unknown on purpose.");
      CompletionStage<Appended> base =
          unknown.stored() ? work.get() : CompletableFuture.completedFuture(nothing(id));
      spend(id, epoch);
      if (unknown.how() == Fault.How.THROWN) {
        throw cause;
      }
      CompletableFuture<Appended> stage = new CompletableFuture<>();
      base.whenComplete(
          (done, failed) -> {
            if (unknown.how() == Fault.How.SAID) {
              stage.complete(new Appended.Unknown(cause));
            } else {
              stage.completeExceptionally(cause);
            }
          });
      return later(stage);
    }
    hold();
    return later(work.get());
  }

  private static Appended nothing(DocumentId id) {
    return new Appended.Rejected(Refusal.UNAVAILABLE, id + " was not written on purpose.");
  }

  private <T> CompletionStage<T> read(Call call, Supplier<CompletionStage<T>> work) {
    Optional<Fault> fault = next(call);
    if (fault.isEmpty()) {
      return later(work.get());
    }
    if (fault.get() instanceof Fault.Rejected rejected) {
      return later(
          CompletableFuture.failedFuture(
              new StoreException(rejected.reason(), "Refused on purpose.")));
    } else if (fault.get() instanceof Fault.Unknown unknown) {
      StoreException cause = new StoreException(Refusal.UNAVAILABLE, "Unknown on purpose.");
      CompletionStage<?> base =
          unknown.stored() ? work.get() : CompletableFuture.completedFuture(Boolean.TRUE);
      if (unknown.how() == Fault.How.THROWN) {
        throw cause;
      }
      CompletableFuture<T> stage = new CompletableFuture<>();
      base.whenComplete((done, failed) -> stage.completeExceptionally(cause));
      return later(stage);
    }
    hold();
    return later(work.get());
  }

  private synchronized void hold() {
    holding = true;
  }

  /** Passes an answer on, behind those that are held. */
  private <T> CompletionStage<T> later(CompletionStage<T> base) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    base.whenComplete(
        (value, failure) -> {
          Runnable answer =
              failure == null
                  ? () -> stage.complete(value)
                  : () -> stage.completeExceptionally(failure);
          synchronized (this) {
            if (holding) {
              held.add(answer);
              return;
            }
          }
          answer.run();
        });
    return stage;
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
    return read(Call.ACQUIRE, () -> inner.acquire(id, owner));
  }

  @Override
  public CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
    return write(Call.APPEND, id, epoch, () -> inner.append(id, epoch, after, entries));
  }

  @Override
  public CompletionStage<Page<StoredEntry>> read(
      DocumentId id, long after, int maxEntries, long maxBytes) {
    return read(Call.READ, () -> inner.read(id, after, maxEntries, maxBytes));
  }

  @Override
  public CompletionStage<Appended> putSnapshot(
      DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
    return write(Call.PUT_SNAPSHOT, id, epoch, () -> inner.putSnapshot(id, epoch, snapshot));
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return read(Call.SNAPSHOT, () -> inner.snapshot(id, atOrBelow));
  }

  @Override
  public CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id) {
    return read(Call.SNAPSHOTS, () -> inner.snapshots(id));
  }

  @Override
  public CompletionStage<Appended> dropSnapshots(DocumentId id, Epoch epoch, long below) {
    return write(Call.DROP_SNAPSHOTS, id, epoch, () -> inner.dropSnapshots(id, epoch, below));
  }

  @Override
  public CompletionStage<Optional<DocumentInfo>> describe(DocumentId id) {
    return read(Call.DESCRIBE, () -> inner.describe(id));
  }

  @Override
  public CompletionStage<Page<DocumentInfo>> list(DocumentId.Kind kind, String after, int max) {
    return read(Call.LIST, () -> inner.list(kind, after, max));
  }

  @Override
  public CompletionStage<Appended> delete(DocumentId id, Epoch epoch) {
    return write(Call.DELETE, id, epoch, () -> inner.delete(id, epoch));
  }

  @Override
  public CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return read(Call.CHECK, () -> inner.check(found));
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

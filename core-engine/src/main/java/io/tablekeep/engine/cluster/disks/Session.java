package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document that this node owns: what is written goes to the disk, then to the backup, one step at
 * a time, with all that has come meanwhile. Thread-safe.
 */
final class Session {
  /** Bytes and entries of one step, unless one write has more. */
  private static final long STEP = 8 << 20;

  final DocumentId id;
  final String claimant;
  final String owner;
  final Epoch epoch;
  final Epoch local;
  final long born;
  final long since;
  private final CampaignStore store;
  private final Backup backup;
  private final Meters meters;
  private final LongSupplier nanos;

  /** On the disk, not yet in the backup. */
  private final ArrayDeque<Item> queue = new ArrayDeque<>();

  private final List<Item> copying = new ArrayList<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private int writing;
  private long copyingSince;
  private boolean answering;
  private boolean retired;
  private @Nullable String spent;
  private boolean exists;
  private volatile long acked;

  /** Bytes since the disk of another node was last up to date. */
  private volatile long unkept;

  private record Item(
      List<StoredEntry> entries,
      long bytes,
      boolean exists,
      Appended answer,
      CompletableFuture<Appended> done) {}

  Session(
      Claims.Claimed claimed,
      CampaignStore store,
      Backup backup,
      Meters meters,
      LongSupplier nanos) {
    Tail tail = claimed.tail();
    Takeover.Taken taken = claimed.taken();
    id = claimed.id();
    claimant = tail.claimant;
    owner = tail.owner;
    epoch = new Epoch(tail.epoch);
    local = taken.local();
    born = taken.born();
    since = taken.last();
    exists = tail.exists;
    acked = taken.last();
    this.store = store;
    this.backup = backup;
    this.meters = meters;
    this.nanos = nanos;
  }

  /** The last entry that is safe. */
  long acked() {
    return acked;
  }

  long unkept() {
    return unkept;
  }

  void kept(long bytes) {
    synchronized (this) {
      unkept = Math.max(0, unkept - bytes);
    }
  }

  synchronized boolean exists() {
    return exists;
  }

  synchronized boolean isSpent() {
    return spent != null || retired;
  }

  CompletionStage<Appended> append(long after, List<StoredEntry> entries) {
    long bytes = 0;
    for (StoredEntry entry : entries) {
      bytes += entry.bytes().length;
    }
    return write(() -> store.append(id, local, after, entries), entries, bytes, true);
  }

  /** A write that adds no entries, answered in its turn. */
  CompletionStage<Appended> other(Supplier<CompletionStage<Appended>> call, boolean makesExist) {
    return write(call, List.of(), 0, makesExist);
  }

  private CompletionStage<Appended> write(
      Supplier<CompletionStage<Appended>> call,
      List<StoredEntry> entries,
      long bytes,
      boolean makesExist) {
    CompletableFuture<Appended> done = new CompletableFuture<>();
    synchronized (this) {
      if (isSpent()) {
        return CompletableFuture.completedFuture(fenced());
      }
      writing++;
      CompletableFuture<?> unused =
          Disk.stage(call)
              .whenComplete(
                  (answer, failure) ->
                      written(
                          answer == null
                              ? new Appended.Unknown(
                                  failure == null ? new NullPointerException("no answer") : failure)
                              : answer,
                          entries,
                          bytes,
                          makesExist,
                          done))
              .toCompletableFuture();
    }
    return done;
  }

  Appended.Rejected fenced() {
    String why = spent;
    return new Appended.Rejected(
        Refusal.FENCED, why == null ? "The document was taken by " + owner + "." : why);
  }

  private void written(
      Appended answer,
      List<StoredEntry> entries,
      long bytes,
      boolean makesExist,
      CompletableFuture<Appended> done) {
    if (answer instanceof Appended.Unknown unknown) {
      spend("What became of an earlier write is not known; acquire.", unknown.cause());
    }
    boolean unknown = false;
    synchronized (this) {
      writing--;
      if (answer instanceof Appended.Durable) {
        if (spent == null) {
          queue.add(new Item(entries, bytes, makesExist, answer, done));
        } else {
          unknown = true;
        }
      }
    }
    if (unknown) {
      done.complete(unknown(new StoreException(Refusal.FENCED, String.valueOf(spent))));
    } else if (!(answer instanceof Appended.Durable)) {
      done.complete(answer);
    }
    pump();
  }

  private Appended.Unknown unknown(Throwable cause) {
    meters.unknown.increment();
    return new Appended.Unknown(cause);
  }

  /** Copies what has come, if nothing is on its way. */
  private void pump() {
    while (true) {
      Step step = null;
      List<Item> ready = List.of();
      synchronized (this) {
        if (answering || !copying.isEmpty()) {
          return;
        }
        if (queue.isEmpty()) {
          if (writing == 0 && isSpent()) {
            drained.complete(null);
          }
          return;
        }
        step = next();
        if (step == null) {
          ready = List.copyOf(copying);
          copying.clear();
          answering = true;
        }
      }
      if (step != null) {
        long begun = nanos.getAsLong();
        Step taken = step;
        CompletableFuture<?> unused =
            Disk.stage(() -> backup.step(id, taken))
                .whenComplete((reply, failure) -> copied(reply, failure, begun))
                .toCompletableFuture();
        return;
      }
      answer(ready);
    }
  }

  private void answer(List<Item> ready) {
    ready.forEach(item -> item.done().complete(item.answer()));
    synchronized (this) {
      answering = false;
    }
  }

  /** Takes items from the queue; null when there is nothing in them for the backup. */
  private @Nullable Step next() {
    List<StoredEntry> entries = new ArrayList<>();
    long bytes = 0;
    boolean news = false;
    while (!queue.isEmpty() && (copying.isEmpty() || bytes + queue.peek().bytes() <= STEP)) {
      Item item = queue.remove();
      copying.add(item);
      entries.addAll(item.entries());
      bytes += item.bytes();
      news |= item.exists() && !exists;
    }
    if (entries.isEmpty() && !news) {
      return null;
    }
    copyingSince = nanos.getAsLong();
    return new Step(Step.Kind.PUT, epoch.value(), claimant, owner, born, true, acked, entries);
  }

  private void copied(@Nullable Reply reply, @Nullable Throwable failure, long begun) {
    if (reply == null || reply.kind() != Reply.Kind.DONE) {
      meters.failed.increment();
      String why =
          reply != null && reply.kind() == Reply.Kind.FENCED
              ? "The document was taken by " + reply.owner() + "."
              : "The copy of an earlier write is not known to be there; acquire.";
      spend(why, failure == null ? new StoreException(Refusal.FENCED, why) : failure);
      pump();
      return;
    }
    List<Item> ready;
    synchronized (this) {
      if (copying.isEmpty()) {
        return; // given up meanwhile
      }
      ready = List.copyOf(copying);
      copying.clear();
      answering = true;
      exists = true;
      for (Item item : ready) {
        acked += item.entries().size();
        unkept += item.bytes();
        meters.entries.increment(item.entries().size());
      }
    }
    meters.copied(nanos.getAsLong() - begun);
    answer(ready);
    pump();
  }

  /** Nothing more is written with this epoch, and what is on its way is not known. */
  void spend(String why, Throwable cause) {
    List<Item> left = new ArrayList<>();
    synchronized (this) {
      if (spent != null) {
        return;
      }
      spent = why;
      left.addAll(copying);
      left.addAll(queue);
      copying.clear();
      queue.clear();
    }
    left.forEach(item -> item.done().complete(unknown(cause)));
    pump();
  }

  /** A copy that takes too long has failed. */
  void watch(long now, long patience) {
    boolean late;
    synchronized (this) {
      late = !copying.isEmpty() && !answering && now - copyingSince > patience;
    }
    if (late) {
      meters.failed.increment();
      spend(
          "The copy of an earlier write did not come; acquire.",
          new StoreException(Refusal.UNAVAILABLE, "No other node confirmed the copy in time."));
    }
  }

  /** Takes no more writes; done when all that were taken are answered. */
  CompletionStage<Void> retire() {
    synchronized (this) {
      retired = true;
    }
    pump();
    return drained;
  }
}

package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A write on its way. */
abstract sealed class Work {
  final DocumentId id;

  Work(DocumentId id) {
    this.id = id;
  }

  /** Tells the caller. */
  abstract void tell(Appended answer);

  /** Bytes of payload, for the limit of the queue. */
  long bytes() {
    return 0;
  }

  /** How much of it one round sends. */
  long roundBytes() {
    return bytes();
  }

  int entryCount() {
    return 0;
  }

  static final class Acquire extends Work {
    final CompletableFuture<Epoch> stage = new CompletableFuture<>();
    final String owner;

    Acquire(DocumentId id, String owner) {
      super(id);
      this.owner = owner;
    }

    /** Durable tells the epoch here. */
    @Override
    void tell(Appended answer) {
      if (answer instanceof Appended.Durable durable) {
        stage.complete(new Epoch(durable.position()));
      } else if (answer instanceof Appended.Rejected rejected) {
        Refusal reason =
            rejected.reason() == Refusal.READ_ONLY ? Refusal.UNAVAILABLE : rejected.reason();
        stage.completeExceptionally(new StoreException(reason, rejected.message()));
      } else if (answer instanceof Appended.Unknown unknown) {
        stage.completeExceptionally(
            new StoreException(
                Refusal.UNAVAILABLE, id + " could not be acquired.", unknown.cause()));
      }
    }
  }

  /** A write that needs an epoch. */
  abstract static sealed class Fenced extends Work {
    final CompletableFuture<Appended> stage = new CompletableFuture<>();
    final Epoch epoch;

    Fenced(DocumentId id, Epoch epoch) {
      super(id);
      this.epoch = epoch;
    }

    @Override
    final void tell(Appended answer) {
      stage.complete(answer);
    }
  }

  static final class Append extends Fenced {
    final long after;
    final List<StoredEntry> entries;
    private final long bytes;

    Append(DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
      super(id, epoch);
      this.after = after;
      this.entries = entries;
      long sum = 0;
      for (StoredEntry entry : entries) {
        sum += entry.bytes().length;
      }
      bytes = sum;
    }

    long last() {
      return after + entries.size();
    }

    @Override
    long bytes() {
      return bytes;
    }

    @Override
    int entryCount() {
      return entries.size();
    }
  }

  /** A snapshot goes in parts, one a round, so that a large one keeps nobody waiting for long. */
  static final class Put extends Fenced {
    /** Bytes of a part. */
    static final int PART = 256 << 10;

    final StoredSnapshot snapshot;

    /** The number its parts are kept under; 0 before the first. */
    long upload;

    int written;

    Put(DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
      super(id, epoch);
      this.snapshot = snapshot;
    }

    int parts() {
      return Math.max(1, (snapshot.bytes().length + PART - 1) / PART);
    }

    @Override
    long bytes() {
      return snapshot.bytes().length;
    }

    @Override
    long roundBytes() {
      return PART;
    }
  }

  static final class Drop extends Fenced {
    final long below;

    Drop(DocumentId id, Epoch epoch, long below) {
      super(id, epoch);
      this.below = below;
    }
  }

  static final class Delete extends Fenced {
    Delete(DocumentId id, Epoch epoch) {
      super(id, epoch);
    }
  }
}

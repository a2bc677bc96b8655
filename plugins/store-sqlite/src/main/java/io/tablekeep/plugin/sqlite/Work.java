package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A write on its way: judged in a transaction, answered after its commit. */
abstract sealed class Work {
  final DocumentId id;
  private @Nullable Appended answer;

  Work(DocumentId id) {
    this.id = id;
  }

  /**
   * Does it within the transaction; the answer holds once that is committed. Empty: needs another
   * one.
   */
  abstract Optional<Appended> apply(Ledger ledger) throws SQLException;

  /** Tells the caller. */
  abstract void tell(Appended answer);

  /** Bytes of payload, for the limit of the queue. */
  long bytes() {
    return 0;
  }

  int entryCount() {
    return 0;
  }

  /** Whether it needs room on the disk. */
  boolean grows() {
    return false;
  }

  /**
   * Removes, within a transaction, what earlier commits stored of it, when it ends otherwise than
   * well.
   */
  void abandon(Ledger ledger) throws SQLException {}

  final void decide(Ledger ledger) throws SQLException {
    answer = apply(ledger).orElse(null);
  }

  final void refuse(Rejected why) {
    answer = why;
  }

  final boolean isDecided() {
    return answer != null;
  }

  final boolean isRejected() {
    return answer instanceof Rejected;
  }

  final void tellDecided() {
    Appended decided = answer;
    if (decided != null) {
      tell(decided);
    }
  }

  static final class Acquire extends Work {
    final CompletableFuture<Epoch> stage = new CompletableFuture<>();
    private final String owner;

    Acquire(DocumentId id, String owner) {
      super(id);
      this.owner = owner;
    }

    @Override
    Optional<Appended> apply(Ledger ledger) throws SQLException {
      return Optional.of(new Appended.Durable(ledger.acquire(id, owner)));
    }

    @Override
    void tell(Appended answer) {
      if (answer instanceof Appended.Durable durable) {
        stage.complete(new Epoch(durable.position()));
      } else if (answer instanceof Rejected rejected) {
        stage.completeExceptionally(new StoreException(rejected.reason(), rejected.message()));
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
    private final Epoch epoch;

    Fenced(DocumentId id, Epoch epoch) {
      super(id);
      this.epoch = epoch;
    }

    @Override
    final Optional<Appended> apply(Ledger ledger) throws SQLException {
      Optional<Rejected> fenced = ledger.fenced(id, epoch);
      if (fenced.isPresent()) {
        abandon(ledger);
        return Optional.of(fenced.get());
      }
      return applyAllowed(ledger);
    }

    abstract Optional<Appended> applyAllowed(Ledger ledger) throws SQLException;

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

    @Override
    Optional<Appended> applyAllowed(Ledger ledger) throws SQLException {
      return Optional.of(ledger.append(this));
    }

    @Override
    long bytes() {
      return bytes;
    }

    @Override
    int entryCount() {
      return entries.size();
    }

    @Override
    boolean grows() {
      return true;
    }
  }

  static final class Put extends Fenced {
    private final StoredSnapshot snapshot;
    private long number;
    private int written;

    Put(DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
      super(id, epoch);
      this.snapshot = snapshot;
    }

    @Override
    Optional<Appended> applyAllowed(Ledger ledger) throws SQLException {
      long last = ledger.last(id);
      if (snapshot.position() > last) {
        return Optional.of(
            new Rejected(
                Refusal.CONFLICT,
                id + " ends at " + last + ", before " + snapshot.position() + "."));
      }
      ledger.touch();
      if (written == 0) {
        number = ledger.parts.number();
      }
      if (written < Parts.count(snapshot)) {
        ledger.parts.addPart(number, snapshot, written++);
      }
      if (written < Parts.count(snapshot)) {
        return Optional.empty();
      }
      ledger.parts.finish(number, ledger.journal(id), snapshot);
      return Optional.of(new Appended.Durable(last));
    }

    @Override
    void abandon(Ledger ledger) throws SQLException {
      if (written > 0) {
        ledger.touch();
        ledger.parts.abandon(number);
      }
    }

    @Override
    long bytes() {
      return snapshot.bytes().length;
    }

    @Override
    boolean grows() {
      return true;
    }
  }

  static final class Drop extends Fenced {
    private final long below;

    Drop(DocumentId id, Epoch epoch, long below) {
      super(id, epoch);
      this.below = below;
    }

    @Override
    Optional<Appended> applyAllowed(Ledger ledger) throws SQLException {
      ledger.touch();
      ledger.parts.drop(ledger.journal(id), below);
      return Optional.of(new Appended.Durable(ledger.last(id)));
    }
  }

  static final class Delete extends Fenced {
    Delete(DocumentId id, Epoch epoch) {
      super(id, epoch);
    }

    @Override
    Optional<Appended> applyAllowed(Ledger ledger) throws SQLException {
      return Optional.of(new Appended.Durable(ledger.delete(id)));
    }
  }
}

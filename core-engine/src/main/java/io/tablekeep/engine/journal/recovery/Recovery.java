package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The way back of one document: newest sound snapshot, then the entries above it. Reads only; what
 * costs time runs in the offload pool.
 */
public final class Recovery {
  private final Shelf home;
  private final DocumentId document;
  private final List<Damage> skipped = new ArrayList<>();

  /**
   * A way back.
   *
   * @param home what it stands on
   * @param document which document
   */
  public Recovery(Shelf home, DocumentId document) {
    this.home = home;
    this.document = document;
  }

  /**
   * The document as its journal has it.
   *
   * @return after its last entry; fails with a {@link JournalException} when it is damaged, or with
   *     what the store says
   */
  public CompletionStage<Replay> load() {
    return last().thenCompose(last -> snapshot(Long.MAX_VALUE, last));
  }

  /**
   * A document that is known up to a point, with what its journal has above it.
   *
   * @param from whose mark is durable; goes on from there
   * @return as above
   */
  public CompletionStage<Replay> extend(Replay from) {
    return last()
        .thenCompose(
            last -> {
              if (last < from.mark().version()) {
                throw missing(last, from.mark().version(), "acknowledged");
              }
              return tail(from, last);
            });
  }

  private CompletionStage<Long> last() {
    return Calls.stage(() -> home.store().describe(document))
        .thenApply(info -> info.map(DocumentInfo::last).orElse(0L));
  }

  private CompletionStage<Replay> snapshot(long atOrBelow, long last) {
    return Calls.stage(() -> home.store().snapshot(document, atOrBelow))
        .thenCompose(found -> begin(found, last));
  }

  private CompletionStage<Replay> begin(Optional<StoredSnapshot> found, long last) {
    long position = found.map(StoredSnapshot::position).orElse(0L);
    if (found.isEmpty() || position == 0) {
      return tail(Replay.fromStart(document, home.ledger()), last);
    }
    if (position > last) {
      throw missing(last, position, "in a snapshot");
    }
    StoredSnapshot stored = found.get();
    return home.runtime()
        .offload(() -> decode(stored))
        .thenCompose(
            replay -> replay.isPresent() ? tail(replay.get(), last) : snapshot(position - 1, last));
  }

  private Optional<Replay> decode(StoredSnapshot stored) {
    try {
      SnapshotCodec.Decoded decoded = SnapshotCodec.decode(document, stored);
      Ledger ledger = new Ledger(home.ledger());
      ledger.restore(decoded.devices());
      return Optional.of(new Replay(document, decoded.mark(), ledger, stored.position()));
    } catch (JournalException damaged) {
      skipped.add(damaged.damage());
      home.passedOver().accept(damaged.damage());
      return Optional.empty();
    }
  }

  private CompletionStage<Replay> tail(Replay replay, long last) {
    return Pages.read(
            home.store(),
            home.runtime(),
            document,
            replay.mark().version(),
            last,
            page -> {
              for (StoredEntry entry : page) {
                replay.apply(entry);
              }
            })
        .thenApply(
            done -> {
              if (replay.mark().version() < last) {
                throw missing(replay.mark().version(), last, "in the store's own count");
              }
              if (!replay.isComplete()) {
                throw new JournalException(
                    "journal-incomplete",
                    document,
                    last,
                    "making the document was broken off; delete it and make it again");
              }
              replay.damages().addAll(skipped);
              return replay;
            });
  }

  private JournalException missing(long last, long known, String where) {
    return new JournalException(
        "journal-gap",
        document,
        last + 1,
        "the journal ends at entry " + last + ", but entry " + known + " is " + where);
  }
}

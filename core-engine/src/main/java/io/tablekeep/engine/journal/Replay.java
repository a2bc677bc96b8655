package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a document back entry by entry: checks each one against the one before, applies its
 * effects, takes in its receipt. Runs no rule and reads no clock. One thread at a time.
 */
final class Replay {
  private final DocumentId document;
  private final long snapshot;
  private final Ledger ledger;
  private final List<Damage> damages = new ArrayList<>();
  private Mark mark;
  private long replayed;
  private boolean complete = true;
  private long replayedBytes;

  /**
   * Goes on from a point.
   *
   * @param snapshot version of the snapshot it came from, 0 for none
   */
  Replay(DocumentId document, Mark from, Ledger ledger, long snapshot) {
    this.document = document;
    this.mark = from;
    this.ledger = ledger;
    this.snapshot = snapshot;
  }

  /** Begins before the first entry. */
  static Replay fromStart(DocumentId document, LedgerLimits limits) {
    Mark start = new Mark(0, EntryDecoder.seed(document), 0, Instant.EPOCH, JsonObject.empty(0));
    return new Replay(document, start, new Ledger(limits), 0);
  }

  /**
   * Takes in the next entry.
   *
   * @throws JournalException it is damaged, not the next one, or of a newer version; nothing
   *     changes
   */
  void apply(StoredEntry stored) {
    if (stored.position() != mark.version() + 1) {
      throw new JournalException(
          "journal-gap",
          document,
          mark.version() + 1,
          "entry " + stored.position() + " comes after entry " + mark.version());
    }
    int chain = EntryDecoder.chain(document, stored, mark.chain());
    Entry entry = EntryDecoder.decode(document, stored);
    JsonObject root;
    try {
      root = Effects.apply(mark.root(), entry.effects(), entry.version());
    } catch (TablekeepException | IllegalArgumentException wrong) {
      throw new JournalException(
          "journal-damaged",
          document,
          stored.position(),
          "its effects do not fit the document: " + wrong.getMessage());
    }
    if (!ledger.record(entry) && damages.size() < Verification.MAX_DAMAGES) {
      damages.add(
          new Damage(
              "action-twice",
              document,
              stored.position(),
              "action "
                  + entry.cause().n()
                  + " of device "
                  + entry.cause().device()
                  + " has run before"));
    }
    complete =
        !(entry.outcome() instanceof Outcome.Pending) || !entry.cause().type().equals(Cause.CREATE);
    int size = stored.bytes().length;
    mark = new Mark(entry.version(), chain, mark.bytes() + size, entry.time(), root);
    replayed++;
    replayedBytes += size;
  }

  /** Whether the document's first entries are all there. */
  boolean isComplete() {
    return complete;
  }

  Mark mark() {
    return mark;
  }

  Ledger ledger() {
    return ledger;
  }

  long replayedBytes() {
    return replayedBytes;
  }

  /** What was found wrong and passed over: snapshots, ids that ran twice. */
  List<Damage> damages() {
    return damages;
  }

  Recovered recovered() {
    return new Recovered(mark.version(), mark.root(), mark.time(), snapshot, replayed, damages);
  }
}

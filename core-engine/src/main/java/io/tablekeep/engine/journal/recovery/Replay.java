package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
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
public final class Replay {
  private final DocumentId document;
  private final long snapshot;
  private final Ledger ledger;
  private final List<Damage> damages = new ArrayList<>();
  private Mark mark;
  private long replayed;
  private boolean complete = true;
  private long epoch;
  private long replayedBytes;

  /**
   * Goes on from a point.
   *
   * @param document whose journal
   * @param from the document at that point
   * @param ledger its receipts at that point; written to from now on
   * @param snapshot version of the snapshot they came from, 0 for none
   */
  public Replay(DocumentId document, Mark from, Ledger ledger, long snapshot) {
    this.document = document;
    this.mark = from;
    this.ledger = ledger;
    this.snapshot = snapshot;
  }

  /**
   * Begins before the first entry.
   *
   * @param document whose journal
   * @param limits how many devices are remembered
   * @return a replay at version 0
   */
  public static Replay fromStart(DocumentId document, LedgerLimits limits) {
    Mark start = new Mark(0, EntryDecoder.seed(document), 0, Instant.EPOCH, JsonObject.empty(0));
    return new Replay(document, start, new Ledger(limits), 0);
  }

  /**
   * Takes in the next entry.
   *
   * @param stored the entry
   * @return what it says
   * @throws JournalException it is damaged, not the next one, or of a newer version; nothing
   *     changes
   */
  public Entry apply(StoredEntry stored) {
    if (stored.position() != mark.version() + 1) {
      throw new JournalException(
          "journal-gap",
          document,
          mark.version() + 1,
          "entry " + stored.position() + " comes after entry " + mark.version());
    }
    int chain = EntryDecoder.chain(document, stored, mark.chain());
    Entry entry = EntryDecoder.decode(document, stored);
    if (entry.epoch() < epoch) {
      throw new JournalException(
          "journal-damaged",
          document,
          stored.position(),
          "a writer of epoch " + entry.epoch() + " wrote it after one of epoch " + epoch);
    }
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
    epoch = entry.epoch();
    complete =
        !(entry.outcome() instanceof Outcome.Pending) || !entry.cause().type().equals(Cause.CREATE);
    int size = stored.bytes().length;
    DiceState dice = mark.dice().after(entry);
    mark = new Mark(entry.version(), chain, mark.bytes() + size, entry.time(), root, dice);
    replayed++;
    replayedBytes += size;
    return entry;
  }

  /** Whether the document's first entries are all there. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Where it stands.
   *
   * @return the document after the last entry
   */
  public Mark mark() {
    return mark;
  }

  /**
   * The receipts.
   *
   * @return the ledger after the last entry
   */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * How much was replayed.
   *
   * @return bytes of text of the entries taken in
   */
  public long replayedBytes() {
    return replayedBytes;
  }

  /** What was found wrong and passed over: snapshots, ids that ran twice. */
  List<Damage> damages() {
    return damages;
  }

  /**
   * What came back.
   *
   * @return the document and what was found on the way
   */
  public Recovered recovered() {
    return new Recovered(mark.version(), mark.root(), mark.time(), snapshot, replayed, damages);
  }
}

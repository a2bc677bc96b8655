package io.tablekeep.engine.journal;

import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Recovered;
import io.tablekeep.engine.journal.recovery.Replay;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The open journal of one document. What is appended in one turn of the loop goes to the store in
 * one call; several calls are on their way at once, and their answers are reported in order.
 *
 * <p>Opened by {@link Journals}; every method is called on the document's loop. After a loss the
 * object is of no more use: {@link Journals#reopen} makes the next one.
 */
public final class Journal {
  private final Journals home;
  private final DocumentId document;
  private final Loop loop;
  private final Optional<Epoch> epoch;
  private final JournalListener listener;
  private Recovered recovered;
  private final Ledger ledger;
  private final JournalOptions options;
  private final JournalMetrics metrics;
  private final EntryEncoder encoder = new EntryEncoder();
  private final Snapshotter snapshotter;
  private final Overdue overdue;

  /** Handed to the store and not settled, oldest first. */
  private final ArrayDeque<Batch> sent = new ArrayDeque<>();

  /** What this turn has appended so far. */
  private @Nullable Batch open;

  private int flying;
  private long flyingBytes;
  private Mark head;
  private Mark durable;
  private boolean lost;
  private @Nullable CompletableFuture<Void> closing;

  /** Nothing is written any more, not even a snapshot. */
  private boolean ending;

  Journal(
      Journals home,
      DocumentId document,
      Loop loop,
      Optional<Epoch> epoch,
      JournalListener listener,
      Replay replay) {
    this.home = home;
    this.document = document;
    this.loop = loop;
    this.epoch = epoch;
    this.listener = listener;
    recovered = replay.recovered();
    ledger = replay.ledger();
    options = home.options();
    metrics = home.metrics();
    durable = replay.mark();
    head = durable;
    overdue = new Overdue(loop, options.patience(), this::hasAppends);
    snapshotter = new Snapshotter(home, this, loop, recovered.replayed(), replay.replayedBytes());
    if (epoch.isEmpty()) {
      lost = true;
      snapshotter.stop();
    }
  }

  /**
   * Whether the document was taken over, not only read.
   *
   * @return false where nothing can be appended
   */
  public boolean isOwned() {
    return epoch.isPresent();
  }

  /**
   * Whose journal it is.
   *
   * @return the document
   */
  public DocumentId document() {
    return document;
  }

  /**
   * The right to write that this journal holds.
   *
   * @return the epoch
   */
  public Epoch epoch() {
    return epoch.orElseThrow();
  }

  /**
   * The document as it was when this journal was opened.
   *
   * @return what came back
   */
  public Recovered recovered() {
    return recovered;
  }

  /**
   * Which actions have run. Told of every entry by this journal.
   *
   * @return the ledger, for the loop only
   */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * The version of the last appended entry.
   *
   * @return the head version, durable or not
   */
  public long version() {
    return head.version();
  }

  /**
   * Checksum of the last appended entry, which the next one builds on.
   *
   * @return that of {@link #version}
   */
  public int chain() {
    return head.chain();
  }

  /**
   * What the journal says of the document's dice.
   *
   * @return the state after the last appended entry, durable or not
   */
  public DiceState dice() {
    return head.dice();
  }

  /**
   * What the journal says of the document's dice, as far as it is durable.
   *
   * @return the state at the durable version
   */
  public DiceState durableDice() {
    return durable.dice();
  }

  /**
   * The newest version that was reported durable.
   *
   * @return the durable version
   */
  public long durableVersion() {
    return durable.version();
  }

  /**
   * Holds another form of the document as it is now, such as a packed one, and lets the form it was
   * opened with go. To be called while nothing is on its way.
   *
   * @param equal a document equal to the one at the durable version
   */
  public void hold(JsonObject equal) {
    durable = durable.with(equal);
    head = durable;
    recovered = recovered.with(equal);
  }

  /**
   * Whether an action may be decided: to be asked before, since what was decided must be written.
   *
   * @return {@link Room#OPEN}, or why not
   */
  public Room room() {
    if (lost || closing != null) {
      return Room.CLOSED;
    }
    if (flying >= options.inFlightEntries() || flyingBytes >= options.inFlightBytes()) {
      return metrics.refused(Room.FULL);
    }
    return head.bytes() >= options.quotaBytes() ? metrics.refused(Room.QUOTA) : Room.OPEN;
  }

  /**
   * How much the journal takes, with what is on its way.
   *
   * @return bytes and quota
   */
  public Usage usage() {
    long bytes = head.bytes();
    return new Usage(bytes, options.quotaBytes(), bytes >= options.warnBytes());
  }

  /**
   * Sends an entry to the store.
   *
   * @param entry the next entry: version {@link #version()}{@code + 1}, this journal's epoch, an id
   *     the ledger calls new
   * @param after the document after it
   * @return false when the entry is larger than {@link JournalOptions#entryBytes}: then nothing has
   *     happened
   * @throws IllegalStateException a defect of the caller: the journal is lost or closed, the
   *     version or epoch is not the next, or the id has run before. Nothing has happened then
   *     either
   */
  public boolean append(Entry entry, JsonObject after) {
    check(entry);
    byte[] text = encoder.encode(entry, head.chain());
    if (text.length > home.entryBytes(entry)) {
      metrics.tooLarge();
      return false;
    }
    if (open != null && open.wouldOverflow(text.length, home.storeLimits())) {
      flush();
    }
    if (open == null) {
      open = new Batch();
      loop.execute(this::flush);
    }
    long bytes = head.bytes() + text.length;
    boolean near = bytes >= options.warnBytes() && head.bytes() < options.warnBytes();
    DiceState dice = head.dice().after(entry);
    head = new Mark(entry.version(), encoder.chain(), bytes, entry.time(), after, dice);
    open.add(entry, new StoredEntry(entry.version(), text), head);
    flying++;
    flyingBytes += text.length;
    ledger.sent(entry.cause(), entry.version());
    if (near) {
      metrics.nearQuota(document, usage());
    }
    return true;
  }

  private void check(Entry entry) {
    if (lost || closing != null) {
      throw new IllegalStateException("the journal of " + document + " takes no more entries");
    }
    if (entry.version() != head.version() + 1 || entry.epoch() != epoch().value()) {
      throw new IllegalStateException(
          "entry " + entry.version() + " of epoch " + entry.epoch() + " is not the next one");
    }
    if (!ledger.admits(entry.cause())) {
      throw new IllegalStateException(
          "action " + entry.cause().n() + " of " + entry.cause().device() + " has run before");
    }
  }

  private void flush() {
    Batch batch = open;
    if (batch == null || lost) {
      return;
    }
    open = null;
    batch.sent(home.runtime().nanos());
    sent.add(batch);
    metrics.sent(batch);
    overdue.watch();
    long after = batch.stored().get(0).position() - 1;
    loop.resume(
        Calls.stage(() -> home.store().append(document, epoch(), after, batch.stored())),
        (answer, failure) -> settle(batch, Calls.appended(answer, failure)));
  }

  /** Gives up an append whose time is over, and says whether others are on their way. */
  private boolean hasAppends() {
    Batch oldest = sent.peek();
    if (oldest != null
        && home.runtime().nanos() - oldest.sentNanos() > options.patience().toNanos()) {
      lose(new Appended.Unknown(new TimeoutException("The store does not answer.")));
      finishClosing();
    }
    return !lost && !sent.isEmpty();
  }

  private void settle(Batch batch, Appended answer) {
    batch.answered(answer);
    while (!lost && !sent.isEmpty()) {
      Batch first = sent.element();
      Appended said = first.answer();
      if (said == null) {
        return;
      }
      if (said instanceof Appended.Durable yes && yes.position() == first.end().version()) {
        sent.remove();
        durable(first);
      } else {
        lose(said);
      }
    }
    finishClosing();
  }

  private void durable(Batch batch) {
    flying -= batch.entries().size();
    flyingBytes -= batch.bytes();
    durable = batch.end();
    for (Entry entry : batch.entries()) {
      ledger.record(entry);
    }
    metrics.durable(batch, home.runtime().nanos());
    listener.durable(durable.version());
    snapshotter.grown(batch.entries().size(), batch.bytes());
  }

  private void lose(Appended said) {
    lost = true;
    snapshotter.stop();
    overdue.stop();
    sent.forEach(metrics::forget);
    sent.clear();
    open = null;
    Loss loss = Loss.of(said, durable.version());
    metrics.lost(document, loss);
    listener.lost(loss);
  }

  /** The document at the durable version, for a snapshot or the way back. */
  Mark durableMark() {
    return durable;
  }

  /** A snapshot's fate is unknown, which ends this epoch for everything. */
  void unknown(Appended said) {
    if (isOpen()) {
      lose(said);
      finishClosing();
    }
  }

  /**
   * Nobody can tell any more whether this is still the journal that is written: it is lost.
   *
   * @param why for the log
   */
  public void doubt(String why) {
    unknown(new Appended.Unknown(new IllegalStateException(why)));
  }

  /** Whether the store may still be written to. */
  boolean isOpen() {
    return !lost && !ending;
  }

  /**
   * Takes no more entries, waits for those on their way, and takes a last snapshot.
   *
   * @return done on the loop, also when entries or the snapshot are lost
   */
  public CompletionStage<Void> close() {
    if (closing == null) {
      closing = new CompletableFuture<>();
      flush();
      finishClosing();
    }
    return closing;
  }

  /**
   * The same without a last snapshot: for a document that another has read already.
   *
   * @return as above
   */
  public CompletionStage<Void> end() {
    ending = true;
    return close();
  }

  private void finishClosing() {
    CompletableFuture<Void> waiting = closing;
    if (waiting == null || waiting.isDone() || (!lost && (open != null || !sent.isEmpty()))) {
      return;
    }
    if (ending) {
      snapshotter.stop();
      waiting.complete(null);
    } else {
      snapshotter.close(() -> waiting.complete(null));
    }
  }
}

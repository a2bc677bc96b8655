package io.tablekeep.engine.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.PackedEffects;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.journal.recovery.Entries;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Recovery;
import io.tablekeep.engine.journal.recovery.Replay;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.journal.recovery.Shelf;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.journal.recovery.Verifier;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens, creates and verifies the journals of one store. One for an engine; thread-safe. */
public final class Journals {
  /** Journal entries read for one version at most. */
  private static final int MOST = 200_000;

  /** The longest entry whose effects are packed, if the store takes so much: 8 MiB. */
  private static final int PACKED = 8 << 20;

  /** What stands in an entry besides the effects of a return or a merge. */
  private static final int SPARE = 64 << 10;

  private final CampaignStore store;
  private final EngineRuntime runtime;
  private final JournalOptions options;
  private final JournalMetrics metrics;
  private final String owner;
  private final Shelf shelf;
  private final Prepared prepared;

  /**
   * Journals on a store.
   *
   * @param store where they are kept; stays the caller's to close
   * @param runtime time and threads
   * @param options the bounds of each
   * @param meters where metrics go
   * @param owner who writes, as others are told; 1 to 200 characters
   */
  public Journals(
      CampaignStore store,
      EngineRuntime runtime,
      JournalOptions options,
      MeterRegistry meters,
      String owner) {
    this.store = store;
    this.runtime = runtime;
    this.options = options;
    this.metrics = new JournalMetrics(meters);
    this.owner = owner;
    shelf = new Shelf(store, runtime, options.ledger(), metrics::damagedSnapshot);
    prepared = new Prepared(shelf, meters);
  }

  /**
   * Takes a document over and reads it: newest sound snapshot, then the entries above it. A
   * document without entries comes back empty at version 0. While the store takes no writes a
   * document that has entries is only read, see {@link Journal#isOwned}.
   *
   * @param document which one
   * @param loop its loop
   * @param listener told what becomes of entries, on that loop
   * @return the journal, on the loop; or a failure: a {@link
   *     io.tablekeep.engine.journal.entry.JournalException} says what is damaged, a {@link
   *     io.tablekeep.sdk.store.StoreException} that the store does not answer
   */
  public CompletionStage<Journal> open(DocumentId document, Loop loop, JournalListener listener) {
    CompletionStage<Optional<Epoch>> epoch =
        acquire(document)
            .thenApply(Optional::of)
            .exceptionallyCompose(
                failure ->
                    isReadOnly(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    return open(document, loop, listener, epoch, () -> prepared.take(document));
  }

  private static boolean isReadOnly(Throwable failure) {
    return Calls.unwrapped(failure) instanceof StoreException refused
        && refused.reason() == Refusal.READ_ONLY;
  }

  /**
   * Asks whether a document that could only be read may be written by now.
   *
   * @param document which one
   * @return done when it may, and has to be opened anew; or a failure, as with {@link #open}
   */
  public CompletionStage<Epoch> take(DocumentId document) {
    return acquire(document);
  }

  /**
   * Reads a document for {@link #open}, which then reads only what was written since, without
   * taking it over. Kept for a while, and only so many.
   *
   * @param document which one
   * @return done when it was read; or a failure as with {@link #open}, or with code {@code
   *     overloaded}
   */
  public CompletionStage<Void> prepare(DocumentId document) {
    return prepared.prepare(document);
  }

  /**
   * Takes a document over again after a loss. Reads only what lies above the durable version, which
   * may be some of what was on its way.
   *
   * @param lost the journal that was lost; to be called on its loop
   * @param loop its loop
   * @param listener told what becomes of entries, on that loop
   * @return the next journal, on the loop; or a failure, as with {@link #open}
   */
  public CompletionStage<Journal> reopen(Journal lost, Loop loop, JournalListener listener) {
    DocumentId document = lost.document();
    Ledger ledger = new Ledger(options.ledger());
    ledger.restore(lost.ledger().freeze());
    Replay known = new Replay(document, lost.durableMark(), ledger, lost.recovered().snapshot());
    return open(
        document,
        loop,
        listener,
        acquire(document).thenApply(Optional::of),
        () -> new Recovery(shelf, document).extend(known));
  }

  private record Taken(Optional<Epoch> epoch, Replay replay) {
    Taken {
      if (epoch.isEmpty() && replay.mark().version() == 0) {
        throw new StoreException(Refusal.READ_ONLY, "The store takes no writes at present.");
      }
    }
  }

  private CompletionStage<Journal> open(
      DocumentId document,
      Loop loop,
      JournalListener listener,
      CompletionStage<Optional<Epoch>> acquired,
      Supplier<CompletionStage<Replay>> read) {
    CompletableFuture<Journal> opened = new CompletableFuture<>();
    long begin = runtime.nanos();
    loop.resume(
        acquired.thenCompose(epoch -> read.get().thenApply(replay -> new Taken(epoch, replay))),
        (taken, failure) -> {
          if (taken == null) {
            Throwable why = failure == null ? new IllegalStateException("no answer") : failure;
            metrics.openFailed(document, why);
            opened.completeExceptionally(Calls.unwrapped(why));
            return;
          }
          Journal journal = new Journal(this, document, loop, taken.epoch, listener, taken.replay);
          metrics.opened(journal.recovered(), runtime.nanos() - begin);
          opened.complete(journal);
        });
    return opened;
  }

  private CompletionStage<Epoch> acquire(DocumentId document) {
    return Calls.stage(() -> store.acquire(document, owner));
  }

  /**
   * Makes a document by writing its first entry, which puts the whole of it at the root. One that
   * is larger than the store's entries takes several, in one call as long as the store allows that.
   *
   * @param document its name, not in use
   * @param by participant who makes it, empty for the engine itself
   * @param payload what is to be said about it, a tree value
   * @param root the whole document
   * @param time now
   * @return its version, durable; or a failure with code {@code document-exists}, {@code
   *     value-too-large} or that of the store
   */
  public CompletionStage<Long> create(
      DocumentId document, String by, Object payload, JsonObject root, Instant time) {
    return create(document, by, payload, root, time, List.of());
  }

  /**
   * Makes a document whose dice are fixed from the beginning.
   *
   * @param document its name, not in use
   * @param by participant who makes it, empty for the engine itself
   * @param payload what is to be said about it, a tree value
   * @param root the whole document
   * @param time now
   * @param dice what happens to its dice
   * @return as above
   */
  public CompletionStage<Long> create(
      DocumentId document,
      String by,
      Object payload,
      JsonObject root,
      Instant time,
      List<DiceEvent> dice) {
    return new Creation(this, document).begin(by, payload, root, time, dice);
  }

  /**
   * Reads a whole journal from its first entry, without taking it over, and compares it with every
   * snapshot and with what {@link #open} would give. Bounded in memory by the document and two
   * pages.
   *
   * @param document which one
   * @return what was found; fails only when the store does not answer
   */
  public CompletionStage<Verification> verify(DocumentId document) {
    return new Verifier(shelf, document).run();
  }

  /**
   * The newest entry of a document, whoever has it open.
   *
   * @param document which one
   * @return its version; 0 when there is no such document
   */
  public CompletionStage<Long> newest(DocumentId document) {
    return Calls.stage(() -> store.describe(document))
        .thenApply(info -> info.map(DocumentInfo::last).orElse(0L));
  }

  /**
   * Reads entries one after the other, without bringing the document back.
   *
   * @param document which one
   * @param after version before the first
   * @param until version of the last
   * @param each shown every entry in order, on worker threads, one at a time
   * @return done when all were shown; fails when one cannot be read, or the store does not answer
   */
  public CompletionStage<Void> read(
      DocumentId document, long after, long until, Consumer<Entry> each) {
    return Entries.read(shelf, document, after, until, each);
  }

  /**
   * Goes through a part of a journal. Reads only; runs no rule.
   *
   * @param document which one
   * @param known the document at some version, if one is at hand
   * @param after the version after which the part begins
   * @param until its last version; at {@code after} for none
   * @param most journal entries read at most below the part, and as many of it
   * @param visitor shown each entry in order, also those on the way to the part, on worker threads
   * @return the document after the last entry that was shown; fails with code {@code too-far} when
   *     the work would be more than allowed, or with what is wrong with the journal
   */
  public CompletionStage<Mark> retrace(
      DocumentId document,
      Optional<Mark> known,
      long after,
      long until,
      int most,
      Retrace.Visitor visitor) {
    return new Retrace(shelf, document, known, after, until, most, visitor).run();
  }

  /**
   * A document at one version. Reads only; runs no rule.
   *
   * @param document which one
   * @param version the version, at least 1
   * @return the document; fails as {@link #retrace}
   */
  public CompletionStage<Mark> at(DocumentId document, long version) {
    return retrace(document, Optional.empty(), version, version, MOST, Retrace.NOTHING);
  }

  CampaignStore store() {
    return store;
  }

  /**
   * How long the text of an entry may be.
   *
   * @return bytes, by the options and by the store
   */
  public int entryBytes() {
    return Math.min(options.entryBytes(), storeLimits().entryBytes());
  }

  /**
   * From how many bytes on effects have to be packed to fit into an entry, with what else stands in
   * it.
   *
   * @return bytes of their text
   */
  public int plainBytes() {
    return Math.max(entryBytes() - SPARE, 0);
  }

  /** What is packed may fill what the store takes: only the table's own time is packed. */
  int entryBytes(Entry entry) {
    return entry.effects() instanceof PackedEffects ? packedBytes() : entryBytes();
  }

  private int packedBytes() {
    return Math.max(entryBytes(), Math.min(PACKED, storeLimits().entryBytes()));
  }

  /**
   * Whether effects fit into an entry, packed if they must be. Takes as long as it takes to
   * compress them.
   *
   * @param effects the effects
   * @return false when they are too many
   */
  public boolean fits(List<Effect> effects) {
    int plain = plainBytes();
    List<Effect> packed = PackedEffects.over(effects, plain);
    return PackedEffects.textBytes(packed) <= plain
        || (packed instanceof PackedEffects
            && PackedEffects.textBytes(packed) <= packedBytes() - SPARE);
  }

  StoreLimits storeLimits() {
    return store.limits();
  }

  EngineRuntime runtime() {
    return runtime;
  }

  JournalOptions options() {
    return options;
  }

  JournalMetrics metrics() {
    return metrics;
  }

  String owner() {
    return owner;
  }
}

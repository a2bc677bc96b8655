package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Writes the first entries of a new document, off the loop: they hold the whole of it. */
final class Creation {
  /** Room in an entry for everything but its effects. */
  private static final int ENVELOPE = 4 << 10;

  /** How much text of entries is in memory at once. */
  private static final long AT_ONCE = 8 << 20;

  /** What all of the first entries but the last one say. */
  private static final Outcome MORE =
      new Outcome.Pending("more-follows", "The next entry goes on with the document.", "");

  private final Journals home;
  private final DocumentId document;

  Creation(Journals home, DocumentId document) {
    this.home = home;
    this.document = document;
  }

  CompletionStage<Long> begin(
      String by, Object payload, JsonObject root, Instant time, List<DiceEvent> dice) {
    Cause cause = Cause.withoutId(by, Cause.CREATE, payload);
    return nobody()
        .thenCompose(
            epoch ->
                home.runtime()
                    .offload(
                        () ->
                            new Script(
                                epoch,
                                cause,
                                Genesis.cut(root, home.storeLimits().entryBytes() - ENVELOPE),
                                time,
                                dice))
                    .thenCompose(this::write));
  }

  /** Takes a name that is free, or whose document was broken off in its making. */
  private CompletionStage<Epoch> nobody() {
    return acquire()
        .thenCompose(
            epoch ->
                Calls.stage(() -> home.store().describe(document))
                    .thenCompose(
                        info -> {
                          long last = info.map(DocumentInfo::last).orElse(0L);
                          return last == 0
                              ? CompletableFuture.completedFuture(epoch)
                              : brokenOff(last).thenCompose(broken -> cleared(epoch, broken));
                        }));
  }

  private CompletionStage<Epoch> acquire() {
    return Calls.stage(() -> home.store().acquire(document, home.owner()));
  }

  private CompletionStage<Boolean> brokenOff(long last) {
    return Calls.stage(() -> home.store().read(document, last - 1, 1, Integer.MAX_VALUE))
        .thenCompose(
            page ->
                home.runtime()
                    .offload(
                        () ->
                            page.items().size() == 1
                                && isUnfinished(
                                    EntryDecoder.decode(document, page.items().get(0)))));
  }

  private CompletionStage<Epoch> cleared(Epoch epoch, boolean broken) {
    if (!broken) {
      throw exists();
    }
    return Calls.stage(() -> home.store().delete(document, epoch)).thenCompose(gone -> acquire());
  }

  /** Whether the document of this last entry is not whole. */
  static boolean isUnfinished(Entry last) {
    return last.outcome() instanceof Outcome.Pending && last.cause().type().equals(Cause.CREATE);
  }

  /** The entries to write, of which only the next few are in memory as text. */
  private final class Script {
    private final Epoch epoch;
    private final Cause cause;
    private final List<List<Effect>> parts;
    private final Instant time;
    private final List<DiceEvent> dice;
    private final EntryEncoder encoder = new EntryEncoder();
    private int chain = EntryDecoder.seed(document);
    private int done;
    private @Nullable StoredEntry ahead;

    Script(Epoch epoch, Cause cause, List<List<Effect>> parts, Instant time, List<DiceEvent> dice) {
      this.epoch = epoch;
      this.cause = cause;
      this.parts = parts;
      this.time = time;
      this.dice = dice;
    }

    /** As many as an append takes; none when all are written. */
    synchronized List<StoredEntry> next() {
      StoreLimits limits = home.storeLimits();
      long room = Math.min(limits.appendBytes(), AT_ONCE);
      List<StoredEntry> some = new ArrayList<>();
      while (some.size() < limits.appendEntries()) {
        StoredEntry entry = ahead == null ? encoded() : ahead;
        ahead = entry;
        if (entry == null || (!some.isEmpty() && entry.bytes().length > room)) {
          break;
        }
        some.add(entry);
        room -= entry.bytes().length;
        ahead = null;
      }
      return some;
    }

    private @Nullable StoredEntry encoded() {
      if (done == parts.size()) {
        return null;
      }
      long version = done + 1L;
      List<Effect> part = parts.get(done++);
      boolean last = done == parts.size();
      Entry entry =
          new Entry(
              version,
              epoch.value(),
              time,
              cause,
              part,
              List.of(),
              last ? Outcome.OK : MORE,
              List.of(),
              last ? dice : List.of());
      StoredEntry stored = new StoredEntry(version, encoder.encode(entry, chain));
      chain = encoder.chain();
      return stored;
    }
  }

  private CompletionStage<Long> write(Script script) {
    return home.runtime()
        .offload(script::next)
        .thenCompose(
            some -> {
              if (some.isEmpty()) {
                return CompletableFuture.completedFuture((long) script.parts.size());
              }
              long from = some.get(0).position() - 1;
              return Calls.stage(() -> home.store().append(document, script.epoch, from, some))
                  .thenCompose(
                      answer -> {
                        if (answer instanceof Appended.Durable) {
                          return write(script);
                        }
                        Loss loss = Loss.of(answer, from);
                        throw new TablekeepException(
                            ErrorKind.RESOURCE, loss.code(), loss.message());
                      });
            });
  }

  private TablekeepException exists() {
    return new TablekeepException(
        ErrorKind.USER, "document-exists", "There is already a document " + document + '.');
  }
}

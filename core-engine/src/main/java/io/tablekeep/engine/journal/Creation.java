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
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes the first entries of a new document, off the loop: they hold the whole of it. */
final class Creation {
  /** Room in an entry for everything but its effects. */
  private static final int ENVELOPE = 4 << 10;

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
    return Calls.stage(() -> home.store().acquire(document, home.owner()))
        .thenCompose(
            epoch ->
                Calls.stage(() -> home.store().describe(document))
                    .thenCompose(
                        info -> {
                          if (info.isPresent() && info.get().last() > 0) {
                            throw exists();
                          }
                          return home.runtime()
                              .offload(() -> entries(epoch, cause, root, time, dice))
                              .thenCompose(entries -> write(epoch, entries, 0));
                        }));
  }

  private List<StoredEntry> entries(
      Epoch epoch, Cause cause, JsonObject root, Instant time, List<DiceEvent> dice) {
    EntryEncoder encoder = new EntryEncoder();
    List<StoredEntry> entries = new ArrayList<>();
    int chain = EntryDecoder.seed(document);
    List<List<Effect>> parts = Genesis.cut(root, home.storeLimits().entryBytes() - ENVELOPE);
    for (List<Effect> part : parts) {
      long version = entries.size() + 1L;
      boolean last = version == parts.size();
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
      entries.add(new StoredEntry(version, encoder.encode(entry, chain)));
      chain = encoder.chain();
    }
    return entries;
  }

  private CompletionStage<Long> write(Epoch epoch, List<StoredEntry> entries, int from) {
    if (from == entries.size()) {
      return CompletableFuture.completedFuture((long) from);
    }
    StoreLimits limits = home.storeLimits();
    int to = from;
    long bytes = 0;
    while (to < entries.size() && to - from < limits.appendEntries()) {
      bytes += entries.get(to).bytes().length;
      if (to > from && bytes > limits.appendBytes()) {
        break;
      }
      to++;
    }
    int end = to;
    return Calls.stage(() -> home.store().append(document, epoch, from, entries.subList(from, end)))
        .thenCompose(
            answer -> {
              if (answer instanceof Appended.Durable) {
                return write(epoch, entries, end);
              }
              Loss loss = Loss.of(answer, from);
              throw new TablekeepException(ErrorKind.RESOURCE, loss.code(), loss.message());
            });
  }

  private TablekeepException exists() {
    return new TablekeepException(
        ErrorKind.USER, "document-exists", "There is already a document " + document + '.');
  }
}

package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Entries alone, without the document they lead to. Reads only. */
public final class Entries {
  private Entries() {}

  /**
   * Reads entries one after the other.
   *
   * @param home what it stands on
   * @param document which document
   * @param after version before the first
   * @param until version of the last
   * @param each shown every entry in order, off the loop, one at a time
   * @return done when all were shown; fails when one cannot be read, or the store does not answer
   */
  public static CompletionStage<Void> read(
      Shelf home, DocumentId document, long after, long until, Consumer<Entry> each) {
    return Pages.read(
        home.store(),
        home.runtime(),
        document,
        after,
        until,
        page -> {
          for (StoredEntry stored : page) {
            each.accept(EntryDecoder.decode(document, stored));
          }
        });
  }
}

package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries page by page and hands each page to the offload pool, in order, while the next one
 * is being read. At most two pages are in memory.
 */
final class Pages {
  /** Entries of a page. */
  static final int ENTRIES = 2_000;

  /** Bytes of a page. */
  static final long BYTES = 2 << 20;

  private final CampaignStore store;
  private final EngineRuntime runtime;
  private final DocumentId document;
  private final long until;
  private final Consumer<List<StoredEntry>> work;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private Pages(
      CampaignStore store,
      EngineRuntime runtime,
      DocumentId document,
      long until,
      Consumer<List<StoredEntry>> work) {
    this.store = store;
    this.runtime = runtime;
    this.document = document;
    this.until = until;
    this.work = work;
  }

  /**
   * Reads entries.
   *
   * @param after position before the first
   * @param until position of the last one wanted
   * @param work does something with each page, off the loop
   * @return done when all were worked on; fails when reading or the work fails
   */
  static CompletionStage<Void> read(
      CampaignStore store,
      EngineRuntime runtime,
      DocumentId document,
      long after,
      long until,
      Consumer<List<StoredEntry>> work) {
    Pages pages = new Pages(store, runtime, document, until, work);
    pages.handle(pages.request(after));
    return pages.done;
  }

  private @Nullable CompletionStage<Page<StoredEntry>> request(long after) {
    if (after >= until) {
      return null;
    }
    int count = (int) Math.min(ENTRIES, until - after);
    return Calls.stage(() -> store.read(document, after, count, BYTES));
  }

  private void handle(@Nullable CompletionStage<Page<StoredEntry>> asked) {
    if (asked == null) {
      done.complete(null);
      return;
    }
    asked.whenComplete(
        (page, failure) -> {
          if (failure != null) {
            done.completeExceptionally(Calls.unwrapped(failure));
          } else {
            replay(page.items());
          }
        });
  }

  private void replay(List<StoredEntry> items) {
    if (items.isEmpty()) {
      done.complete(null);
      return;
    }
    CompletionStage<Page<StoredEntry>> next = request(items.get(items.size() - 1).position());
    Calls.stage(
            () ->
                runtime.offload(
                    () -> {
                      work.accept(items);
                      return Boolean.TRUE;
                    }))
        .whenComplete(
            (ok, failure) -> {
              if (failure != null) {
                done.completeExceptionally(Calls.unwrapped(failure));
              } else {
                handle(next);
              }
            });
  }
}

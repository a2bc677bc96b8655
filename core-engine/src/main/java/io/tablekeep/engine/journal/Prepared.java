package io.tablekeep.engine.journal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.journal.recovery.Recovery;
import io.tablekeep.engine.journal.recovery.Replay;
import io.tablekeep.engine.journal.recovery.Shelf;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents that were read before they are taken over. What was read is a beginning, nothing more:
 * whoever opens the document acquires it first and reads on from there. Thread-safe.
 */
final class Prepared {
  private static final Logger LOG = LoggerFactory.getLogger(Prepared.class);

  /** Twice as many as move to a node at a time. */
  static final int MOST = 16;

  static final Duration KEPT = Duration.ofSeconds(30);

  private final Shelf shelf;
  private final Loop loop;
  private final Map<DocumentId, CompletableFuture<Replay>> read = new HashMap<>();

  Prepared(Shelf shelf, MeterRegistry meters) {
    this.shelf = shelf;
    loop = shelf.runtime().loop("prepared");
    Gauge.builder("tablekeep.journal.prepared", this, Prepared::size)
        .description("Documents that were read before they are taken over")
        .strongReference(true)
        .register(meters);
  }

  private synchronized int size() {
    return read.size();
  }

  /** Reads a document, or what was written since it was read. */
  synchronized CompletionStage<Void> prepare(DocumentId document) {
    CompletableFuture<Replay> before = read.get(document);
    if (before == null && read.size() >= MOST) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE,
              "overloaded",
              "Too many tables are on their way to this server."));
    }
    CompletableFuture<Replay> next =
        before == null ? load(document) : before.thenCompose(known -> extend(document, known));
    read.put(document, next);
    loop.after(KEPT, () -> drop(document, next));
    return next.whenComplete(
            (replay, failure) -> {
              if (failure != null) {
                drop(document, next);
              }
            })
        .thenApply(replay -> null);
  }

  private synchronized void drop(DocumentId document, CompletableFuture<Replay> which) {
    read.remove(document, which);
  }

  /** The document up to its last entry, from what was read if anything was. */
  CompletionStage<Replay> take(DocumentId document) {
    CompletableFuture<Replay> known;
    synchronized (this) {
      known = read.remove(document);
    }
    return known == null
        ? load(document)
        : known
            .thenCompose(replay -> extend(document, replay))
            .exceptionallyCompose(
                failure -> {
                  LOG.warn("{} was read in vain before it was taken over", document, failure);
                  return load(document);
                });
  }

  private CompletableFuture<Replay> load(DocumentId document) {
    return new Recovery(shelf, document).load().toCompletableFuture();
  }

  private CompletableFuture<Replay> extend(DocumentId document, Replay known) {
    return new Recovery(shelf, document).extend(known).toCompletableFuture();
  }
}

package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The document as it was: from the newest snapshot below a version, entry by entry up to it and
 * beyond. Reads only, off the loop, runs no rule. The work is bounded; used once.
 */
public final class Rewind {
  private final Shelf home;
  private final DocumentId document;
  private final long from;
  private final long until;
  private final int most;
  private final Predicate<Mark> visitor;
  private @Nullable Replay replay;
  private boolean visited;
  private boolean stopped;

  /**
   * A way back.
   *
   * @param home what it stands on
   * @param document which document
   * @param from the first version to be shown, at least 1
   * @param until the last version to be shown
   * @param most journal entries read at most below {@code from}, and as many above
   * @param visitor shown the document at each version, one after the other, on a worker thread;
   *     answers whether to go on
   */
  public Rewind(
      Shelf home, DocumentId document, long from, long until, int most, Predicate<Mark> visitor) {
    this.home = home;
    this.document = document;
    this.from = from;
    this.until = Math.min(until, from + most);
    this.most = most;
    this.visitor = visitor;
  }

  /** Enough was seen; stops the reading. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /**
   * Goes there.
   *
   * @return done when the visitor has seen enough or all; fails with code {@code too-far} when the
   *     work would be more than allowed, or with what is wrong with the journal
   */
  public CompletionStage<Void> run() {
    return Calls.stage(() -> home.store().snapshot(document, from)).thenCompose(this::begin);
  }

  private CompletionStage<Void> begin(Optional<StoredSnapshot> found) {
    long position = found.map(StoredSnapshot::position).orElse(0L);
    if (from - position > most) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE, "too-far", "That is too long ago to be looked up."));
    }
    return home.runtime()
        .offload(
            () -> {
              Replay made =
                  position == 0
                      ? Replay.fromStart(document, home.ledger())
                      : decode(found.orElseThrow());
              replay = made;
              visit(made);
              return made.mark().version();
            })
        .thenCompose(
            reached ->
                stopped
                    ? CompletableFuture.<Void>completedFuture(null)
                    : Pages.read(
                        home.store(), home.runtime(), document, reached, until, this::page))
        .handle(
            (done, failure) -> {
              if (failure != null && !(Calls.unwrapped(failure) instanceof Enough)) {
                return CompletableFuture.<Void>failedFuture(Calls.unwrapped(failure));
              }
              return visited
                  ? CompletableFuture.<Void>completedFuture(null)
                  : CompletableFuture.<Void>failedFuture(
                      new TablekeepException(
                          ErrorKind.RESOURCE, "too-far", "The journal does not reach there."));
            })
        .thenCompose(stage -> stage);
  }

  private Replay decode(StoredSnapshot stored) {
    SnapshotCodec.Decoded decoded = SnapshotCodec.decode(document, stored);
    return new Replay(document, decoded.mark(), new Ledger(home.ledger()), stored.position());
  }

  private void page(List<StoredEntry> items) {
    Replay now = replay;
    if (now == null) {
      return;
    }
    for (StoredEntry entry : items) {
      now.apply(entry);
      visit(now);
      if (stopped) {
        throw new Enough();
      }
    }
  }

  private void visit(Replay now) {
    if (now.mark().version() >= from && !stopped) {
      visited = true;
      stopped = !visitor.test(now.mark());
    }
  }
}

package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.JournalException;
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
import org.jspecify.annotations.Nullable;

/**
 * A part of a journal again, entry by entry: from a document that is at hand or from the newest
 * sound snapshot, whichever is nearer, until its end or until enough was seen. Reads only, off the
 * loop, runs no rule. Used once.
 */
public final class Retrace {
  /** So few entries below the part are read again rather than a snapshot. */
  private static final int NEAR = 512;

  private final Shelf home;
  private final DocumentId document;
  private final Optional<Mark> known;
  private final long after;
  private final long until;
  private final int most;
  private final Visitor visitor;
  private @Nullable Replay replay;
  private boolean enough;

  /** Shown what happened, on one worker thread after the other. */
  public interface Visitor {
    /**
     * Where the reading begins.
     *
     * @param mark the document there, at or below the version after which the part begins
     * @return whether to go on
     */
    boolean begin(Mark mark);

    /**
     * The next entry.
     *
     * @param entry what it says
     * @param before the document before it
     * @param then the document after it
     * @return whether to go on
     */
    boolean see(Entry entry, Mark before, Mark then);
  }

  /** Wants nothing but the document at the end. */
  public static final Visitor NOTHING =
      new Visitor() {
        @Override
        public boolean begin(Mark mark) {
          return true;
        }

        @Override
        public boolean see(Entry entry, Mark before, Mark then) {
          return true;
        }
      };

  /** Enough was seen; stops the reading. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /**
   * A part of a journal.
   *
   * @param home what it stands on
   * @param document which document
   * @param known the document at some version, if one is at hand
   * @param after the version after which the part begins
   * @param until its last version
   * @param most journal entries read at most below the part, and as many of it
   * @param visitor shown each entry until it has seen enough
   */
  public Retrace(
      Shelf home,
      DocumentId document,
      Optional<Mark> known,
      long after,
      long until,
      int most,
      Visitor visitor) {
    this.home = home;
    this.document = document;
    this.known = known.filter(mark -> mark.version() <= after);
    this.after = after;
    this.until = Math.min(until, after + most);
    this.most = most;
    this.visitor = visitor;
  }

  /**
   * Goes through it.
   *
   * @return the document after the last entry that was shown; fails with code {@code too-far}, or
   *     with what is wrong with the journal
   */
  public CompletionStage<Mark> run() {
    return known.filter(mark -> after - mark.version() <= NEAR).isPresent()
        ? read(Optional.empty())
        : snapshot(after);
  }

  private CompletionStage<Mark> snapshot(long atOrBelow) {
    long atHand = known.map(Mark::version).orElse(0L);
    if (atOrBelow <= atHand) {
      return read(Optional.empty());
    }
    return Calls.stage(() -> home.store().snapshot(document, atOrBelow))
        .thenCompose(
            found ->
                found.isEmpty() || found.get().position() <= atHand
                    ? read(Optional.empty())
                    : home.runtime()
                        .offload(() -> decode(found.get()))
                        .thenCompose(
                            sound ->
                                sound.isPresent()
                                    ? read(sound)
                                    : snapshot(found.get().position() - 1)));
  }

  private Optional<Replay> decode(StoredSnapshot stored) {
    try {
      Mark mark = SnapshotCodec.glance(document, stored).mark();
      return Optional.of(new Replay(document, mark, new Ledger(home.ledger()), stored.position()));
    } catch (JournalException damaged) {
      home.passedOver().accept(damaged.damage());
      return Optional.empty();
    }
  }

  private CompletionStage<Mark> read(Optional<Replay> snapshot) {
    Replay from =
        snapshot.orElseGet(
            () ->
                known
                    .map(mark -> new Replay(document, mark, new Ledger(home.ledger()), 0))
                    .orElseGet(() -> Replay.fromStart(document, home.ledger())));
    long begin = from.mark().version();
    if (after - begin > most) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE, "too-far", "That is too long ago to be looked up."));
    }
    replay = from;
    return home.runtime()
        .offload(
            () -> {
              enough = !visitor.begin(from.mark());
              return begin;
            })
        .thenCompose(
            reached ->
                enough
                    ? CompletableFuture.<Void>completedFuture(null)
                    : Pages.read(
                        home.store(), home.runtime(), document, reached, until, this::page))
        .exceptionallyCompose(
            failure ->
                Calls.unwrapped(failure) instanceof Enough
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(Calls.unwrapped(failure)))
        .thenApply(done -> end(from));
  }

  private Mark end(Replay done) {
    if (!enough && done.mark().version() != until) {
      throw new TablekeepException(
          ErrorKind.RESOURCE, "too-far", "The journal does not reach there.");
    }
    return done.mark();
  }

  private void page(List<StoredEntry> items) {
    Replay now = replay;
    if (now == null) {
      return;
    }
    for (StoredEntry stored : items) {
      Mark before = now.mark();
      Entry entry = now.apply(stored);
      if (!visitor.see(entry, before, now.mark())) {
        enough = true;
        throw new Enough();
      }
    }
  }
}

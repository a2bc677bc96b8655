package io.tablekeep.engine.branch;

import io.tablekeep.engine.history.History;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads what is needed to return, branch and merge from journals: of the document itself through
 * its history, which keeps documents on the way, of a branch directly, as it may be open elsewhere.
 * Thread-safe.
 */
public final class TimeReader {
  private static final int MOST = 200_000;

  private final Journals journals;
  private final DocumentId document;
  private final History history;

  /**
   * A reader.
   *
   * @param journals where documents are read
   * @param document whose time it is
   * @param history the document's own past
   */
  public TimeReader(Journals journals, DocumentId document, History history) {
    this.journals = journals;
    this.document = document;
    this.history = history;
  }

  /**
   * What a return needs to be decided.
   *
   * @param wish the return
   * @param head the document as it stands
   * @param durable the newest version that can be read
   * @param counted whether what happened since is wanted where nothing can depend on it
   * @return everything; fails with code {@code no-such-version} or {@code too-far}
   */
  public CompletionStage<Returning> returning(
      HistoryReturn wish, JsonObject head, long durable, boolean counted) {
    if (wish.to() > durable || wish.seen() > durable) {
      return failed(
          "no-such-version",
          "The document has no such version.",
          wish.to() > durable ? "/to" : "/seen");
    }
    Since since = new Since(wish, head);
    return history
        .since(wish.to(), counted || wish.scope() != Scope.CAMPAIGN ? durable : wish.to(), since)
        .thenCompose(
            end ->
                seen(wish.seen(), end)
                    .thenApply(
                        seen ->
                            new Returning(
                                wish, since.found().orElseThrow(TimeReader::tooFar), seen)));
  }

  private CompletionStage<Optional<JsonObject>> seen(long version, Mark newest) {
    if (version == 0) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return version == newest.version()
        ? CompletableFuture.completedFuture(Optional.of(newest.root()))
        : history.at(version).thenApply(mark -> Optional.of(mark.root()));
  }

  /**
   * What a merge needs to be decided.
   *
   * @param wish the merge
   * @param head the document as it stands
   * @param durable the newest version that can be read
   * @return everything; fails with code {@code no-such-branch}, {@code no-such-version} or {@code
   *     too-far}
   */
  public CompletionStage<Weaving> weaving(BranchMerge wish, JsonObject head, long durable) {
    Branches branches = Branches.of(head);
    Branch branch;
    try {
      branch = branches.get(wish.branch());
    } catch (TablekeepException none) {
      return CompletableFuture.failedFuture(none);
    }
    DocumentId child = new DocumentId(document.kind(), branch.document());
    return journals
        .newest(child)
        .thenCompose(
            newest -> {
              if (wish.tip() > newest || wish.seen() > durable) {
                return failed(
                    "no-such-version",
                    "There is no such version.",
                    wish.seen() > durable ? "/seen" : "/tip");
              }
              long tip = wish.tip() == 0 ? newest : wish.tip();
              return sources(branches, branch, child, tip, durable)
                  .thenCompose(
                      sources ->
                          (wish.seen() == 0
                                  ? CompletableFuture.completedFuture(Optional.<Mark>empty())
                                  : history.at(wish.seen()).thenApply(Optional::of))
                              .thenApply(
                                  seen ->
                                      new Weaving(wish, sources, seen.map(Mark::root), Map.of())));
            });
  }

  private CompletionStage<Weaving.Sources> sources(
      Branches branches, Branch branch, DocumentId child, long tip, long durable) {
    CompletionStage<Mark> mine = tip == 0 ? history.at(branch.at()) : journals.at(child, tip);
    long common = Ancestry.common(durable, branch.at(), branches);
    CompletionStage<Mark> base;
    Ancestry.Point basis;
    // What was merged is what both have in common, unless the campaign went back to before that.
    Optional<Branch.Merged> last =
        branch.merged().filter(m -> Ancestry.common(durable, m.at(), branches) == m.at());
    if (tip > 0 && last.filter(m -> m.tip() > 0).isPresent()) {
      basis = new Ancestry.Point(child.id(), last.get().tip());
      base = journals.at(child, basis.version());
    } else {
      long from = last.isPresent() ? branch.at() : common;
      basis = new Ancestry.Point(document.id(), from);
      base = tip == 0 || from != branch.at() ? history.at(from) : beginning(child);
    }
    return base.thenCombine(
        mine, (was, is) -> new Weaving.Sources(was.root(), basis, is.root(), tip));
  }

  /** The document as it was made, which may have taken several entries. */
  private CompletionStage<Mark> beginning(DocumentId other) {
    return journals
        .newest(other)
        .thenCompose(
            newest ->
                journals.retrace(
                    other,
                    Optional.empty(),
                    0,
                    newest,
                    MOST,
                    new Retrace.Visitor() {
                      @Override
                      public boolean begin(Mark mark) {
                        return true;
                      }

                      @Override
                      public boolean see(Entry entry, Mark before, Mark then) {
                        return entry.outcome() instanceof Outcome.Pending;
                      }
                    }));
  }

  private static TablekeepException tooFar() {
    return new TablekeepException(
        ErrorKind.RESOURCE, "too-far", "That is too long ago to be looked up.");
  }

  private static <T> CompletionStage<T> failed(String code, String message, String field) {
    return CompletableFuture.failedFuture(
        new TablekeepException(ErrorKind.USER, code, message, field));
  }
}

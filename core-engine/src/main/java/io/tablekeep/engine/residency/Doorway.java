package io.tablekeep.engine.residency;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Past;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * What callers hold of a document: whoever uses it finds the document in memory, or has it brought
 * back. Thread-safe.
 */
public final class Doorway implements Campaign {
  private static final int TRIES = 5;

  private final DocumentId id;
  private final EngineRuntime runtime;
  private final Function<DocumentId, CompletableFuture<Campaign>> opener;
  private final Function<DocumentId, Optional<CompletableFuture<Campaign>>> finder;
  private volatile boolean closed;

  /**
   * A doorway.
   *
   * @param id the document
   * @param runtime where its loop is
   * @param opener finds the document in memory or opens it
   * @param finder finds the document if it is in memory
   */
  public Doorway(
      DocumentId id,
      EngineRuntime runtime,
      Function<DocumentId, CompletableFuture<Campaign>> opener,
      Function<DocumentId, Optional<CompletableFuture<Campaign>>> finder) {
    this.id = id;
    this.runtime = runtime;
    this.opener = opener;
    this.finder = finder;
  }

  @Override
  public DocumentId id() {
    return id;
  }

  @Override
  public Loop loop() {
    return runtime.loop(id.toString());
  }

  @Override
  public CompletableFuture<Seat> join(SeatRequest request, SeatListener listener) {
    return with(campaign -> campaign.join(request, listener), TRIES);
  }

  @Override
  public CompletableFuture<Look> look(String participant, Pointer at) {
    return with(campaign -> campaign.look(participant, at), TRIES);
  }

  @Override
  public Past past() {
    return new Past() {
      @Override
      public CompletableFuture<byte[]> log(String participant, LogQuery query) {
        return with(campaign -> campaign.past().log(participant, query), TRIES);
      }

      @Override
      public CompletableFuture<byte[]> line(String participant, String line) {
        return with(campaign -> campaign.past().line(participant, line), TRIES);
      }

      @Override
      public CompletableFuture<byte[]> state(String participant, Moment moment, Pointer at) {
        return with(campaign -> campaign.past().state(participant, moment, at), TRIES);
      }

      @Override
      public CompletableFuture<byte[]> dice(String participant, long epoch) {
        return with(campaign -> campaign.past().dice(participant, epoch), TRIES);
      }

      @Override
      public CompletableFuture<byte[]> time(String participant, TimeQuery query) {
        return with(campaign -> campaign.past().time(participant, query), TRIES);
      }
    };
  }

  @Override
  public CompletableFuture<Page> page(String participant, Page.Of page) {
    return with(campaign -> campaign.page(participant, page), TRIES);
  }

  @Override
  public CompletableFuture<State> state() {
    return with(Campaign::state, TRIES);
  }

  @Override
  public CompletableFuture<Digest> digest() {
    return with(Campaign::digest, TRIES);
  }

  @Override
  public CompletableFuture<Node> look() {
    return with(Campaign::look, TRIES);
  }

  @Override
  public CompletableFuture<Runnable> watch(Watcher watcher) {
    return with(campaign -> campaign.watch(watcher), TRIES);
  }

  @Override
  public CompletableFuture<Receipt> amend(String type, Map<String, Object> about, Changes changes) {
    return with(campaign -> campaign.amend(type, about, changes), TRIES);
  }

  @Override
  public CompletableFuture<Void> close() {
    closed = true;
    return finder
        .apply(id)
        .map(found -> found.thenCompose(Campaign::close))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private <T> CompletableFuture<T> with(
      Function<Campaign, CompletableFuture<T>> use, int triesLeft) {
    if (closed) {
      return CompletableFuture.failedFuture(
          new TablekeepException(ErrorKind.USER, "campaign-closed", "This campaign was closed."));
    }
    CompletableFuture<Campaign> found = opener.apply(id);
    return found
        .thenCompose(use)
        .exceptionallyCompose(
            failure ->
                triesLeft <= 1 || !wasLetGo(failure)
                    ? CompletableFuture.failedFuture(cause(failure))
                    // It left while we came in: the next opening waits until it is gone.
                    : found
                        .thenCompose(Campaign::close)
                        .thenCompose(v -> with(use, triesLeft - 1)));
  }

  private static boolean wasLetGo(Throwable failure) {
    return cause(failure) instanceof TablekeepException coded
        && coded.code().equals("campaign-closed");
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

package io.tablekeep.server.accounts;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server-wide document of a server that stands alone: made when something is first written to it.
 */
// Every stage here ends in one that somebody waits for, or only brings the newest state.
@SuppressWarnings("FutureReturnValueIgnored")
final class OwnDocument implements ServerDocument {
  private static final Logger LOG = LoggerFactory.getLogger(ServerDocument.class);
  private static final Node NOTHING = NodeView.of(JsonObject.empty(0));

  private final Engine engine;
  private final DocumentId id;
  private volatile @Nullable Node root;
  private @Nullable CompletableFuture<Place> place;

  private record Place(Campaign document, Seat seat) {}

  OwnDocument(Engine engine, DocumentId id) {
    this.engine = engine;
    this.id = id;
  }

  /** When the store fails, it is asked again by the next use. */
  @Override
  public CompletableFuture<?> begin() {
    return place(false)
        .handle(
            (done, fault) -> {
              if (fault != null && isMissing(fault)) {
                root = NOTHING;
              } else if (fault != null) {
                LOG.error("{} could not be read", id, fault);
              }
              return true;
            });
  }

  private static boolean isMissing(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return cause instanceof TablekeepException known && known.code().equals("no-such-document");
  }

  @Override
  public Node root() {
    Node now = root;
    if (now == null) {
      place(false);
      throw ServerDocument.unavailable();
    }
    return now;
  }

  @Override
  public CompletableFuture<Receipt> act(Record payload) {
    return place(true)
        .thenCompose(
            place ->
                place
                    .seat()
                    .act(payload)
                    .thenCompose(receipt -> refresh(place.document()).thenApply(now -> receipt)))
        .thenApply(Receipt::orThrow);
  }

  private synchronized CompletableFuture<Place> place(boolean make) {
    CompletableFuture<Place> known = place;
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<Campaign> open = engine.open(id);
    CompletableFuture<Campaign> found =
        make
            ? open.handle((document, fault) -> fault != null && isMissing(fault))
                .thenCompose(
                    missing -> missing ? engine.create(id, ServerDocument.beginning()) : open)
            : open;
    CompletableFuture<Place> fresh = found.thenCompose(this::sit);
    place = fresh;
    return fresh;
  }

  private CompletableFuture<Place> sit(Campaign document) {
    SeatListener listener =
        new SeatListener() {
          @Override
          public void welcome(Welcome welcome) {}

          @Override
          public void frame(Frame frame) {
            refresh(document);
          }

          @Override
          public void closed(String code, String message) {
            gone();
          }
        };
    return document
        .join(SERVER, listener)
        .thenCompose(mine -> refresh(document).thenApply(now -> new Place(document, mine)));
  }

  /** Looks on the document's loop, so that no older state takes the place of a newer one. */
  private CompletableFuture<Node> refresh(Campaign document) {
    CompletableFuture<Node> seen = new CompletableFuture<>();
    document
        .loop()
        .execute(
            () ->
                document
                    .look()
                    .thenAccept(
                        now -> {
                          root = now;
                          seen.complete(now);
                        }));
    return seen;
  }

  private synchronized void gone() {
    place = null;
  }
}

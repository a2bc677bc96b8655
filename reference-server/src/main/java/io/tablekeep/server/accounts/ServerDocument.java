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
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server-wide document: made when something is first written to it, read in memory. Thread-safe.
 */
// Every stage here ends in one that somebody waits for, or only brings the newest state.
@SuppressWarnings("FutureReturnValueIgnored")
final class ServerDocument {
  private static final Logger LOG = LoggerFactory.getLogger(ServerDocument.class);
  private static final String SERVER = "server";
  private static final byte[] BEGIN =
      "{\"schema\":1,\"participants\":{\"server\":{\"name\":\"Server\",\"role\":\"gm\"}}}"
          .getBytes(StandardCharsets.UTF_8);
  private static final Node NOTHING = NodeView.of(JsonObject.empty(0));

  private final Engine engine;
  private final DocumentId id;
  private volatile @Nullable Node root;
  private @Nullable CompletableFuture<Place> place;

  private record Place(Campaign document, Seat seat) {}

  ServerDocument(Engine engine, DocumentId id) {
    this.engine = engine;
    this.id = id;
  }

  /** Reads it, if it is there. Blocks. When the store fails, it is asked again by the next use. */
  void begin() {
    try {
      place(false).join();
    } catch (CompletionException e) {
      if (isMissing(e)) {
        root = NOTHING;
      } else {
        LOG.error("{} could not be read", id, e);
      }
    }
  }

  private static boolean isMissing(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return cause instanceof TablekeepException known && known.code().equals("no-such-document");
  }

  /** The newest durable state. */
  Node root() {
    Node now = root;
    if (now == null) {
      place(false);
      throw new TablekeepException(
          ErrorKind.RESOURCE, "accounts-unavailable", "Accounts cannot be read at present.");
    }
    return now;
  }

  /** Changes it; an answer other than "applied" is a failure with its code. */
  CompletableFuture<Receipt> act(Record payload) {
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
                .thenCompose(missing -> missing ? engine.create(id, BEGIN) : open)
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

package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.user.UserDocument;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What the routes of people share: documents of all kinds, and acting on them. Thread-safe. */
// Every stage here ends in one that somebody waits for, or in a seat that is let go.
@SuppressWarnings("FutureReturnValueIgnored")
final class Reach {
  static final int BODY_BYTES = 96 << 10;

  private static final SeatListener DEAF =
      new SeatListener() {
        @Override
        public void welcome(Welcome welcome) {}

        @Override
        public void frame(Frame frame) {}

        @Override
        public void closed(String code, String message) {}
      };

  private final Vertx vertx;
  private final Engine engine;
  private final CampaignStore store;
  private final Accounts accounts;
  private final HttpSeats seats;

  Reach(Vertx vertx, Engine engine, CampaignStore store, Accounts accounts, HttpSeats seats) {
    this.vertx = vertx;
    this.store = store;
    this.engine = engine;
    this.accounts = accounts;
    this.seats = seats;
  }

  Engine engine() {
    return engine;
  }

  /** Reads a small JSON object, then answers with what a stage brings, or with its failure. */
  <T> void body(
      RoutingContext context,
      Function<ObjectNode, CompletableFuture<T>> work,
      BiConsumer<RoutingContext, T> answer) {
    Bodies.read(
        context,
        BODY_BYTES,
        (to, bytes) ->
            then(
                to,
                work.apply(
                    bytes.length() == 0 ? Answers.JSON.createObjectNode() : Answers.object(bytes)),
                answer));
  }

  /** Prepares something off the loop, then answers with what comes of it. */
  <A, T> void offLoop(
      RoutingContext context,
      Callable<A> prepare,
      Function<A, CompletableFuture<T>> work,
      BiConsumer<RoutingContext, T> answer) {
    vertx
        .executeBlocking(prepare, false)
        .onComplete(
            done -> {
              if (done.failed()) {
                Answers.failure(context, done.cause());
              } else {
                then(context, work.apply(done.result()), answer);
              }
            });
  }

  /** Work that would hold up an event loop. */
  <T> CompletableFuture<T> offLoop(Callable<T> work) {
    return vertx.executeBlocking(work, false).toCompletionStage().toCompletableFuture();
  }

  /** Answers with what a stage brings, or with its failure. */
  <T> void then(
      RoutingContext context, CompletableFuture<T> stage, BiConsumer<RoutingContext, T> answer) {
    Future.fromCompletionStage(stage, vertx.getOrCreateContext())
        .onComplete(
            done -> {
              if (done.failed()) {
                Answers.failure(context, done.cause());
                return;
              }
              try {
                answer.accept(context, done.result());
              } catch (RuntimeException e) {
                Answers.failure(context, e);
              }
            });
  }

  /** An open campaign. */
  CompletableFuture<Campaign> campaign(String id) {
    return DocumentId.isValid(id)
        ? engine.open(id)
        : failed("no-such-campaign", "There is no campaign of that name.");
  }

  /** A compendium. */
  CompletableFuture<Campaign> compendium(String id) {
    CompletableFuture<Campaign> none =
        failed("no-such-compendium", "There is no compendium of that name.");
    if (!DocumentId.isValid(id)) {
      return none;
    }
    return engine
        .open(new DocumentId(DocumentId.Kind.COMPENDIUM, id))
        .exceptionallyCompose(
            fault ->
                codeOf(fault).equals("no-such-document")
                    ? none
                    : CompletableFuture.failedFuture(fault));
  }

  private static String codeOf(Throwable fault) {
    return Answers.unwrap(fault) instanceof TablekeepException known ? known.code() : "";
  }

  /** The document of whoever is logged in, made when it is first wanted. */
  CompletableFuture<Campaign> own(Caller.Person who) {
    DocumentId id = new DocumentId(DocumentId.Kind.USER, who.account());
    CompletableFuture<Campaign> open = engine.open(id);
    return open.exceptionallyCompose(
        fault ->
            codeOf(fault).equals("no-such-document")
                ? make(id, accounts.keeping().profile(who).name())
                : CompletableFuture.failedFuture(fault));
  }

  private CompletableFuture<Campaign> make(DocumentId id, String name) {
    ObjectNode json = Answers.JSON.createObjectNode().put("id", id.id()).put("schema", 1);
    json.putObject("participants")
        .putObject(UserDocument.OWNER)
        .put("name", name)
        .put("role", "gm");
    json.putObject("characters");
    json.putObject("preferences");
    json.putObject("notes");
    return engine
        .create(id, Answers.utf8(json.toString()))
        .exceptionallyCompose(
            // Two requests made it at once.
            fault ->
                codeOf(fault).equals("campaign-exists")
                    ? engine.open(id)
                    : CompletableFuture.failedFuture(fault));
  }

  /** Removes a person's own document, if there is one. */
  CompletableFuture<?> forget(String account) {
    DocumentId id = new DocumentId(DocumentId.Kind.USER, account);
    return store
        .describe(id)
        .toCompletableFuture()
        .thenCompose(
            known ->
                known.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : engine
                        .open(id)
                        .thenCompose(Campaign::close)
                        .thenCompose(closed -> store.acquire(id, "delete"))
                        .thenCompose(epoch -> store.delete(id, epoch)));
  }

  /** Acts on a document from a seat that is taken for this alone. */
  CompletableFuture<Receipt> once(
      Campaign document, String participant, Function<Seat, CompletableFuture<Receipt>> act) {
    return document
        .join(participant, DEAF)
        .thenCompose(seat -> act.apply(seat).whenComplete((receipt, fault) -> seat.leave()));
  }

  /** Acts at a campaign's table. */
  CompletableFuture<Receipt> act(SeatClaim claim, Record payload) {
    return seats.of(claim).thenCompose(seat -> seat.act(payload));
  }

  /** The role of a participant, as the document writes it; fails when there is none of that key. */
  CompletableFuture<String> role(String campaign, String participant) {
    return campaign(campaign)
        .thenCompose(Campaign::look)
        .thenApply(
            root -> {
              Node member = root.at("participants", participant);
              if (!member.exists()) {
                throw new TablekeepException(
                    ErrorKind.USER, "no-such-participant", "Nobody of that name sits here.");
              }
              return member.at("role").asText("player");
            });
  }

  /** Passes the host and those who run the game of a campaign; gives their role, host's is gm. */
  CompletableFuture<String> running(Caller caller, String campaign) {
    CompletableFuture<String> role =
        caller instanceof Caller.Seated seated
            ? role(campaign, seated.claim().participant())
            : campaign(campaign).thenApply(open -> "gm");
    return role.thenApply(
        is -> {
          if (!is.equals("gm") && !is.equals("co-gm")) {
            throw new TablekeepException(
                ErrorKind.USER, "forbidden", "Only the host and the game master may do that.");
          }
          return is;
        });
  }

  /** An action as it stands in a body. */
  static Action action(ObjectNode body) {
    JsonNode payload = body.get("payload");
    JsonNode n = body.get("n");
    if (n == null || !n.canConvertToLong() || !n.isIntegralNumber() || n.longValue() < 1) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-request", "A whole number \"n\" from 1 on is needed.", "/n");
    }
    return new Action(
        Answers.text(body, "device"),
        n.longValue(),
        Answers.text(body, "type"),
        Answers.utf8(payload == null ? "{}" : payload.toString()),
        OptionalLong.empty());
  }

  /** The value of a node as a map with text keys. */
  static Map<String, Object> map(Node node) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (node.exists()) {
      node.children().forEach(child -> map.put(child.key(), child.value()));
    }
    return map;
  }

  static Optional<String> maybe(ObjectNode body, String key) {
    return body.has(key) ? Optional.of(Answers.text(body, key)) : Optional.empty();
  }

  static <T> CompletableFuture<T> failed(String code, String message) {
    return CompletableFuture.failedFuture(new TablekeepException(ErrorKind.USER, code, message));
  }
}

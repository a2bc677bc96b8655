package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Campaigns over HTTP: list, make, look, act, links. */
final class CampaignRoutes {
  private static final int ACTION_BYTES = 96 << 10;
  private static final int DOCUMENT_BYTES = 64 << 20;

  private final Vertx vertx;
  private final Engine engine;
  private final Access access;
  private final Links links;
  private final HttpSeats seats;

  CampaignRoutes(Vertx vertx, Engine engine, Access access, Links links, HttpSeats seats) {
    this.vertx = vertx;
    this.engine = engine;
    this.access = access;
    this.links = links;
    this.seats = seats;
  }

  void mount(Router router) {
    router.get("/api/campaigns").handler(context -> access.host(context, this::list));
    router
        .post("/api/campaigns")
        .handler(
            context -> access.host(context, to -> Bodies.read(to, DOCUMENT_BYTES, this::create)));
    router
        .get("/api/campaigns/:id")
        .handler(context -> access.seat(context, (to, claim) -> look(to, claim, this::summary)));
    router
        .get("/api/campaigns/:id/state")
        .handler(context -> access.seat(context, (to, claim) -> look(to, claim, this::state)));
    router
        .post("/api/campaigns/:id/actions")
        .handler(
            context ->
                access.seat(
                    context,
                    (seat, claim) ->
                        Bodies.read(seat, ACTION_BYTES, (to, body) -> act(to, claim, body))));
    router
        .post("/api/campaigns/:id/links")
        .handler(
            context ->
                access.hostOrSeat(
                    context,
                    (asked, caller) ->
                        Bodies.read(asked, ACTION_BYTES, (to, body) -> links(to, caller, body))));
  }

  /** Answers with what a stage brings, or with its failure. */
  private static <T> void then(
      RoutingContext context, Future<T> stage, BiConsumer<RoutingContext, T> answer) {
    stage.onComplete(
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

  private Future<Campaign> open(String id) {
    if (!DocumentId.isValid(id)) {
      return Future.failedFuture(
          new TablekeepException(
              ErrorKind.USER, "no-such-campaign", "There is no campaign of that name."));
    }
    return Future.fromCompletionStage(engine.open(id), vertx.getOrCreateContext());
  }

  private <T> Future<T> offLoop(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  private void list(RoutingContext context) {
    then(
        context,
        Future.fromCompletionStage(engine.campaigns(), vertx.getOrCreateContext()),
        (to, ids) -> {
          ObjectNode body = Answers.JSON.createObjectNode();
          ArrayNode all = body.putArray("campaigns");
          ids.forEach(id -> all.addObject().put("id", id.id()));
          Answers.json(to, 200, body);
        });
  }

  private void create(RoutingContext context, Buffer body) {
    Future<Campaign> made =
        offLoop(() -> NewCampaign.read(body))
            .compose(
                wanted ->
                    Future.fromCompletionStage(wanted.create(engine), vertx.getOrCreateContext()));
    then(
        context,
        made.compose(campaign -> linksOf(context, campaign, Set.of())),
        (to, all) -> {
          to.response().putHeader("Location", "/api/campaigns/" + all.campaign());
          Answers.json(to, 201, all);
        });
  }

  private interface Look {
    void answer(RoutingContext context, Welcome welcome);
  }

  private void look(RoutingContext context, SeatClaim claim, Look then) {
    then(
        context,
        open(claim.campaign())
            .compose(
                campaign ->
                    Future.fromCompletionStage(
                        SeatGlance.whole(campaign, claim.participant()),
                        vertx.getOrCreateContext())),
        then::answer);
  }

  private void state(RoutingContext context, Welcome welcome) {
    String head = head(welcome).toString();
    Buffer answer =
        Buffer.buffer(head.length() + welcome.state().length + 16)
            .appendString(head.substring(0, head.length() - 1))
            .appendString(",\"state\":")
            .appendBytes(welcome.state())
            .appendString("}");
    Answers.buffer(context, 200, answer);
  }

  private static ObjectNode head(Welcome welcome) {
    ObjectNode body = Answers.JSON.createObjectNode().put("campaign", welcome.campaign());
    body.putObject("participant")
        .put("id", welcome.participant().id())
        .put("name", welcome.participant().name())
        .put("role", role(welcome.participant().role()));
    return body;
  }

  static String role(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void summary(RoutingContext context, Welcome welcome) {
    then(
        context,
        offLoop(
            () -> {
              ObjectNode body = head(welcome);
              JsonObject state =
                  JsonReader.readObject(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
              if (state.get("campaign") instanceof JsonObject campaign) {
                copy(campaign, "name", body);
                copy(campaign, "description", body);
                copy(campaign, "system", body);
              }
              if (state.get("currentSession") instanceof JsonObject session) {
                body.put("sessionActive", Boolean.TRUE.equals(session.get("active")));
                copy(session, "map", body);
              }
              return body;
            }),
        (to, body) -> Answers.json(to, 200, body));
  }

  private static void copy(JsonObject from, String key, ObjectNode to) {
    if (from.get(key) instanceof String text) {
      to.put(key, text);
    }
  }

  private void act(RoutingContext context, SeatClaim claim, Buffer bytes) {
    ObjectNode body = Answers.object(bytes);
    JsonNode payload = body.get("payload");
    JsonNode basedOn = body.get("basedOn");
    JsonNode n = body.get("n");
    if (n == null || !n.canConvertToLong() || !n.isIntegralNumber() || n.longValue() < 1) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-request", "A whole number \"n\" from 1 on is needed.", "/n");
    }
    Action action =
        new Action(
            Answers.text(body, "device"),
            n.longValue(),
            Answers.text(body, "type"),
            Answers.utf8(payload == null ? "{}" : payload.toString()),
            basedOn != null && basedOn.isIntegralNumber()
                ? OptionalLong.of(basedOn.longValue())
                : OptionalLong.empty());
    then(
        context,
        Future.fromCompletionStage(
            seats.of(claim).thenCompose(seat -> seat.submit(action)), vertx.getOrCreateContext()),
        CampaignRoutes::receipt);
  }

  private static String word(Receipt.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  static void receipt(RoutingContext context, Receipt receipt) {
    ObjectNode body =
        Answers.JSON
            .createObjectNode()
            .put("device", receipt.device())
            .put("n", receipt.n())
            .put("outcome", word(receipt.outcome()))
            .put("code", receipt.code())
            .put("message", receipt.message());
    if (!receipt.field().isEmpty()) {
      body.put("field", receipt.field());
    }
    if (!receipt.ask().isEmpty()) {
      body.put("ask", receipt.ask());
    }
    if (!receipt.parts().isEmpty()) {
      ArrayNode parts = body.putArray("parts");
      for (Receipt.Part part : receipt.parts()) {
        parts
            .addObject()
            .put("ask", part.ask())
            .put("outcome", word(part.outcome()))
            .put("code", part.code())
            .put("message", part.message());
      }
    }
    if (!receipt.retryAfter().isZero()) {
      Answers.retryAfter(context, receipt.retryAfter(), body);
    }
    int status =
        switch (receipt.outcome()) {
          case APPLIED -> 200;
          case PENDING -> 202;
          case RETRY -> 503;
          case REFUSED -> Answers.status(receipt.code());
        };
    Answers.json(context, status, body);
  }

  private void links(RoutingContext context, Caller caller, Buffer body) {
    Set<String> only = new HashSet<>();
    if (body.length() > 0) {
      JsonNode list = Answers.object(body).path("participants");
      list.forEach(each -> only.add(each.asText()));
    }
    Future<Campaign> campaign = open(context.pathParam("id"));
    Future<Campaign> allowed =
        caller instanceof Caller.Seated seated
            ? campaign.compose(found -> onlyGm(found, seated.claim()))
            : campaign;
    then(
        context,
        allowed.compose(found -> linksOf(context, found, only)),
        (to, all) -> Answers.json(to, 200, all));
  }

  private Future<Campaign> onlyGm(Campaign campaign, SeatClaim claim) {
    return Future.fromCompletionStage(
            SeatGlance.first(campaign, claim.participant()), vertx.getOrCreateContext())
        .compose(
            welcome ->
                welcome.participant().role().runsGame()
                    ? Future.succeededFuture(campaign)
                    : Future.failedFuture(
                        new TablekeepException(
                            ErrorKind.USER,
                            "forbidden",
                            "Only the host and the game master make links.")));
  }

  /** What precedes the path in links, as whoever asks sees this server. */
  static String base(RoutingContext context) {
    String host = context.request().getHeader("Host");
    return context.<String>get(Answers.SCHEME) + "://" + (host == null ? "127.0.0.1" : host);
  }

  private record AllLinks(String campaign, List<Links.Link> links) {}

  private Future<AllLinks> linksOf(RoutingContext context, Campaign campaign, Set<String> only) {
    String base = base(context);
    return Future.fromCompletionStage(campaign.look(), vertx.getOrCreateContext())
        .compose(
            root ->
                offLoop(
                    () -> {
                      String id = campaign.id().id();
                      long now = System.currentTimeMillis() / 1_000;
                      return new AllLinks(id, links.of(root, id, only, base, now));
                    }));
  }
}

package io.tablekeep.server.http;

import io.tablekeep.engine.Engine;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was, as a seat saw it: the change log, what was said, states of the past, dice. */
final class HistoryRoutes {
  private static final List<String> WORDS =
      List.of(
          "before",
          "after",
          "limit",
          "text",
          "by",
          "action",
          "path",
          "scope",
          "of",
          "from",
          "until",
          "line",
          "device",
          "position",
          "version",
          "epoch");

  private final Vertx vertx;
  private final Engine engine;
  private final Access access;

  HistoryRoutes(Vertx vertx, Engine engine, Access access) {
    this.vertx = vertx;
    this.engine = engine;
    this.access = access;
  }

  void mount(Router router) {
    String base = "/api/campaigns/:id/history/";
    router.get(base + "log").handler(context -> ask(context, "log", "", ""));
    router
        .get(base + "said/:what")
        .handler(context -> ask(context, "log", "said", context.pathParam("what")));
    router
        .get(base + "lines/:key")
        .handler(context -> ask(context, "line", "line", context.pathParam("key")));
    router.get(base + "state").handler(context -> ask(context, "state", "", ""));
    router.get("/api/campaigns/:id/dice").handler(context -> ask(context, "dice", "", ""));
  }

  private void ask(RoutingContext context, String what, String word, String value) {
    access.seat(
        context,
        (to, claim) -> {
          Map<String, String> words = new HashMap<>();
          for (String each : WORDS) {
            String given = to.request().getParam(each);
            if (given != null) {
              words.put(each, given);
            }
          }
          if (!word.isEmpty()) {
            words.put(word, value);
          }
          answer(to, claim, what, words);
        });
  }

  private void answer(
      RoutingContext context, SeatClaim claim, String what, Map<String, String> words) {
    Future.fromCompletionStage(
            engine
                .open(claim.campaign())
                .thenCompose(campaign -> campaign.past().ask(claim.participant(), what, words)),
            vertx.getOrCreateContext())
        .onComplete(
            done -> {
              if (done.succeeded()) {
                Answers.buffer(context, 200, Buffer.buffer(done.result()));
              } else {
                Answers.failure(context, done.cause());
              }
            });
  }
}

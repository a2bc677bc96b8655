package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * The table's own time, for game masters: which branches there are, what a return or a merge would
 * do, and the way into a branch. What is done to it are actions like others.
 */
final class BranchRoutes {
  private static final List<String> WORDS = List.of("to", "scope", "of", "tip");

  private final Vertx vertx;
  private final Engine engine;
  private final Access access;
  private final Links links;

  BranchRoutes(Vertx vertx, Engine engine, Access access, Links links) {
    this.vertx = vertx;
    this.engine = engine;
    this.access = access;
    this.links = links;
  }

  void mount(Router router) {
    String base = "/api/campaigns/:id/";
    router.get(base + "branches").handler(context -> ask(context, "branches"));
    router.get(base + "history/return").handler(context -> ask(context, "return"));
    router.get(base + "branches/:branch/merge").handler(context -> ask(context, "merge"));
    router
        .post(base + "branches/:branch/open")
        .handler(context -> access.seat(context, this::open));
  }

  private void ask(RoutingContext context, String what) {
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
          String branch = to.pathParam("branch");
          if (branch != null) {
            words.put("branch", branch);
          }
          then(
              to,
              engine
                  .open(claim.campaign())
                  .thenCompose(campaign -> campaign.past().ask(claim.participant(), what, words)),
              (asked, answer) -> Answers.buffer(asked, 200, Buffer.buffer(answer)));
        });
  }

  /** The seat in the branch is that of the same participant; others are invited by links. */
  private void open(RoutingContext context, SeatClaim claim) {
    then(
        context,
        engine.branch(claim.campaign(), claim.participant(), context.pathParam("branch")),
        (to, branch) -> opened(to, branch.id(), claim));
  }

  private void opened(RoutingContext context, String id, SeatClaim claim) {
    Links.Link link = links.one(id, claim.participant(), CampaignRoutes.base(context));
    ObjectNode body = Answers.JSON.createObjectNode().put("campaign", id);
    body.put("token", link.token()).put("url", link.url());
    context.response().putHeader("Location", "/api/campaigns/" + id);
    Answers.json(context, 200, body);
  }

  private <T> void then(
      RoutingContext context, CompletionStage<T> stage, BiConsumer<RoutingContext, T> answer) {
    Future.fromCompletionStage(stage, vertx.getOrCreateContext())
        .onComplete(
            done -> {
              if (done.succeeded()) {
                answer.accept(context, done.result());
              } else {
                Answers.failure(context, done.cause());
              }
            });
  }
}

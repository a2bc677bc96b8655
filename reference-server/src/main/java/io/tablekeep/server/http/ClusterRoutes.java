package io.tablekeep.server.http;

import io.tablekeep.engine.cluster.move.MoveReport;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.cluster.ClusterDesk;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The nodes of a cluster, for the host. */
final class ClusterRoutes {
  private static final int PAGE = 100;
  private static final int MOST = 500;

  private final Access access;
  private final ClusterDesk desk;
  private final Reach reach;

  ClusterRoutes(Access access, ClusterDesk desk, Reach reach) {
    this.access = access;
    this.desk = desk;
    this.reach = reach;
  }

  void mount(Router router) {
    router.get("/api/cluster").handler(context -> access.host(context, this::nodes));
    router.get("/api/cluster/documents").handler(context -> access.host(context, this::documents));
    String drain = "/api/cluster/nodes/:node/drain";
    router.post(drain).handler(context -> access.host(context, to -> drain(to, true)));
    router.delete(drain).handler(context -> access.host(context, to -> drain(to, false)));
  }

  private void nodes(RoutingContext context) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (NodeCard card : desk.nodes()) {
      all.add(json(card));
    }
    List<Map<String, Object>> moves = new ArrayList<>();
    for (MoveReport move : desk.moves()) {
      moves.add(json(move));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("clustered", desk.clustered());
    body.put("nodes", all);
    body.put("moves", moves);
    Answers.json(context, 200, body);
  }

  private Map<String, Object> json(MoveReport move) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("document", move.document().toString());
    if (!move.to().isEmpty()) {
      one.put("to", desk.name(move.to()));
    }
    one.put("reason", move.reason());
    one.put("began", move.began().toString());
    one.put("outcome", move.outcome().word());
    if (!move.code().isEmpty()) {
      one.put("code", move.code());
    }
    move.pause().ifPresent(pause -> one.put("pauseMs", pause.toNanos() / 1e6));
    return one;
  }

  private Map<String, Object> json(NodeCard card) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", card.name());
    one.put("self", desk.isSelf(card));
    one.put("state", card.state().name().toLowerCase(Locale.ROOT));
    one.put("since", Instant.ofEpochMilli(card.incarnation()).toString());
    one.put("told", Instant.ofEpochMilli(card.at()).toString());
    one.put("documents", card.held().documents());
    one.put("active", card.held().active());
    one.put("moving", card.held().moving());
    one.put("bytes", card.held().bytes());
    one.put("mostDocuments", card.capacity().documents());
    one.put("mostBytes", card.capacity().bytes());
    one.put("load", card.pulse().load());
    one.put("health", card.pulse().health());
    one.put("p50Ms", card.pulse().p50() / 1e3);
    one.put("p99Ms", card.pulse().p99() / 1e3);
    return one;
  }

  private void documents(RoutingContext context) {
    int limit = limit(context.request().getParam("limit"));
    String after = Optional.ofNullable(context.request().getParam("after")).orElse("");
    Optional<String> node = Optional.ofNullable(context.request().getParam("node"));
    answer(
        context,
        desk.documents(node, after, limit),
        (to, page) -> {
          List<Map<String, Object>> all = new ArrayList<>();
          for (ClusterDesk.Kept each : page.documents()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id().toString());
            one.put("node", each.node());
            one.put("turn", each.turn());
            all.add(one);
          }
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("documents", all);
          body.put("all", page.all());
          if (page.more()) {
            body.put("next", all.get(all.size() - 1).get("id"));
          }
          Answers.json(to, 200, body);
        });
  }

  private static int limit(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return PAGE;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below.
    }
    throw new TablekeepException(
        ErrorKind.USER, "bad-query", "\"limit\" is a number from 1 to " + MOST + ".");
  }

  private void drain(RoutingContext context, boolean away) {
    answer(
        context,
        desk.drain(context.pathParam("node"), away),
        (to, heard) ->
            Answers.json(to, 200, Map.of("name", context.pathParam("node"), "draining", away)));
  }

  private <T> void answer(
      RoutingContext context,
      CompletionStage<T> stage,
      java.util.function.BiConsumer<RoutingContext, T> answer) {
    reach.then(context, stage.toCompletableFuture(), answer);
  }
}

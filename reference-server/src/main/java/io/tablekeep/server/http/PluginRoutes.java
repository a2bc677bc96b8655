package io.tablekeep.server.http;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.SystemChange;
import io.tablekeep.server.house.House;
import io.tablekeep.server.house.Reloading.Reloaded;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Plugins while the server runs: reloading one, and bringing back one that was put aside. */
final class PluginRoutes {
  private final Access access;
  private final House house;
  private final Engine engine;
  private final Reach reach;

  PluginRoutes(Access access, House house, Engine engine, Reach reach) {
    this.access = access;
    this.house = house;
    this.engine = engine;
    this.reach = reach;
  }

  void mount(Router router) {
    router
        .post("/api/plugins/:plugin/reload")
        .handler(context -> access.host(context, this::reload));
    router
        .post("/api/campaigns/:id/pardon")
        .handler(
            context ->
                access.host(
                    context,
                    to ->
                        reach.then(
                            to,
                            reach
                                .campaign(to.pathParam("id"))
                                .thenCompose(open -> engine.pardon(open.id().id())),
                            (done, was) -> Answers.json(done, 200, Map.of("pardoned", was)))));
  }

  private void reload(RoutingContext context) {
    String plugin = context.pathParam("plugin");
    boolean onlyIfSame = Boolean.parseBoolean(context.request().getParam("onlyIfSame"));
    reach.offLoop(
        context,
        () -> house.reloading().reload(plugin, onlyIfSame),
        CompletableFuture::completedFuture,
        (to, reloaded) -> Answers.json(to, 200, json(reloaded)));
  }

  private static Map<String, Object> json(Reloaded reloaded) {
    SystemChange change = reloaded.change();
    List<Map<String, Object>> differences = new ArrayList<>();
    for (SystemChange.Otherwise one : change.differences()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("campaign", one.campaign());
      line.put("action", one.action());
      line.put("at", one.at());
      line.put("was", one.was());
      line.put("now", one.now());
      differences.add(line);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("plugin", reloaded.plugin());
    all.put("from", reloaded.from());
    all.put("to", reloaded.to());
    all.put("systems", change.systems());
    all.put("campaigns", change.campaigns());
    all.put("pauseMs", Math.round(change.pause().toNanos() / 1e5) / 10.0);
    all.put("differences", differences);
    return all;
  }
}

package io.tablekeep.server.http;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.server.accounts.Accounts;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The roles table, the flags of a campaign, and server-wide settings over HTTP. */
final class ServerRoutes {
  private final Access access;
  private final Accounts accounts;
  private final Engine engine;
  private final Reach reach;

  ServerRoutes(Access access, Accounts accounts, Engine engine, Reach reach) {
    this.access = access;
    this.accounts = accounts;
    this.engine = engine;
    this.reach = reach;
  }

  void mount(Router router) {
    router
        .get("/api/roles.json")
        .handler(
            context ->
                access.open(
                    context, to -> Answers.json(to, 200, Map.of("actions", engine.roles()))));
    router.get("/api/settings").handler(context -> access.host(context, this::settings));
    router
        .patch("/api/settings")
        .handler(
            context ->
                access.host(
                    context,
                    to ->
                        reach.body(
                            to,
                            body ->
                                accounts
                                    .settings()
                                    .change(
                                        Reach.maybe(body, "name"),
                                        Reach.maybe(body, "registration")),
                            (done, receipt) -> settings(done))));
    router
        .get("/api/campaigns/:id/flags")
        .handler(context -> access.seat(context, (to, claim) -> flags(to, claim.campaign())));
  }

  private void settings(RoutingContext context) {
    Answers.json(context, 200, accounts.settings().all());
  }

  private void flags(RoutingContext context, String campaign) {
    reach.then(
        context,
        reach.campaign(campaign).thenCompose(Campaign::look),
        (to, root) -> {
          List<Map<String, Object>> lines = new ArrayList<>();
          engine
              .flags(root.at("campaign", "system").asText("table"))
              .forEach(
                  (name, about) -> {
                    Map<?, ?> declared = (Map<?, ?>) about;
                    boolean byDefault = Boolean.TRUE.equals(declared.get("default"));
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("name", name);
                    line.put("description", declared.get("description"));
                    line.put("default", byDefault);
                    line.put("value", root.at("flags", name).asBoolean(byDefault));
                    lines.add(line);
                  });
          Answers.json(to, 200, Map.of("flags", lines));
        });
  }
}

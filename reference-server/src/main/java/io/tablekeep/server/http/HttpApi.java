package io.tablekeep.server.http;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.house.House;
import io.tablekeep.server.house.PluginFolders;
import io.tablekeep.server.ops.Health;
import io.tablekeep.server.ops.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of HTTP but the sockets. */
public final class HttpApi {
  private static final Logger LOG = LoggerFactory.getLogger("io.tablekeep.server.http.access");

  private final Vertx vertx;
  private final House house;
  private final Engine engine;
  private final Accounts accounts;
  private final Meters meters;
  private final Health health;
  private final Access access;
  private final Descriptions descriptions;
  private final HttpSeats seats;
  private final BooleanSupplier stopping;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * The API of a house.
   *
   * @param vertx its worker threads are used
   * @param house data, keys and plugins
   * @param engine the engine on them
   * @param accounts who is who
   * @param meters what {@code /metrics} shows
   * @param health what {@code /health/ready} asks
   * @param stopping whether the server takes no more
   */
  public HttpApi(
      Vertx vertx,
      House house,
      Engine engine,
      Accounts accounts,
      Meters meters,
      Health health,
      BooleanSupplier stopping) {
    this.vertx = vertx;
    this.house = house;
    this.engine = engine;
    this.accounts = accounts;
    this.meters = meters;
    this.health = health;
    this.stopping = stopping;
    access = new Access(accounts);
    descriptions = Descriptions.of(engine, house.systems(), PluginFolders.version());
    seats = new HttpSeats(engine);
  }

  /**
   * A router over all routes; one for each event loop.
   *
   * @return the router
   */
  public Router router() {
    Router router = Router.router(vertx);
    router.route().handler(this::enter);
    router.get("/health/live").handler(context -> Answers.json(context, 200, Map.of("live", true)));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(context -> access.open(context, this::metrics));
    description(router, "/api/openapi.json", descriptions.openapi());
    description(router, "/api/asyncapi.json", descriptions.asyncapi());
    description(router, "/api/schema/campaign.json", descriptions.campaign());
    router.get("/api/plugins").handler(context -> access.host(context, this::plugins));
    Links links = new Links(house.keys(), accounts);
    Reach reach = new Reach(vertx, engine, accounts, seats);
    new CampaignRoutes(vertx, engine, access, links, seats).mount(router);
    new AccountRoutes(access, accounts, reach).mount(router);
    new InvitationRoutes(access, accounts, links, reach).mount(router);
    new OwnRoutes(access, reach).mount(router);
    new CompendiumRoutes(access, reach).mount(router);
    new ServerRoutes(access, accounts, engine, reach).mount(router);
    new TransferRoutes(vertx, house, engine, access).mount(router);
    Pages.mount(router);
    // Not a last route that matches all: it would turn every wrong method into an unknown address.
    router.errorHandler(404, HttpApi::failed);
    router.errorHandler(405, HttpApi::failed);
    router.route().failureHandler(HttpApi::failed);
    return router;
  }

  /**
   * How many requests are being answered.
   *
   * @return 0 or more
   */
  public int inFlight() {
    return inFlight.get();
  }

  /** Lets go of what requests left behind. */
  public void close() {
    seats.close();
  }

  private void enter(RoutingContext context) {
    long began = System.nanoTime();
    inFlight.incrementAndGet();
    context.addEndHandler(
        end -> {
          inFlight.decrementAndGet();
          LOG.atInfo()
              .addKeyValue("method", context.request().method().name())
              .addKeyValue("path", context.request().path())
              .addKeyValue("status", context.response().getStatusCode())
              .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
              .log("request");
        });
    secure(context.response());
    if (stopping.getAsBoolean()) {
      Answers.error(context, 503, "server-stopping", "The server stops.");
    } else {
      context.next();
    }
  }

  private static void secure(HttpServerResponse response) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
  }

  /**
   * Answers a request that never reaches the router.
   *
   * @param request the request
   * @param status HTTP status
   * @param code kebab-case code
   * @param message a sentence
   */
  public static void refuse(HttpServerRequest request, int status, String code, String message) {
    secure(request.response());
    if (status == 426) {
      request.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
      request.response().putHeader("Sec-WebSocket-Version", "13");
    } else {
      request.response().putHeader("Connection", "close");
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Answers.JSON.createObjectNode().put("code", code).put("message", message).toString());
  }

  private void description(Router router, String path, byte[] json) {
    router.get(path).handler(context -> access.open(context, to -> Answers.bytes(to, 200, json)));
  }

  /** Off the loop: a scrape asks every meter, some of which ask the system. */
  private void metrics(RoutingContext context) {
    vertx
        .executeBlocking(meters::scrape, false)
        .onSuccess(
            text -> context.response().putHeader("Content-Type", Meters.CONTENT_TYPE).end(text))
        .onFailure(fault -> Answers.failure(context, fault));
  }

  private void ready(RoutingContext context) {
    health
        .look()
        .onSuccess(report -> Answers.json(context, report.ready() ? 200 : 503, body(report)))
        .onFailure(fault -> Answers.failure(context, fault));
  }

  private static Map<String, Object> body(Health.Report report) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", report.ready());
    body.put("store", report.store());
    body.put("loops", report.loops());
    return body;
  }

  private void plugins(RoutingContext context) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (LoadedPlugin plugin : house.plugins().plugins()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", plugin.id());
      one.put("version", plugin.version());
      one.put("state", plugin.state().name().toLowerCase(Locale.ROOT));
      one.put("sha256", plugin.sha256());
      plugin
          .refusal()
          .ifPresent(
              refusal -> {
                one.put("code", refusal.code());
                one.put("message", refusal.message());
              });
      all.add(one);
    }
    Answers.json(context, 200, Map.of("plugins", all));
  }

  private static void failed(RoutingContext context) {
    Throwable fault = context.failure();
    int status = context.statusCode();
    if (fault != null && (status == 500 || status < 0)) {
      Answers.failure(context, fault);
      return;
    }
    switch (status) {
      case 413 -> Answers.error(context, 413, "body-too-large", "The body is too large.");
      case 405 ->
          Answers.error(context, 405, "method-not-allowed", "This address has no such method.");
      case 404 ->
          Answers.error(context, 404, "no-such-address", "There is nothing at this address.");
      default ->
          Answers.error(
              context,
              status < 400 ? 500 : status,
              "bad-request",
              "The request was not understood.");
    }
  }
}

package io.tablekeep.server.http;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.assets.TileStore;
import io.tablekeep.server.cluster.ClusterDesk;
import io.tablekeep.server.cluster.Forwarding;
import io.tablekeep.server.door.Door;
import io.tablekeep.server.door.Refusal;
import io.tablekeep.server.house.House;
import io.tablekeep.server.house.PluginFolders;
import io.tablekeep.server.ops.Health;
import io.tablekeep.server.ops.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of HTTP but the sockets. */
public final class HttpApi {
  private static final Logger LOG = LoggerFactory.getLogger("io.tablekeep.server.http.access");

  private static final long TILE_BYTES = 2L << 30;

  private final Vertx vertx;
  private final House house;
  private final Engine engine;
  private final Accounts accounts;
  private final Meters meters;
  private final Health health;
  private final Door door;
  private final ClusterDesk cluster;
  private final Access access;
  private volatile Descriptions descriptions;
  private final SystemPages pages;
  private final RulesRoutes rules;
  private final HttpSeats seats;
  private final Reach reach;
  private final BooleanSupplier stopping;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Patience patience;
  private final TileStore tiles;
  private final AssetRoutes pictures;
  private final Onward onward;

  /**
   * The API of a house.
   *
   * @param vertx its worker threads are used
   * @param house data, keys and plugins
   * @param engine the engine on them
   * @param accounts who is who
   * @param meters what {@code /metrics} shows
   * @param health what {@code /health/ready} asks
   * @param door whom requests come from, and how long they may take
   * @param cluster what is shown of the nodes
   * @param stopping whether the server takes no more
   */
  public HttpApi(
      Vertx vertx,
      House house,
      Engine engine,
      Accounts accounts,
      Meters meters,
      Health health,
      Door door,
      ClusterDesk cluster,
      BooleanSupplier stopping) {
    this.vertx = vertx;
    this.house = house;
    this.engine = engine;
    this.accounts = accounts;
    this.meters = meters;
    this.health = health;
    this.stopping = stopping;
    this.door = door;
    this.cluster = cluster;
    access = new Access(accounts, door.addresses());
    onward = new Onward(door.addresses());
    patience = new Patience(vertx, door.limits(), meters.registry());
    tiles = tiles();
    Path scratch = house.data().resolve("tmp");
    AssetDesk desk = new AssetDesk(vertx, engine, house.pictures(), scratch, meters.registry());
    pictures = new AssetRoutes(vertx, engine, house, tiles, access, desk, meters.registry());
    descriptions = describe();
    seats = new HttpSeats(engine);
    pages = new SystemPages(house);
    pages.read();
    reach = new Reach(vertx, engine, house.store(), accounts, seats);
    rules = new RulesRoutes(engine, access, reach, pages);
    house.onReload(this::reloaded);
  }

  private void reloaded() {
    descriptions = describe();
    pages.read();
    rules.forget();
  }

  /** What is published, with the actions of the systems that are in use now. */
  private Descriptions describe() {
    return Descriptions.of(engine, house.systems(), PluginFolders.version());
  }

  private TileStore tiles() {
    try {
      return new TileStore(vertx, house.data().resolve("tiles"), TILE_BYTES, meters.registry());
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "data-folder",
          "The folder for tiles of pictures cannot be used: " + e.getMessage());
    }
  }

  /**
   * A router over all routes; one for each event loop.
   *
   * @return the router
   */
  public Router router() {
    Router router = Router.router(vertx);
    router.route().handler(this::enter);
    onward.mount(router);
    router.get("/health/live").handler(context -> Answers.json(context, 200, Map.of("live", true)));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(context -> access.open(context, this::metrics));
    description(router, "/api/openapi.json", Descriptions::openapi);
    description(router, "/api/asyncapi.json", Descriptions::asyncapi);
    description(router, "/api/schema/campaign.json", Descriptions::campaign);
    router.get("/api/plugins").handler(context -> access.host(context, this::plugins));
    Links links = new Links(house.keys(), accounts);
    new CampaignRoutes(vertx, engine, access, links, seats).mount(router);
    new HistoryRoutes(vertx, engine, access).mount(router);
    new BranchRoutes(vertx, engine, access, links).mount(router);
    new ViewRoutes(engine, access, reach).mount(router);
    rules.mount(router);
    new AccountRoutes(access, accounts, reach).mount(router);
    new InvitationRoutes(access, accounts, links, reach).mount(router);
    new OwnRoutes(access, reach).mount(router);
    new CompendiumRoutes(access, reach).mount(router);
    new ServerRoutes(access, accounts, engine, reach).mount(router);
    new ClusterRoutes(access, cluster, reach).mount(router);
    new PluginRoutes(access, house, engine, reach).mount(router);
    new TransferRoutes(vertx, house, reach, access).mount(router);
    pictures.mount(router);
    pages.mount(router);
    Pages.mount(router);
    // Not a last route that matches all: it would turn every wrong method into an unknown address.
    router.errorHandler(404, HttpApi::failed);
    router.errorHandler(405, HttpApi::failed);
    router.route().failureHandler(HttpApi::failed);
    return router;
  }

  /**
   * Passes requests for what other nodes keep on to them from now on.
   *
   * @param forwarding the way to the other nodes
   */
  public void passOn(Forwarding forwarding) {
    onward.begin(forwarding);
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
    tiles.close();
  }

  private void enter(RoutingContext context) {
    long began = System.nanoTime();
    inFlight.incrementAndGet();
    context.addEndHandler(
        end -> {
          inFlight.decrementAndGet();
          told(context, (System.nanoTime() - began) / 1_000_000);
        });
    context.put(Answers.SCHEME, door.addresses().scheme(context.request()));
    patience.watch(context);
    secure(context.response());
    if (stopping.getAsBoolean()) {
      Answers.error(context, 503, "server-stopping", "The server stops.");
    } else {
      context.next();
    }
  }

  /** A line in the log; who was refused something is told by address and code. */
  private void told(RoutingContext context, long millis) {
    String code = context.get(Answers.CODE);
    var line =
        LOG.atInfo()
            .addKeyValue("method", context.request().method().name())
            .addKeyValue("path", context.request().path())
            .addKeyValue("status", context.response().getStatusCode())
            .addKeyValue("millis", millis);
    if (code != null) {
      line = line.addKeyValue("code", code).addKeyValue("address", access.address(context));
    }
    line.log("request");
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
   * @param why what is said
   */
  public static void refuse(HttpServerRequest request, Refusal why) {
    HttpServerResponse response = request.response();
    secure(response);
    if (why.status() == 426 && request.version() != HttpVersion.HTTP_2) {
      response.putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
      response.putHeader("Sec-WebSocket-Version", "13");
    } else if (why.status() != 429) {
      Answers.closing(request);
    }
    if (why.retryAfter() > 0) {
      response.putHeader("Retry-After", Integer.toString(why.retryAfter()));
    }
    LOG.atInfo()
        .addKeyValue("method", request.method().name())
        .addKeyValue("path", request.path())
        .addKeyValue("status", why.status())
        .addKeyValue("code", why.code())
        .log("request");
    String body =
        Answers.JSON
            .createObjectNode()
            .put("code", why.code())
            .put("message", why.message())
            .toString();
    response
        .setStatusCode(why.status())
        .putHeader("Content-Type", "application/json")
        .end(body)
        .onFailure(fault -> LOG.debug("a refusal was not taken: {}", fault.getMessage()));
  }

  private void description(Router router, String path, Function<Descriptions, byte[]> which) {
    router
        .get(path)
        .handler(
            context ->
                access.open(context, to -> Answers.bytes(to, 200, which.apply(descriptions))));
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
    body.put("readOnly", report.readOnly());
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
      case 415 ->
          Answers.error(
              context, 415, "wrong-content-type", "This is not what is taken at this address.");
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

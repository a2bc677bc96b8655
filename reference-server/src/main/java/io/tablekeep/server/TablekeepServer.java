package io.tablekeep.server;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.accounts.Arrivals;
import io.tablekeep.server.accounts.HashDesk;
import io.tablekeep.server.cluster.ClusterConfig;
import io.tablekeep.server.cluster.ClusterDesk;
import io.tablekeep.server.cluster.Forwarding;
import io.tablekeep.server.cluster.Ground;
import io.tablekeep.server.cluster.Shared;
import io.tablekeep.server.door.CertificateWatch;
import io.tablekeep.server.door.Door;
import io.tablekeep.server.house.FolderLock;
import io.tablekeep.server.house.House;
import io.tablekeep.server.http.HttpApi;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.ops.Health;
import io.tablekeep.server.ops.Meters;
import io.tablekeep.server.ws.Relays;
import io.tablekeep.server.ws.SocketGate;
import io.tablekeep.server.ws.SocketLimits;
import io.tablekeep.server.ws.Sockets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class TablekeepServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TablekeepServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often it is looked whether there is another certificate. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final ServerConfig config;
  private final Meters meters;
  private final House house;
  private final Ground ground;
  private final Vertx vertx;
  private final Engine engine;
  private final Sockets sockets;
  private final Optional<Shared> shared;
  private final Accounts accounts;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Door door;
  private final Optional<KeyCertOptions> tls;
  private final HttpApi api;
  private Optional<Forwarding> forwarding = Optional.empty();
  private final List<HttpVerticle> faces = new ArrayList<>();

  private TablekeepServer(
      ServerConfig config, SocketLimits limits, House house, Meters meters, Ground ground) {
    this.config = config;
    this.house = house;
    this.meters = meters;
    this.ground = ground;
    vertx = ground.vertx();
    tls = config.tls().map(files -> files.load(vertx));
    house.store(local -> ground.store(local, meters.registry()));
    engine = house.start(ground::on, meters.registry(), config.residency());
    shared = ground.node().map(node -> Shared.begin(node, engine, house, meters.registry()));
    accounts =
        shared
            .map(each -> each.accounts(house.keys(), new HashDesk(vertx)))
            .orElseGet(
                () -> new Accounts(engine, house.keys(), new HashDesk(vertx), Clock.systemUTC()));
    sockets = new Sockets(limits, meters.registry());
    accounts.onRevocation(sockets::recheck);
    List<Context> loops = new ArrayList<>();
    for (int i = 0; i < config.loops(); i++) {
      loops.add(ground.runtime().loop("health-" + i).context());
    }
    Health health =
        new Health(vertx, house.store(), loops, meters::readOnlyTables, ground.node().isPresent());
    door = new Door(config.door(), meters.registry());
    ClusterDesk desk = new ClusterDesk(ground, engine, meters.registry(), config);
    api = new HttpApi(vertx, house, engine, accounts, meters, health, door, desk, stopping::get);
  }

  /**
   * Starts a server.
   *
   * @param config how it is set up
   * @return the server, listening
   * @throws TablekeepException code {@code port-in-use}, {@code bad-address}, or one of {@link
   *     House#open}
   */
  public static TablekeepServer start(ServerConfig config) {
    return start(config, SocketLimits.defaults().forEachAddress(config.door().socketsPerAddress()));
  }

  /**
   * Starts a server with other bounds of sockets.
   *
   * @param config how it is set up
   * @param limits the bounds of sockets
   * @return as above
   */
  public static TablekeepServer start(ServerConfig config, SocketLimits limits) {
    FolderLock lock = FolderLock.take(config.data());
    Meters meters = new Meters();
    House house;
    try {
      house = House.open(config, lock);
    } catch (Throwable e) {
      meters.close();
      throw e;
    }
    Ground ground;
    try {
      ground = Ground.lay(config, house.store(), meters.registry());
    } catch (Throwable e) {
      house.close();
      meters.close();
      throw e;
    }
    TablekeepServer server;
    try {
      server = new TablekeepServer(config, limits, house, meters, ground);
    } catch (Throwable e) {
      release(house, ground, meters);
      throw e;
    }
    try {
      server.listen(limits);
      return server;
    } catch (Throwable e) {
      server.close();
      throw e;
    }
  }

  /** Lets go of all that a server stands on, in this order. */
  private static void release(House house, Ground ground, Meters meters) {
    house.close();
    ground.close();
    meters.close();
  }

  private void listen(SocketLimits limits) {
    SeatDoors doors = new SeatDoors(engine, house.keys().seats(), accounts);
    Optional<Relays> relays =
        ground
            .node()
            .map(
                node ->
                    new Relays(
                        node, config.loops(), doors, sockets, meters.registry(), stopping::get));
    forwarding =
        ground
            .node()
            .map(
                node ->
                    Forwarding.begin(
                        vertx,
                        node,
                        config.cluster().flatMap(ClusterConfig::tls),
                        door.addresses(),
                        api.router(),
                        meters.registry()));
    forwarding.ifPresent(api::passOn);
    ground.serve(engine, meters.registry(), config);
    accounts.begin();
    finishArrivals();
    SocketGate gate = new SocketGate(doors, sockets, config.origins(), door, relays, stopping::get);
    for (int i = 0; i < config.loops(); i++) {
      HttpVerticle face =
          new HttpVerticle(api, gate, sockets, limits, door, tls, config.host(), config.port());
      deploy(face);
      faces.add(face);
    }
    config.tls().ifPresent(files -> CertificateWatch.begin(vertx, files, LOOK, this::show));
    LOG.atInfo()
        .addKeyValue("host", config.host())
        .addKeyValue("port", port())
        .addKeyValue("loops", config.loops())
        .log("listening");
  }

  private void finishArrivals() {
    if (shared.isPresent()) {
      shared.get().finishArrivals(vertx, accounts);
      return;
    }
    Arrivals arrivals = new Arrivals(id -> engine.open(id).thenCompose(Campaign::look), accounts);
    try {
      arrivals.finish(arrivals.pending()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("arrivals that were interrupted are not finished yet", e);
    }
  }

  /**
   * Shows another certificate to those who connect from now on. Blocks.
   *
   * @param pair a certificate and its key
   */
  public void show(KeyCertOptions pair) {
    for (HttpVerticle face : faces) {
      try {
        face.show(pair).await(10, TimeUnit.SECONDS);
      } catch (TimeoutException | RuntimeException e) {
        LOG.error("a certificate could not be shown", e);
      }
    }
  }

  private void deploy(HttpVerticle face) {
    try {
      vertx.deployVerticle(face).await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TablekeepException(ErrorKind.RESOURCE, "bad-address", "The server did not start.");
    } catch (Throwable e) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      String where = config.host() + ":" + config.port();
      // The same class says that an address is not of this machine.
      if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
        throw new TablekeepException(
            ErrorKind.USER,
            "port-in-use",
            "Something else listens on " + where + " already; choose another --port.");
      }
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-address",
          "It is not possible to listen on " + where + ": " + cause.getMessage());
    }
  }

  /**
   * The port.
   *
   * @return the one it listens on
   */
  public int port() {
    return faces.get(0).port();
  }

  /**
   * What precedes the path in links of this server.
   *
   * @return for example {@code http://127.0.0.1:8080}
   */
  public String base() {
    boolean any = config.host().equals("0.0.0.0") || config.host().equals("::");
    String host = any ? "127.0.0.1" : config.host();
    return (tls.isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port();
  }

  /**
   * The engine.
   *
   * @return open until {@link #close}
   */
  public Engine engine() {
    return engine;
  }

  /**
   * The data folder.
   *
   * @return open until {@link #close}
   */
  public House house() {
    return house;
  }

  /**
   * The links of a campaign. Blocks.
   *
   * @param campaign key of the campaign
   * @return game masters first
   * @throws CompletionException when the campaign cannot be read
   */
  public List<Links.Link> links(String campaign) {
    Node root =
        (shared.isPresent()
                ? shared.get().look(campaign)
                : engine.open(campaign).thenCompose(Campaign::look))
            .join();
    long now = System.currentTimeMillis() / 1_000;
    return new Links(house.keys(), accounts).of(root, campaign, Set.of(), base(), now);
  }

  /**
   * The link of the host's page.
   *
   * @return an address that holds the host key
   */
  public String hostLink() {
    return base() + "/#host=" + house.keys().hostKey();
  }

  /** Waits until the server has been closed. */
  public void awaitStopped() {
    stopped.join();
  }

  /**
   * Waits until the server has been closed, or not so long.
   *
   * @param atMost how long
   * @return whether it has been closed
   */
  public boolean awaitStopped(Duration atMost) {
    return stopped
        .thenApply(done -> true)
        .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /**
   * Stops in order: takes nothing new, finishes what is on its way, closes sockets, engine and
   * store. Not on an event loop. Closing twice waits for the first.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      stopped.join();
      return;
    }
    LOG.info("stopping");
    ground.drain(); // before it turns sockets away: they follow their tables
    stopping.set(true);
    try {
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      release(house, ground, meters);
      LOG.info("stopped");
      stopped.complete(null);
    }
  }

  private void finish() throws InterruptedException {
    sockets.stop(PATIENCE);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (api.inFlight() > 0 && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    forwarding.ifPresent(Forwarding::close);
    api.close();
    shared.ifPresent(Shared::close);
    List<Future<?>> closed = new ArrayList<>();
    for (String id : vertx.deploymentIDs()) {
      closed.add(vertx.undeploy(id));
    }
    try {
      Future.join(closed).await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("the port was not closed in time");
    }
  }
}

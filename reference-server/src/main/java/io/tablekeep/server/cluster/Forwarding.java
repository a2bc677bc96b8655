package io.tablekeep.server.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.hazelcast.NodeTls;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.door.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests for documents of another node on to it, over a port that is for nodes alone.
 * Thread-safe.
 */
public final class Forwarding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
  private static final String TOPIC = "http-place";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 64;
  private static final int WAITING = 2_000;
  private static final int CONNECT_MILLIS = 3_000;

  /** How often a request is passed on again whose document was not where it was looked for. */
  private static final int TRIES = 6;

  private static final long PAUSE_MILLIS = 100;

  /** Of one connection, not of what is passed on (RFC 9110, 7.6.1). */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  private final Vertx vertx;
  private final ClusterNode node;
  private final Addresses addresses;
  private final HttpClient client;

  /** The port that an authority without one means to the client; it is not said again. */
  private final int defaultPort;

  private final HttpServer server;

  /** Where the other nodes listen, by their names on the bus. */
  private final Map<String, Place> places = new ConcurrentHashMap<>();

  private final Counter forwarded;
  private final Counter failed;

  private record Place(String host, int port, String pass) {}

  private Forwarding(
      Vertx vertx,
      ClusterNode node,
      Optional<NodeTls> tls,
      Addresses addresses,
      HttpServer server,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.node = node;
    this.addresses = addresses;
    this.server = server;
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAliveTimeout(20);
    tls.ifPresent(files -> files.on(options));
    defaultPort = options.isSsl() ? 443 : 80;
    client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    forwarded =
        Counter.builder("tablekeep.forwarded")
            .tag("outcome", "answered")
            .description("Requests that were passed on to the node that keeps the document")
            .register(meters);
    failed = Counter.builder("tablekeep.forwarded").tag("outcome", "failed").register(meters);
    node.members().onLost(places::remove);
  }

  /**
   * Begins to listen to the other nodes. Blocks.
   *
   * @param vertx runs the client and the port
   * @param node of a cluster
   * @param tls what nodes show each other; empty for plain connections
   * @param addresses is told whom other nodes ask for
   * @param handler answers what they pass on
   * @param meters where the figures go
   * @return to be closed
   * @throws TablekeepException code {@code cluster-join} when it cannot listen
   */
  public static Forwarding begin(
      Vertx vertx,
      ClusterNode node,
      Optional<NodeTls> tls,
      Addresses addresses,
      Handler<HttpServerRequest> handler,
      MeterRegistry meters) {
    HttpServerOptions options = new HttpServerOptions().setMaxHeaderSize(32 << 10);
    tls.ifPresent(files -> files.on(options));
    String host = node.host();
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  if (addresses.isPassedOn(request)) {
                    handler.handle(request);
                  } else {
                    request.response().setStatusCode(403).end();
                  }
                });
    try {
      server.listen(0, host).await();
    } catch (RuntimeException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "cluster-join",
          "It is not possible to listen on " + host + ": " + e.getMessage());
    }
    Forwarding forwarding = new Forwarding(vertx, node, tls, addresses, server, meters);
    node.runtime().await(forwarding.tell(host), PATIENCE);
    return forwarding;
  }

  private CompletionStage<Void> tell(String host) {
    String text = host + " " + server.actualPort() + " " + addresses.pass();
    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
    return node.bus()
        .answer(
            TOPIC,
            node.runtime().loop("http-place"),
            (from, nothing) ->
                node.members().isLive(from)
                    ? CompletableFuture.completedFuture(answer)
                    : CompletableFuture.failedFuture(
                        new TablekeepException(
                            ErrorKind.USER, "no-member", "Only members are told.")));
  }

  /**
   * The node that keeps a document.
   *
   * @param id the document
   * @return empty for this node; or a failure with code {@code cluster-unavailable}
   */
  public Future<Optional<String>> owner(DocumentId id) {
    if (node.directory().holds(id)) {
      return Future.succeededFuture(Optional.empty());
    }
    return Future.fromCompletionStage(node.directory().locate(id), vertx.getOrCreateContext())
        .map(
            name ->
                name.equals(node.members().self()) ? Optional.<String>empty() : Optional.of(name));
  }

  /**
   * Passes a request on, and its answer back.
   *
   * @param request nothing of it is read, unless the body is given
   * @param to the node, as the bus calls it
   * @param id what it is about, to be looked for again when it is not there; empty when unknown
   * @param body what was read of it; null for a body that is still to be read
   * @return done when the answer is on its way; a failure when there is none, and then nothing was
   *     answered
   */
  public Future<Void> forward(
      HttpServerRequest request, String to, Optional<DocumentId> id, @Nullable Buffer body) {
    boolean again = body != null || hasNoBody(request);
    return attempt(request, to, body)
        .recover(
            fault ->
                again && !request.response().headWritten()
                    ? retry(request, to, id, body, TRIES, fault)
                    : Future.failedFuture(fault))
        .onComplete(done -> (done.succeeded() ? forwarded : failed).increment());
  }

  private static boolean hasNoBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return (length == null || length.equals("0"))
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
  }

  /** The document moved, or its node is gone: what changes something is not said twice. */
  private Future<Void> retry(
      HttpServerRequest request,
      String before,
      Optional<DocumentId> id,
      @Nullable Buffer body,
      int tries,
      Throwable fault) {
    boolean unheard = fault instanceof NotThere || request.method().name().equals("GET");
    if (tries == 0 || !unheard || request.response().headWritten()) {
      return Future.failedFuture(fault);
    }
    Promise<Void> paused = Promise.promise();
    vertx.setTimer(PAUSE_MILLIS << (TRIES - tries), timer -> paused.complete());
    return paused
        .future()
        .compose(now -> id.map(this::owner).orElse(Future.succeededFuture(Optional.of(before))))
        .compose(
            owner ->
                attempt(request, owner.orElse(node.members().self()), body)
                    .recover(next -> retry(request, before, id, body, tries - 1, next)));
  }

  /** The other node does not keep it either, and has done nothing. */
  private static final class NotThere extends TablekeepException {
    private static final long serialVersionUID = 1L;

    NotThere() {
      super(
          ErrorKind.RESOURCE,
          "cluster-unavailable",
          "This table is on its way from one server to another; try again.");
    }
  }

  private Future<Void> attempt(HttpServerRequest request, String to, @Nullable Buffer body) {
    return place(to)
        .compose(place -> client.request(options(request, place)))
        .compose(
            out -> {
              request.response().closeHandler(left -> out.reset());
              return body == null ? send(request, out) : out.send(body);
            })
        .compose(answer -> answer(answer, request.response()));
  }

  private static Future<HttpClientResponse> send(HttpServerRequest from, HttpClientRequest out) {
    if (hasNoBody(from)) {
      return out.send();
    }
    if (from.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
      out.setChunked(true);
    }
    if ("100-continue".equalsIgnoreCase(from.getHeader("Expect"))) {
      from.response().writeContinue();
    }
    from.resume();
    return out.send(from);
  }

  private Future<Place> place(String to) {
    Place known = places.get(to);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return Future.fromCompletionStage(
            node.bus().ask(to, TOPIC, new byte[0], PATIENCE), vertx.getOrCreateContext())
        .map(
            bytes -> {
              String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
              Place place = new Place(words[0], Integer.parseInt(words[1]), words[2]);
              if (node.members().isLive(to)) {
                places.put(to, place);
              }
              return place;
            });
  }

  /** The connection goes to the node, the request to whatever name the client knows. */
  private RequestOptions options(HttpServerRequest request, Place place) {
    HostAndPort authority = request.authority();
    RequestOptions options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(place.port(), place.host()))
            .setHost(authority == null ? place.host() : authority.host())
            .setPort(authority == null || authority.port() < 0 ? defaultPort : authority.port())
            .setMethod(request.method())
            .setURI(request.uri());
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    copy(request.headers(), headers);
    headers.remove(HttpHeaders.HOST);
    headers.set(Addresses.FORWARDED_FOR, addresses.of(request));
    headers.set("X-Forwarded-Proto", addresses.scheme(request));
    headers.set(Addresses.PASS, place.pass());
    return options.setHeaders(headers);
  }

  private static void copy(MultiMap from, MultiMap to) {
    from.forEach(
        (name, value) -> {
          if (!OF_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            to.add(name, value);
          }
        });
  }

  private static Future<Void> answer(HttpClientResponse from, HttpServerResponse to) {
    if (from.statusCode() == Addresses.MISDIRECTED) {
      return from.body().compose(unread -> Future.failedFuture(new NotThere()));
    }
    to.setStatusCode(from.statusCode());
    to.headers().clear();
    copy(from.headers(), to.headers());
    if (from.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
      to.setChunked(true);
    }
    return to.send(from);
  }

  /** Stops listening. Blocks. */
  @Override
  public void close() {
    try {
      Future.join(server.close(), client.close()).await();
    } catch (RuntimeException e) {
      LOG.warn("the port for other nodes was not closed", e);
    }
  }
}

package io.tablekeep.server;

import io.tablekeep.server.door.Door;
import io.tablekeep.server.door.Refusal;
import io.tablekeep.server.http.HttpApi;
import io.tablekeep.server.wire.Wire;
import io.tablekeep.server.ws.SocketGate;
import io.tablekeep.server.ws.SocketLimits;
import io.tablekeep.server.ws.Sockets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket of one event loop; all share the port. */
final class HttpVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
  private static final int HEADER_BYTES = 16 << 10;
  private static final int LINE_BYTES = 8 << 10;
  private static final int IDLE_SECONDS = 75;

  private final HttpApi api;
  private final SocketGate gate;
  private final Sockets sockets;
  private final SocketLimits limits;
  private final Door door;
  private final Optional<KeyCertOptions> tls;
  private final String host;
  private final int port;
  private @Nullable HttpServer server;

  HttpVerticle(
      HttpApi api,
      SocketGate gate,
      Sockets sockets,
      SocketLimits limits,
      Door door,
      Optional<KeyCertOptions> tls,
      String host,
      int port) {
    this.api = api;
    this.gate = gate;
    this.sockets = sockets;
    this.limits = limits;
    this.door = door;
    this.tls = tls;
    this.host = host;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    Router router = api.router();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxInitialLineLength(LINE_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setTcpNoDelay(true)
            .setAcceptBacklog(4096)
            .setMaxWebSocketFrameSize(limits.messageBytes())
            .setMaxWebSocketMessageSize(limits.messageBytes())
            .setWebSocketSubProtocols(Wire.SUBPROTOCOLS)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    // Browsers and programs choose HTTP/2 in the handshake; sockets go over HTTP/1.1 connections.
    tls.ifPresent(pair -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(pair));
    HttpServer mine =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::count)
            .requestHandler(request -> handle(request, router))
            .invalidRequestHandler(
                request ->
                    HttpApi.refuse(
                        request,
                        new Refusal(400, "bad-request", "The request was not understood.")));
    server = mine;
    // One free port for all of them, which plain 0 would not be.
    return mine.listen(
        port == 0
            ? SocketAddress.sharedRandomPort(1, host)
            : SocketAddress.inetSocketAddress(port, host));
  }

  private void count(HttpConnection connection) {
    SocketAddress remote = connection.remoteAddress();
    connection.closeHandler(
        closed -> {
          sockets.disconnected();
          door.left(remote);
        });
    boolean enough = !sockets.connected();
    if (!door.entered(remote) || enough) {
      // Nothing was asked yet that could be answered.
      connection.close().onFailure(fault -> LOG.debug("a connection was not closed", fault));
    }
  }

  private void handle(HttpServerRequest request, Router router) {
    if (!isDecodable(request.uri())) {
      // The router would throw at it, and log that as a failure of its own.
      HttpApi.refuse(request, new Refusal(400, "bad-request", "The address was not understood."));
      return;
    }
    Optional<Refusal> early = door.admit(request);
    if (early.isPresent()) {
      HttpApi.refuse(request, early.get());
      return;
    }
    String campaign = SocketGate.campaign(request.path());
    if (campaign == null) {
      router.handle(request);
      return;
    }
    gate.open(request, campaign).ifPresent(why -> HttpApi.refuse(request, why));
  }

  /** Whether every percent sign begins an escape (RFC 3986, 2.1). */
  private static boolean isDecodable(@Nullable String uri) {
    if (uri == null) {
      return false;
    }
    for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
      if (at + 2 >= uri.length()
          || Character.digit(uri.charAt(at + 1), 16) < 0
          || Character.digit(uri.charAt(at + 2), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Shows another certificate to those who come from now on. */
  Future<?> show(KeyCertOptions pair) {
    HttpServer mine = server;
    return mine == null
        ? Future.succeededFuture()
        : mine.updateSSLOptions(new ServerSSLOptions().setUseAlpn(true).setKeyCertOptions(pair));
  }

  int port() {
    HttpServer mine = server;
    return mine == null ? 0 : mine.actualPort();
  }

  Context loop() {
    return context;
  }
}

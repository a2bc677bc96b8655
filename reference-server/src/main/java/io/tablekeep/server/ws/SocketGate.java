package io.tablekeep.server.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.door.Addresses;
import io.tablekeep.server.door.Door;
import io.tablekeep.server.door.Refusal;
import io.tablekeep.server.wire.Wire;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns upgrade requests into sockets. Called on event loops. */
public final class SocketGate {
  private static final Logger LOG = LoggerFactory.getLogger(SocketGate.class);
  private static final String BEFORE = "/api/campaigns/";
  private static final String AFTER = "/socket";

  /** Seconds after which a socket may have become free. */
  private static final int TRY_AGAIN = 10;

  /** 16 bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private final Doors doors;
  private final Sockets sockets;
  private final Set<String> origins;
  private final Door door;
  private final Optional<Relays> relays;
  private final BooleanSupplier stopping;

  /**
   * A gate.
   *
   * @param doors decides who sits down
   * @param sockets the open ones
   * @param origins other origins whose pages may connect, such as {@code https://table.example}
   * @param door tells where requests come from, and counts connections
   * @param relays ways to the tables of other nodes; empty for a server that stands alone
   * @param stopping whether the server takes no more
   */
  public SocketGate(
      Doors doors,
      Sockets sockets,
      Set<String> origins,
      Door door,
      Optional<Relays> relays,
      BooleanSupplier stopping) {
    this.doors = doors;
    this.sockets = sockets;
    this.origins = Set.copyOf(origins);
    this.door = door;
    this.relays = relays;
    this.stopping = stopping;
  }

  /**
   * The campaign whose socket a path names.
   *
   * @param path path of a request
   * @return its key, or null for another path
   */
  public static @Nullable String campaign(@Nullable String path) {
    if (path == null || !path.startsWith(BEFORE) || !path.endsWith(AFTER)) {
      return null;
    }
    int to = path.length() - AFTER.length();
    String id = to > BEFORE.length() ? path.substring(BEFORE.length(), to) : "";
    return DocumentId.isValid(id) ? id : null;
  }

  /**
   * Opens the socket, unless there is something against it.
   *
   * @param request the upgrade request, nothing read of it
   * @param campaign key of the campaign
   * @return why not, to be answered by the caller; empty when the request is taken care of
   */
  public Optional<Refusal> open(HttpServerRequest request, String campaign) {
    if (stopping.getAsBoolean()) {
      return refuse(503, "server-stopping", "The server stops.");
    }
    String upgrade = request.getHeader(HttpHeaders.UPGRADE);
    if (!request.method().equals(HttpMethod.GET) || !"websocket".equalsIgnoreCase(upgrade)) {
      return refuse(426, "upgrade-required", "This address is a WebSocket.");
    }
    if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      return refuse(426, "websocket-version", "WebSocket version 13 is spoken here (RFC 6455).");
    }
    if (!isHandshake(request)) {
      return refuse(400, "bad-handshake", "This is no WebSocket handshake (RFC 6455, 4.2.1).");
    }
    if (!subprotocolKnown(request)) {
      return refuse(
          400, "unknown-subprotocol", "Spoken here: " + String.join(", ", Wire.SUBPROTOCOLS));
    }
    if (!originAllowed(request)) {
      return refuse(403, "bad-origin", "Pages of another site may not connect.");
    }
    String address = door.addresses().of(request);
    if (!sockets.admit(address, Addresses.isLocal(request))) {
      return Optional.of(
          new Refusal(429, "too-many-sockets", "Too many sockets are open.", TRY_AGAIN));
    }
    request
        .toWebSocket()
        .onSuccess(socket -> install(socket, campaign, address))
        .onFailure(
            fault -> {
              sockets.leave(address);
              LOG.debug("a socket could not be opened: {}", fault.getMessage());
            });
    return Optional.empty();
  }

  private void install(ServerWebSocket socket, String campaign, String address) {
    socket.closeHandler(closed -> sockets.leave(address));
    // From now on it is counted as a socket; Vert.x does not tell when the connection closes.
    sockets.disconnected();
    door.left(socket.remoteAddress());
    socket.exceptionHandler(fault -> LOG.debug("a socket failed: {}", fault.getMessage()));
    ChannelHandlerContext vertx = ((WebSocketInternal) socket).channelHandlerContext();
    ChannelPipeline pipeline = vertx.pipeline();
    // Sockets have pings of their own, and these watch every single write.
    if (pipeline.get(IdleStateHandler.class) != null) {
      pipeline.remove(IdleStateHandler.class);
    }
    pipeline.addBefore(
        vertx.name(),
        "seat",
        new SeatSocket(campaign, address, wire(socket), doors, sockets, relays));
  }

  /** What would be refused later, without a word. */
  private static boolean isHandshake(HttpServerRequest request) {
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    String key = request.getHeader("Sec-WebSocket-Key");
    return connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && key != null
        && KEY.matcher(key.strip()).matches();
  }

  private static Wire wire(ServerWebSocket socket) {
    String agreed = socket.subProtocol();
    return new Wire(agreed == null ? "" : agreed);
  }

  /** Whether nothing special is asked for, or something that is spoken here. */
  private static boolean subprotocolKnown(HttpServerRequest request) {
    List<String> asked = request.headers().getAll("Sec-WebSocket-Protocol");
    return asked.isEmpty()
        || asked.stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .anyMatch(each -> Wire.SUBPROTOCOLS.contains(each.strip()));
  }

  private boolean originAllowed(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || origins.contains(origin)) {
      return true;
    }
    String host = request.getHeader(HttpHeaders.HOST);
    return host != null
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }

  private static Optional<Refusal> refuse(int status, String code, String message) {
    return Optional.of(new Refusal(status, code, message));
  }
}

package io.tablekeep.server.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The yardstick: a server that writes each message it gets to the other sockets of its group, as it
 * is, without looking at it. Nothing is parsed, checked or kept.
 */
public final class Relay {
  private Relay() {}

  /**
   * Starts a relay on one event loop.
   *
   * @param vertx where it runs
   * @return the port it listens on, of 127.0.0.1
   */
  public static Future<Integer> start(Vertx vertx) {
    Map<String, List<ServerWebSocket>> groups = new HashMap<>();
    return vertx
        .createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
        .webSocketHandler(
            socket -> {
              List<ServerWebSocket> group =
                  groups.computeIfAbsent(socket.path(), path -> new ArrayList<>());
              group.add(socket);
              socket.handler(
                  message -> {
                    for (ServerWebSocket other : group) {
                      if (other != socket) {
                        other.writeFrame(WebSocketFrame.binaryFrame(message, true));
                      }
                    }
                  });
              socket.closeHandler(v -> group.remove(socket));
            })
        .listen()
        .map(server -> server.actualPort());
  }
}

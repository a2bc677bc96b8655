package io.tablekeep.server.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sockets at the relay, sending the frames that a server would have shown. */
final class RelaySockets implements Sockets {
  private static final Logger LOG = LoggerFactory.getLogger(RelaySockets.class);

  /** Held for as long as its sockets are in use: it closes when it is collected. */
  private final WebSocketClient client;

  private final int port;
  private final LoadPlan plan;
  private final Speech speech;

  RelaySockets(Vertx vertx, int port, LoadPlan plan) {
    this.client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(100_000));
    this.port = port;
    this.plan = plan;
    this.speech = Speech.of(plan.encoding());
  }

  @Override
  public Future<List<Mover>> open(Measure measure) {
    Future<List<Mover>> all = Future.succeededFuture(new ArrayList<>());
    for (int group = 0; group < plan.campaigns(); group++) {
      for (int i = 1; i <= plan.players(); i++) {
        int player = i;
        String uri = "/relay/" + group;
        all =
            all.compose(
                movers ->
                    client
                        .connect(
                            new WebSocketConnectOptions()
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .setURI(uri))
                        .map(
                            socket -> {
                              socket.handler(
                                  frame ->
                                      measure.delivered(
                                          speech.hear(frame).number(),
                                          frame.length(),
                                          System.nanoTime()));
                              movers.add(mover(socket, player, measure));
                              return movers;
                            }));
      }
    }
    return all;
  }

  private Mover mover(WebSocket socket, int player, Measure measure) {
    return count -> {
      if (socket.isClosed()) {
        return false;
      }
      speech
          .send(socket, speech.shown(player, Coordinates.x(count), Coordinates.y(count)))
          .onFailure(fault -> LOG.debug("a move was not sent", fault));
      measure.accepted((int) (count % Measure.NUMBERS), System.nanoTime());
      return true;
    };
  }
}

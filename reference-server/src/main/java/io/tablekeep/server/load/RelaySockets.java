package io.tablekeep.server.load;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;

/** Sockets at the relay, sending the frames that a server would have shown. */
final class RelaySockets implements Sockets {
  private final WebSocketClient client;
  private final int port;
  private final LoadPlan plan;

  RelaySockets(Vertx vertx, int port, LoadPlan plan) {
    this.client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(100_000));
    this.port = port;
    this.plan = plan;
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
                                          Coordinates.number(frame),
                                          frame.length(),
                                          System.nanoTime()));
                              movers.add(mover(socket, player, measure));
                              return movers;
                            }));
      }
    }
    return all;
  }

  private static Mover mover(WebSocket socket, int player, Measure measure) {
    String map = CampaignFixture.token(player).map();
    String token = CampaignFixture.token(player).id();
    long[] position = {1_000};
    return count -> {
      if (socket.isClosed()) {
        return false;
      }
      socket.writeTextMessage(
          "{\"type\":\"frame\",\"position\":"
              + position[0]++
              + ",\"merge\":{\"maps\":{\""
              + map
              + "\":{\"tokens\":{\""
              + token
              + "\":{\"x\":"
              + Coordinates.x(count)
              + ",\"y\":"
              + Coordinates.y(count)
              + "}}}}}}");
      measure.accepted((int) (count % Measure.NUMBERS), System.nanoTime());
      return true;
    };
  }
}

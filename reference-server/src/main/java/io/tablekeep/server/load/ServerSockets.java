package io.tablekeep.server.load;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Seats at campaigns of a Tablekeep server, each moving its own token. */
final class ServerSockets implements Sockets {
  private static final byte[] RECEIPTS = bytes("\"receipts\":");
  private static final byte[] APPLIED = bytes("\"applied\"");
  private static final byte[] WELCOME = bytes("{\"type\":\"welcome\"");

  private final WebSocketClient client;
  private final URI server;
  private final List<Table> tables;

  /**
   * A campaign and the seat tokens of its players.
   *
   * @param campaign its key
   * @param seats one token a player, in order
   */
  record Table(String campaign, List<String> seats) {}

  ServerSockets(Vertx vertx, URI server, List<Table> tables) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(100_000)
                .setMaxFrameSize(1 << 24)
                .setMaxMessageSize(1 << 26));
    this.server = server;
    this.tables = tables;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Future<List<Mover>> open(Measure measure) {
    Future<List<Mover>> all = Future.succeededFuture(new ArrayList<>());
    for (Table table : tables) {
      for (int i = 0; i < table.seats().size(); i++) {
        int player = i + 1;
        all =
            all.compose(
                movers ->
                    sit(table, player, measure)
                        .map(
                            mover -> {
                              movers.add(mover);
                              return movers;
                            }));
      }
    }
    return all;
  }

  private Future<Mover> sit(Table table, int player, Measure measure) {
    return client
        .connect(
            new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/api/campaigns/" + table.campaign() + "/socket"))
        .compose(
            socket -> {
              Promise<Mover> seated = Promise.promise();
              Seated seat = new Seated(socket, player, measure, seated);
              socket.handler(seat::hear);
              socket.closeHandler(
                  v ->
                      seated.tryFail(
                          "the socket was closed: "
                              + socket.closeStatusCode()
                              + ' '
                              + socket.closeReason()));
              socket.writeTextMessage(
                  "{\"type\":\"hello\",\"seat\":\""
                      + table.seats().get(player - 1)
                      + "\",\"device\":\"load\"}");
              return seated.future();
            });
  }

  /** One player's socket. */
  private static final class Seated implements Mover {
    private final WebSocket socket;
    private final Measure measure;
    private final Promise<Mover> seated;
    private final String token;
    private long n;

    Seated(WebSocket socket, int player, Measure measure, Promise<Mover> seated) {
      this.socket = socket;
      this.measure = measure;
      this.seated = seated;
      this.token = CampaignFixture.token(player).toString();
    }

    void hear(Buffer message) {
      if (!seated.future().isComplete()) {
        if (Coordinates.find(message, WELCOME, 0) == 0) {
          seated.complete(this);
        } else {
          seated.tryFail("no welcome: " + message.toString(StandardCharsets.UTF_8));
        }
        return;
      }
      int number = Coordinates.number(message);
      int receipts = Coordinates.find(message, RECEIPTS, 0);
      if (receipts < 0) {
        measure.delivered(number, message.length(), System.nanoTime());
      } else if (Coordinates.find(message, APPLIED, receipts) > 0) {
        measure.accepted(number, System.nanoTime());
      } else {
        measure.refused();
      }
    }

    @Override
    public boolean move(long count) {
      if (socket.isClosed()) {
        return false;
      }
      n++;
      socket.writeTextMessage(
          "{\"type\":\"act\",\"n\":"
              + n
              + ",\"action\":\"token.move\",\"payload\":{\"token\":\""
              + token
              + "\",\"to\":{\"x\":"
              + Coordinates.x(count)
              + ",\"y\":"
              + Coordinates.y(count)
              + "}}}");
      return true;
    }
  }
}

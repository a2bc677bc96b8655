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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seats at campaigns of a Tablekeep server, each moving its own token. */
final class ServerSockets implements Sockets {
  private static final Logger LOG = LoggerFactory.getLogger(ServerSockets.class);

  /** Held for as long as its sockets are in use: it closes when it is collected. */
  private final WebSocketClient client;

  private final List<URI> servers;
  private final List<Table> tables;
  private final Speech speech;

  /**
   * A campaign and the seat tokens of its players.
   *
   * @param campaign its key
   * @param seats one token a player, in order
   */
  record Table(String campaign, List<String> seats) {}

  ServerSockets(Vertx vertx, List<URI> servers, List<Table> tables, Speech speech) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(100_000)
                .setMaxFrameSize(1 << 24)
                .setMaxMessageSize(1 << 26));
    this.servers = servers;
    this.tables = tables;
    this.speech = speech;
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
    URI server = servers.get(player % servers.size());
    return client
        .connect(
            new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/api/campaigns/" + table.campaign() + "/socket")
                .addSubProtocol(speech.subprotocol()))
        .compose(
            socket -> {
              Promise<Mover> seated = Promise.promise();
              Seated seat = new Seated(speech, socket, player, measure, seated);
              socket.handler(seat::hear);
              socket.closeHandler(
                  v ->
                      seated.tryFail(
                          "the socket was closed: "
                              + socket.closeStatusCode()
                              + ' '
                              + socket.closeReason()));
              speech
                  .send(socket, speech.hello(table.seats().get(player - 1)))
                  .onFailure(seated::tryFail);
              return seated.future();
            });
  }

  /** One player's socket. */
  private static final class Seated implements Mover {
    private final Speech speech;
    private final WebSocket socket;
    private final Measure measure;
    private final Promise<Mover> seated;
    private final String token;
    private long n;

    Seated(Speech speech, WebSocket socket, int player, Measure measure, Promise<Mover> seated) {
      this.speech = speech;
      this.socket = socket;
      this.measure = measure;
      this.seated = seated;
      this.token = CampaignFixture.token(player).toString();
    }

    void hear(Buffer message) {
      Speech.Heard heard = speech.hear(message);
      switch (heard.meaning()) {
        case WELCOME -> seated.complete(this);
        case SHOWN -> measure.delivered(heard.number(), message.length(), System.nanoTime());
        case APPLIED -> measure.accepted(heard.number(), System.nanoTime());
        case REFUSED -> measure.refused();
        case OTHER -> {
          if (!seated.future().isComplete()) {
            seated.fail("no welcome: " + message.toString(StandardCharsets.UTF_8));
          }
        }
      }
    }

    @Override
    public boolean move(long count) {
      if (socket.isClosed()) {
        return false;
      }
      n++;
      speech
          .send(socket, speech.act(n, token, Coordinates.x(count), Coordinates.y(count)))
          .onFailure(fault -> LOG.debug("a move was not sent", fault));
      return true;
    }
  }
}

package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client library that follows the standard to the letter. */
class VertxClientTest {
  @Test
  @Timeout(240)
  void closingHandshakesOfEitherSideComeToAnEnd() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (RunningServer server = RunningServer.start()) {
      WebSocketClient client = vertx.createWebSocketClient();
      List<WebSocket> sockets = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        WebSocket socket =
            client
                .connect(server.port(), "127.0.0.1", "/api/campaigns/demo/socket")
                .await(30, TimeUnit.SECONDS);
        Promise<Void> welcome = Promise.promise();
        socket.handler(message -> welcome.tryComplete());
        socket.writeTextMessage(RawSocket.hello(server.token("ana"), "d" + i));
        welcome.future().await(30, TimeUnit.SECONDS);
        sockets.add(socket);
      }
      sockets.get(0).close((short) 1000, "done").await(30, TimeUnit.SECONDS);
      sockets.get(1).writeTextMessage("{}");
      Promise<Void> closed = Promise.promise();
      sockets.get(2).closeHandler(v -> closed.complete());
      for (int i = 0; i < 20; i++) {
        sockets.get(2).writeTextMessage("?");
      }
      closed.future().await(30, TimeUnit.SECONDS);
      assertEquals((short) 4400, sockets.get(2).closeStatusCode());
      long began = System.nanoTime();
      vertx.close().await(60, TimeUnit.SECONDS);
      System.out.println("closed in " + (System.nanoTime() - began) / 1_000_000 + " ms");
      // The one that asks, and nothing of those that are gone.
      while (metric(server, "tablekeep_connections") > 1
          || metric(server, "tablekeep_sockets") > 0) {
        Thread.sleep(20);
      }
    }
  }

  private static double metric(RunningServer server, String name) throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}

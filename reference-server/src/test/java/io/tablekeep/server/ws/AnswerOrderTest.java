package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.server.door.Door;
import io.tablekeep.server.door.DoorLimits;
import io.tablekeep.server.testing.RawSocket;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** An answer comes behind the frames that were told before it, from whatever thread. */
class AnswerOrderTest {

  @Test
  void whatIsOpenedAtOnceIsStillToldAfterItsFrame() throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Sockets sockets = new Sockets(SocketLimits.defaults(), meters);
    Door door = new Door(DoorLimits.defaults(), meters);
    Vertx vertx = Vertx.vertx();
    ExecutorService table = Executors.newSingleThreadExecutor();
    Doors doors =
        (campaign, token, with, listener) ->
            CompletableFuture.completedFuture(quick(table, listener));
    SocketGate gate = new SocketGate(doors, sockets, Set.of(), door, Optional.empty(), () -> false);
    try {
      int port =
          vertx
              .createHttpServer()
              .requestHandler(request -> gate.open(request, "demo"))
              .listen(0, "127.0.0.1")
              .await()
              .actualPort();
      try (RawSocket raw = RawSocket.seated(port, "demo", "token", "d1")) {
        raw.text("{\"type\":\"open\",\"path\":\"/actors/ana\"}");
        assertEquals("frame", raw.next().path("type").asText());
        assertEquals("part", raw.next().path("type").asText());
      }
    } finally {
      vertx.close().await();
      table.shutdown();
      meters.close();
    }
  }

  /** A seat that has opened a place before the one who asked for it looks whether it has. */
  private static Seat quick(ExecutorService table, SeatListener listener) {
    return (Seat)
        Proxy.newProxyInstance(
            Seat.class.getClassLoader(),
            new Class<?>[] {Seat.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "open" -> {
                    table.submit(() -> listener.frame(new Frame(7, null, List.of()))).get();
                    yield CompletableFuture.completedFuture(null);
                  }
                  case "leave" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}

package io.tablekeep.server.cli;

import io.tablekeep.server.load.Relay;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** The yardstick of the load command, as a process of its own. */
@Command(
    name = "relay",
    hidden = true,
    description = "Copies each message to the other sockets of its group; for 'load'.")
final class RelayCommand extends Work {
  @Override
  int work(Console console) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    int port =
        Relay.start(vertx).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    console.json(Map.of("port", port));
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}

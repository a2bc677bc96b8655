package io.tablekeep.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.server.door.DoorLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every request is answered in time, whatever it waits for: a store that does not
 * answer, or a sender who never gets to the end.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /** So long an answer may take to get to somebody who is about to be cut off. */
  private static final long LINGER_MILLIS = 500;

  private final Vertx vertx;
  private final DoorLimits limits;
  private final Counter late;

  Patience(Vertx vertx, DoorLimits limits, MeterRegistry meters) {
    this.vertx = vertx;
    this.limits = limits;
    late =
        Counter.builder("tablekeep.http.late")
            .description("requests that were ended because no answer came in time")
            .register(meters);
  }

  private static void close(HttpConnection connection) {
    connection.close().onFailure(fault -> LOG.debug("not closed: {}", fault.getMessage()));
  }

  /** Ends the request unless it is answered in time. */
  void watch(RoutingContext context) {
    String path = String.valueOf(context.request().path());
    boolean files =
        path.endsWith("/import") || path.endsWith("/export") || path.contains("/assets");
    Duration patience = files ? limits.transfer() : limits.answer();
    long timer = vertx.setTimer(patience.toMillis(), id -> tooLate(context));
    context.addEndHandler(end -> vertx.cancelTimer(timer));
  }

  private void tooLate(RoutingContext context) {
    late.increment();
    LOG.atWarn()
        .addKeyValue("method", context.request().method().name())
        .addKeyValue("path", context.request().path())
        .log("no answer in time");
    if (context.response().headWritten()) {
      // It is on its way and not taken; nothing else can be said any more.
      context.response().reset();
    } else if (context.request().isEnded()) {
      Answers.error(
          context, 503, "not-answered", "The server did not find an answer in time. Try again.");
    } else {
      Answers.error(context, 408, "request-timeout", "The request did not come to its end.");
      if (context.request().version() != HttpVersion.HTTP_2) {
        // Whoever still sends would keep the connection otherwise.
        vertx.setTimer(LINGER_MILLIS, id -> close(context.request().connection()));
      }
    }
  }
}

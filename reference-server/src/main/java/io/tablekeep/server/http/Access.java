package io.tablekeep.server.http;

import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.auth.Loopback;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Lets requests through to what their sender may use. */
final class Access {
  private static final String CALLER = "caller";

  private final Keys keys;

  Access(Keys keys) {
    this.keys = keys;
  }

  /** For the host alone. */
  void host(RoutingContext context, Consumer<RoutingContext> then) {
    Caller caller = keys.caller(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (caller instanceof Caller.Host) {
      context.put(CALLER, caller);
      then.accept(context);
    } else {
      refuse(context, caller);
    }
  }

  /** For the host, and on this machine for anyone. */
  void open(RoutingContext context, Consumer<RoutingContext> then) {
    if (Loopback.is(context.request())) {
      then.accept(context);
    } else {
      host(context, then);
    }
  }

  /** For a seat of the campaign in the path. */
  void seat(RoutingContext context, BiConsumer<RoutingContext, SeatClaim> then) {
    Caller caller = keys.caller(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (caller instanceof Caller.Seated seated && ofCampaign(context, seated)) {
      then.accept(context, seated.claim());
    } else if (caller instanceof Caller.Host) {
      Answers.error(
          context, 403, "seat-needed", "This needs the link of a seat, not the host key.");
    } else {
      refuse(context, caller);
    }
  }

  /** For the host or a seat of the campaign in the path, told apart by the caller. */
  void hostOrSeat(RoutingContext context, BiConsumer<RoutingContext, Caller> then) {
    Caller caller = keys.caller(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (caller instanceof Caller.Host
        || (caller instanceof Caller.Seated seated && ofCampaign(context, seated))) {
      then.accept(context, caller);
    } else {
      refuse(context, caller);
    }
  }

  private static boolean ofCampaign(RoutingContext context, Caller.Seated seated) {
    return seated.claim().campaign().equals(context.pathParam("id"));
  }

  static void refuse(RoutingContext context, Caller caller) {
    if (caller instanceof Caller.Unknown unknown) {
      Answers.error(
          context,
          401,
          "unauthorized",
          unknown.tried()
              ? "The key shown is none of this server."
              : "An Authorization header with a Bearer key is needed.");
    } else {
      Answers.error(context, 403, "forbidden", "The key shown does not reach this.");
    }
  }
}

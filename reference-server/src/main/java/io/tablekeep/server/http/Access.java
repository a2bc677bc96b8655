package io.tablekeep.server.http;

import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.door.Addresses;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Lets requests through to what their sender may use. */
final class Access {
  private static final String CALLER = "caller";

  private final Accounts accounts;
  private final Addresses addresses;

  Access(Accounts accounts, Addresses addresses) {
    this.accounts = accounts;
    this.addresses = addresses;
  }

  /** Where a request comes from, for bounds. */
  String address(RoutingContext context) {
    return addresses.of(context.request());
  }

  private Caller caller(RoutingContext context) {
    return accounts.caller(context.request().getHeader(HttpHeaders.AUTHORIZATION));
  }

  /** Who asks; a person with a seat in the campaign of the path is that seat. */
  private Caller seated(RoutingContext context) {
    Caller caller = caller(context);
    if (caller instanceof Caller.Person person) {
      Optional<String> as = Optional.ofNullable(context.request().getParam("as"));
      Optional<SeatClaim> claim = accounts.seats().seat(person, context.pathParam("id"), as);
      if (claim.isPresent()) {
        return new Caller.Seated(claim.get());
      }
    }
    return caller;
  }

  /** For somebody who is logged in. */
  void person(RoutingContext context, BiConsumer<RoutingContext, Caller.Person> then) {
    Caller caller = caller(context);
    if (caller instanceof Caller.Person person) {
      then.accept(context, person);
    } else if (caller instanceof Caller.Unknown) {
      refuse(context, caller);
    } else {
      Answers.error(context, 403, "login-needed", "This needs an account; log in first.");
    }
  }

  /** For anyone with a key of this server. */
  void known(RoutingContext context, BiConsumer<RoutingContext, Caller> then) {
    Caller caller = caller(context);
    if (caller instanceof Caller.Unknown) {
      refuse(context, caller);
    } else {
      then.accept(context, caller);
    }
  }

  /** Anyone, told who they are; what was shown and is no key is refused. */
  void anyone(RoutingContext context, BiConsumer<RoutingContext, Caller> then) {
    Caller caller = caller(context);
    if (caller instanceof Caller.Unknown unknown && unknown.tried()) {
      refuse(context, caller);
    } else {
      then.accept(context, caller);
    }
  }

  /** The seat of a caller: their own, or a person's in the campaign they name. */
  Optional<SeatClaim> seatOf(RoutingContext context, Caller caller) {
    if (caller instanceof Caller.Seated seated) {
      return Optional.of(seated.claim());
    }
    String campaign = context.request().getParam("campaign");
    String as = context.request().getParam("as");
    return caller instanceof Caller.Person person && campaign != null
        ? accounts.seats().seat(person, campaign, Optional.ofNullable(as))
        : Optional.empty();
  }

  /** For the host alone. */
  void host(RoutingContext context, Consumer<RoutingContext> then) {
    Caller caller = caller(context);
    if (caller instanceof Caller.Host) {
      context.put(CALLER, caller);
      then.accept(context);
    } else {
      refuse(context, caller);
    }
  }

  /** For the host, and on this machine for anyone. */
  void open(RoutingContext context, Consumer<RoutingContext> then) {
    if (Addresses.isLocal(context.request())) {
      then.accept(context);
    } else {
      host(context, then);
    }
  }

  /** For a seat of the campaign in the path. */
  void seat(RoutingContext context, BiConsumer<RoutingContext, SeatClaim> then) {
    Caller caller = seated(context);
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
    Caller caller = seated(context);
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

  private void refuse(RoutingContext context, Caller caller) {
    if (caller instanceof Caller.Unknown unknown) {
      if (unknown.tried() && !accounts.strange(address(context))) {
        Answers.error(context, 429, "rate-limited", "Too many keys were tried.");
        return;
      }
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

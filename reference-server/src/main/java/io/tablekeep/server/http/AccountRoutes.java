package io.tablekeep.server.http;

import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Accounts over HTTP: register, log in, devices, seats one holds. */
final class AccountRoutes {
  private final Access access;
  private final Accounts accounts;
  private final Reach reach;

  AccountRoutes(Access access, Accounts accounts, Reach reach) {
    this.access = access;
    this.accounts = accounts;
    this.reach = reach;
  }

  void mount(Router router) {
    router.post("/api/accounts").handler(this::register);
    router.post("/api/sessions").handler(this::login);
    router.get("/api/me").handler(context -> access.person(context, this::me));
    router.patch("/api/me").handler(context -> access.person(context, this::rename));
    router.delete("/api/me").handler(context -> access.person(context, this::leave));
    router.get("/api/accounts").handler(context -> access.host(context, this::list));
    router
        .delete("/api/accounts/:account")
        .handler(
            context ->
                access.host(
                    context,
                    to -> reach.then(to, gone(to.pathParam("account")), AccountRoutes::done)));
    router
        .delete("/api/accounts/:account/sessions")
        .handler(
            context ->
                access.host(
                    context,
                    to ->
                        reach.then(
                            to,
                            accounts.keeping().logout(to.pathParam("account")),
                            AccountRoutes::done)));
    router
        .post("/api/me/password")
        .handler(
            context ->
                access.person(
                    context,
                    (to, who) ->
                        reach.body(
                            to,
                            body ->
                                accounts.password(
                                    who, Answers.text(body, "old"), Answers.text(body, "new")),
                            AccountRoutes::done)));
    router.get("/api/me/sessions").handler(context -> access.person(context, this::devices));
    router
        .delete("/api/me/sessions")
        .handler(
            context ->
                access.person(
                    context,
                    (to, who) ->
                        reach.then(
                            to, accounts.logout(who, Optional.empty()), AccountRoutes::done)));
    router
        .delete("/api/me/sessions/:session")
        .handler(
            context ->
                access.person(
                    context,
                    (to, who) ->
                        reach.then(
                            to,
                            accounts.logout(who, Optional.of(to.pathParam("session"))),
                            AccountRoutes::done)));
    router
        .post("/api/me/seats")
        .handler(
            context ->
                access.person(
                    context,
                    (to, who) ->
                        reach.body(
                            to,
                            body -> accounts.seats().redeem(who, Answers.text(body, "link")),
                            (answer, seat) -> Answers.json(answer, 201, seat))));
    router
        .delete("/api/me/seats/:id/:participant")
        .handler(
            context ->
                access.person(
                    context,
                    (to, who) ->
                        reach.then(
                            to,
                            accounts
                                .seats()
                                .unbind(who, to.pathParam("id"), to.pathParam("participant")),
                            AccountRoutes::done)));
    router.post("/api/campaigns/:id/seat").handler(context -> access.person(context, this::seat));
  }

  private void register(RoutingContext context) {
    reach.body(
        context,
        body ->
            accounts.register(
                Answers.text(body, "login"),
                Answers.text(body, "password"),
                Reach.maybe(body, "name").orElseGet(() -> Answers.text(body, "login")),
                Reach.maybe(body, "device").orElse(""),
                Reach.maybe(body, "ticket"),
                access.address(context)),
        (to, device) -> Answers.json(to, 201, plain(device)));
  }

  private void login(RoutingContext context) {
    reach.body(
        context,
        body ->
            accounts.login(
                Answers.text(body, "login"),
                Answers.text(body, "password"),
                Reach.maybe(body, "device").orElse(""),
                access.address(context)),
        (to, device) -> Answers.json(to, 201, plain(device)));
  }

  private static Map<String, Object> plain(Accounts.LoggedIn device) {
    return Map.of(
        "account", device.account(),
        "session", device.session(),
        "token", device.token(),
        "expires", device.expires().toString());
  }

  private void me(RoutingContext context, Caller.Person who) {
    Answers.json(context, 200, accounts.keeping().profile(who));
  }

  private void rename(RoutingContext context, Caller.Person who) {
    reach.body(
        context,
        body ->
            accounts.keeping().rename(who, Reach.maybe(body, "name"), Reach.maybe(body, "login")),
        AccountRoutes::done);
  }

  private void leave(RoutingContext context, Caller.Person who) {
    reach.body(
        context,
        body ->
            accounts
                .confirm(who, Answers.text(body, "password"))
                .thenCompose(right -> gone(who.account())),
        AccountRoutes::done);
  }

  /** First the account, with which nobody gets in any more; then what was theirs alone. */
  private CompletableFuture<?> gone(String account) {
    return accounts.keeping().remove(account).thenCompose(done -> reach.forget(account));
  }

  private void list(RoutingContext context) {
    String after = String.valueOf(context.request().getParam("after", ""));
    Answers.json(context, 200, accounts.keeping().page(after));
  }

  private void devices(RoutingContext context, Caller.Person who) {
    Answers.json(context, 200, Map.of("sessions", accounts.keeping().devices(who)));
  }

  /** A token for sockets and programs, which ends with the session it was made for. */
  private void seat(RoutingContext context, Caller.Person who) {
    Optional<String> as = Optional.ofNullable(context.request().getParam("as"));
    Optional<SeatClaim> claim = accounts.seats().seat(who, context.pathParam("id"), as);
    if (claim.isEmpty()) {
      Answers.error(
          context,
          404,
          "no-such-seat",
          "You hold no seat there, or several; name one with \"as\".");
      return;
    }
    Answers.json(
        context,
        201,
        Map.of(
            "campaign", claim.get().campaign(),
            "participant", claim.get().participant(),
            "token", accounts.seats().token(claim.get()),
            "expires", Instant.ofEpochSecond(claim.get().expires()).toString()));
  }

  static void done(RoutingContext context, Object unused) {
    Answers.json(context, 200, Map.of("done", true));
  }
}

package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.people.ParticipantInvite;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.accounts.Invitations;
import io.tablekeep.server.auth.Caller;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Invitations to a campaign over HTTP, and links that count no more. */
// Every stage here ends in one that somebody waits for.
@SuppressWarnings("FutureReturnValueIgnored")
final class InvitationRoutes {
  private static final int MOST_DAYS = 365;

  private final Access access;
  private final Accounts accounts;
  private final Links links;
  private final Reach reach;

  InvitationRoutes(Access access, Accounts accounts, Links links, Reach reach) {
    this.access = access;
    this.accounts = accounts;
    this.links = links;
    this.reach = reach;
  }

  void mount(Router router) {
    router
        .post("/api/campaigns/:id/invitations")
        .handler(context -> access.hostOrSeat(context, this::invite));
    router
        .get("/api/campaigns/:id/invitations")
        .handler(context -> access.hostOrSeat(context, this::list));
    router
        .delete("/api/campaigns/:id/invitations/:invitation")
        .handler(context -> access.hostOrSeat(context, this::withdraw));
    router
        .post("/api/campaigns/:id/links/revoke")
        .handler(context -> access.hostOrSeat(context, this::revoke));
    router.post("/api/invitations/accept").handler(context -> access.anyone(context, this::accept));
  }

  private void invite(RoutingContext context, Caller caller) {
    String campaign = context.pathParam("id");
    reach.body(
        context,
        body -> {
          String role = Reach.maybe(body, "role").orElse("player");
          int uses = number(body, "uses", 1, 1_000);
          int days = number(body, "days", 7, MOST_DAYS);
          Role wanted = role(role);
          return reach
              .running(caller, campaign)
              .thenCompose(
                  is ->
                      wanted.runsGame() && !is.equals("gm")
                          ? Reach.failed("forbidden", "Only a game master invites another one.")
                          : accounts
                              .invitations()
                              .make(campaign, role, uses, Duration.ofDays(days), by(caller)));
        },
        (to, token) -> Answers.json(to, 201, Map.of("invitation", token)));
  }

  private static Optional<String> by(Caller caller) {
    return caller instanceof Caller.Seated seated
        ? Optional.of(seated.claim().participant())
        : Optional.empty();
  }

  private static int number(ObjectNode body, String key, int otherwise, int most) {
    JsonNode value = body.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 1
        || value.intValue() > most) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-request", "A whole number from 1 to " + most + '.', '/' + key);
    }
    return value.intValue();
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      if (CampaignRoutes.role(role).equals(text)) {
        return role;
      }
    }
    throw new TablekeepException(
        ErrorKind.USER, "bad-request", "A role is gm, co-gm, player or spectator.", "/role");
  }

  private void list(RoutingContext context, Caller caller) {
    String campaign = context.pathParam("id");
    reach.then(
        context,
        reach.running(caller, campaign).thenApply(is -> accounts.invitations().of(campaign)),
        (to, all) -> {
          List<Map<String, Object>> plain = new ArrayList<>();
          for (Invitations.Invitation one : all) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", one.id());
            line.put("role", one.role());
            line.put("uses", one.uses());
            line.put("used", one.used());
            line.put("expires", one.expires().toString());
            plain.add(line);
          }
          Answers.json(to, 200, Map.of("invitations", plain));
        });
  }

  private void withdraw(RoutingContext context, Caller caller) {
    String campaign = context.pathParam("id");
    reach.then(
        context,
        reach
            .running(caller, campaign)
            .thenCompose(
                is -> accounts.invitations().withdraw(campaign, context.pathParam("invitation"))),
        AccountRoutes::done);
  }

  private void revoke(RoutingContext context, Caller caller) {
    String campaign = context.pathParam("id");
    reach.body(
        context,
        body -> {
          String participant = Answers.text(body, "participant");
          return reach
              .running(caller, campaign)
              .thenCompose(
                  is ->
                      reach
                          .role(campaign, participant)
                          .thenCompose(
                              theirs ->
                                  is.equals("gm") || !theirs.endsWith("gm")
                                      ? accounts.seats().revokeLinks(campaign, participant)
                                      : Reach.failed(
                                          "forbidden", "Only a game master does that to one.")));
        },
        AccountRoutes::done);
  }

  /** A place at the table is made, and given to the account, or to whoever has the link. */
  private void accept(RoutingContext context, Caller caller) {
    reach.body(
        context,
        body -> {
          String name = Answers.text(body, "name");
          if (name.length() > 200) {
            throw new TablekeepException(
                ErrorKind.USER, "bad-request", "A name has at most 200 characters.", "/name");
          }
          Invitations.Invitation found =
              accounts
                  .invitations()
                  .find(Answers.text(body, "invitation"))
                  .orElseThrow(
                      () ->
                          new TablekeepException(
                              ErrorKind.USER,
                              "bad-invitation",
                              "This invitation does not count any more.",
                              "/invitation"));
          String key = "p-" + accounts.freshKey();
          Optional<String> account =
              caller instanceof Caller.Person person
                  ? Optional.of(person.account())
                  : Optional.empty();
          return accounts
              .invitations()
              .take(found.id(), key, account)
              .thenCompose(taken -> seat(found, name, key))
              .thenCompose(made -> hand(context, caller, found.campaign(), key))
              .thenCompose(seat -> accounts.invitations().settle(key).thenApply(settled -> seat));
        },
        (to, seat) -> Answers.json(to, 201, seat));
  }

  private CompletableFuture<?> seat(Invitations.Invitation found, String name, String key) {
    ParticipantInvite invite =
        new ParticipantInvite(name, role(found.role()), Optional.empty(), Optional.of(key));
    return reach
        .campaign(found.campaign())
        .thenCompose(
            campaign ->
                campaign
                    .look()
                    .thenCompose(
                        root -> reach.once(campaign, inviter(root, found), s -> s.act(invite))))
        .thenApply(Receipt::orThrow)
        .handle((receipt, fault) -> Optional.ofNullable(fault))
        .thenCompose(
            fault ->
                // Of what is not known to be refused the next start finds out, see Arrivals.
                fault.isEmpty()
                    ? CompletableFuture.completedFuture(key)
                    : !isRefused(fault.get())
                        ? CompletableFuture.failedFuture(fault.get())
                        : accounts
                            .invitations()
                            .giveBack(found.id(), key)
                            .thenCompose(back -> CompletableFuture.failedFuture(fault.get())));
  }

  private static boolean isRefused(Throwable fault) {
    return Answers.unwrap(fault) instanceof TablekeepException known
        && known.kind() == ErrorKind.USER;
  }

  /** In whose name somebody comes: whoever invited, else a game master, for the host. */
  private static String inviter(Node root, Invitations.Invitation found) {
    if (!found.by().isEmpty()) {
      return found.by();
    }
    return root.at("participants")
        .children()
        .filter(m -> m.at("role").asText("").toLowerCase(Locale.ROOT).equals("gm"))
        .map(Node::key)
        .findFirst()
        .orElseThrow(
            () ->
                new TablekeepException(
                    ErrorKind.USER, "no-game-master", "This campaign has no game master."));
  }

  private CompletableFuture<Map<String, Object>> hand(
      RoutingContext context, Caller caller, String campaign, String participant) {
    Map<String, Object> seat = new LinkedHashMap<>();
    seat.put("campaign", campaign);
    seat.put("participant", participant);
    if (caller instanceof Caller.Person person) {
      return accounts
          .seats()
          .bind(person.account(), campaign, participant)
          .thenApply(bound -> seat);
    }
    Links.Link link = links.one(campaign, participant, CampaignRoutes.base(context));
    seat.put("token", link.token());
    seat.put("url", link.url());
    return CompletableFuture.completedFuture(seat);
  }
}

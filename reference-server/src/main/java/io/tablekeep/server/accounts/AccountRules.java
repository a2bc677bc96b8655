package io.tablekeep.server.accounts;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules of {@code global/accounts}: what must hold whoever asks, decided one by one. */
final class AccountRules implements GameSystem {
  /** Accounts a server has at most. */
  static final int MOST_ACCOUNTS = 100_000;

  /** Devices one account is logged in on; the oldest goes first. */
  static final int MOST_SESSIONS = 20;

  /** Seats one account holds. */
  static final int MOST_SEATS = 500;

  /** Invitations one campaign has at a time. */
  static final int MOST_INVITATIONS = 200;

  @Override
  public String id() {
    return "accounts";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("account.create", AccountActions.Create.class, AccountRules::create);
    system.action("account.password", AccountActions.Password.class, AccountRules::password);
    system.action("account.rename", AccountActions.Rename.class, AccountRules::rename);
    system.action("account.delete", AccountActions.Delete.class, AccountRules::delete);
    system.action("session.open", AccountActions.Open.class, AccountRules::open);
    system.action("session.close", AccountActions.Close.class, AccountRules::close);
    system.action("seat.bind", AccountActions.Bind.class, AccountRules::bind);
    system.action("seat.unbind", AccountActions.Unbind.class, AccountRules::unbind);
    system.action("links.revoke", AccountActions.RevokeLinks.class, AccountRules::revoke);
    system.action("invitation.make", AccountActions.Invite.class, AccountRules::invite);
    system.action("invitation.take", AccountActions.Take.class, AccountRules::take);
    system.action("invitation.settle", AccountActions.Settle.class, AccountRules::settle);
    system.action("invitation.back", AccountActions.GiveBack.class, AccountRules::giveBack);
    system.action("invitation.withdraw", AccountActions.Withdraw.class, AccountRules::withdraw);
  }

  /** How logins are told apart. */
  static String plain(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  private static Decision create(Table table, AccountActions.Create create) {
    Node logins = table.state().at("logins");
    String login = plain(create.login());
    if (logins.at(login).exists()) {
      return new Decision.Reject("login-taken", "Somebody has that login already.", "login");
    }
    if (logins.exists() && logins.size() >= MOST_ACCOUNTS) {
      return Decision.reject("too-many-accounts", "This server takes no more accounts.");
    }
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("login", create.login());
    account.put("name", create.name());
    account.put("password", create.password());
    account.put("createdAt", table.now());
    return Decision.apply(
        Changes.none()
            .set(Pointer.of("accounts", create.id()), account)
            .set(logins.at(login), create.id()));
  }

  private static Decision password(Table table, AccountActions.Password change) {
    Node account = account(table, change.account());
    if (!account.exists()) {
      return nobody();
    }
    Changes changes = Changes.none().set(account.at("password"), change.password());
    return Decision.apply(changes.and(closed(account, change.butNot())));
  }

  private static Decision rename(Table table, AccountActions.Rename rename) {
    Node account = account(table, rename.account());
    if (!account.exists()) {
      return nobody();
    }
    Changes changes = Changes.none();
    if (rename.name().isPresent()) {
      changes = changes.set(account.at("name"), rename.name().get());
    }
    if (rename.login().isPresent()) {
      String before = plain(account.at("login").asText());
      String after = plain(rename.login().get());
      Node logins = table.state().at("logins");
      if (!before.equals(after)) {
        if (logins.at(after).exists()) {
          return new Decision.Reject("login-taken", "Somebody has that login already.", "login");
        }
        changes = changes.remove(logins.at(before)).set(logins.at(after), rename.account());
      }
      changes = changes.set(account.at("login"), rename.login().get());
    }
    return Decision.apply(changes);
  }

  private static Decision delete(Table table, AccountActions.Delete delete) {
    Node account = account(table, delete.account());
    if (!account.exists()) {
      return nobody();
    }
    Changes changes = Changes.none();
    for (Node session : children(account.at("sessions"))) {
      changes = changes.remove(Pointer.of("sessions", session.key()));
    }
    for (Node campaign : children(account.at("seats"))) {
      for (String participant : campaign.keys()) {
        changes =
            changes.remove(Pointer.of("seats", campaign.key(), participant, delete.account()));
      }
    }
    return Decision.apply(
        changes.remove(Pointer.of("logins", plain(account.at("login").asText()))).remove(account));
  }

  private static Decision open(Table table, AccountActions.Open open) {
    Node account = account(table, open.account());
    if (!account.exists()) {
      return nobody();
    }
    Changes changes = Changes.none();
    List<Node> known =
        children(account.at("sessions")).stream()
            .sorted(Comparator.comparing(one -> one.at("createdAt").asText("")))
            .toList();
    int many = known.size();
    for (Node one : known) {
      if (many >= MOST_SESSIONS || expired(one, table.now())) {
        changes = changes.remove(one).remove(Pointer.of("sessions", one.key()));
        many--;
      }
    }
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("id", open.id());
    session.put("device", open.device());
    session.put("createdAt", table.now());
    session.put("expires", open.expires());
    return Decision.apply(
        changes
            .set(account.at("sessions", open.session()), session)
            .set(Pointer.of("sessions", open.session()), open.account()));
  }

  private static boolean expired(Node one, Instant now) {
    return !Instant.parse(one.at("expires").asText()).isAfter(now);
  }

  private static Decision close(Table table, AccountActions.Close close) {
    Node account = account(table, close.account());
    if (!account.exists()) {
      return nobody();
    }
    if (close.session().isEmpty()) {
      return Decision.apply(closed(account, close.butNot().orElse("")));
    }
    Node one = account.at("sessions", close.session().get());
    return one.exists()
        ? Decision.apply(Changes.none().remove(one).remove(Pointer.of("sessions", one.key())))
        : Decision.reject("no-such-session", "There is no such device.");
  }

  private static Changes closed(Node account, String butNot) {
    Changes changes = Changes.none();
    for (Node one : children(account.at("sessions"))) {
      if (!one.key().equals(butNot)) {
        changes = changes.remove(one).remove(Pointer.of("sessions", one.key()));
      }
    }
    return changes;
  }

  private static Decision bind(Table table, AccountActions.Bind bind) {
    Node account = account(table, bind.account());
    if (!account.exists()) {
      return nobody();
    }
    long held = children(account.at("seats")).stream().mapToLong(campaign -> campaign.size()).sum();
    if (held >= MOST_SEATS) {
      return Decision.reject("too-many-seats", "You hold as many seats as one can.");
    }
    return Decision.apply(
        Changes.none()
            .set(account.at("seats", bind.campaign(), bind.participant()), table.now())
            .set(
                Pointer.of("seats", bind.campaign(), bind.participant(), bind.account()),
                table.now()));
  }

  private static Decision unbind(Table table, AccountActions.Unbind unbind) {
    Node account = account(table, unbind.account());
    Node seat = account.at("seats", unbind.campaign(), unbind.participant());
    return seat.exists()
        ? Decision.apply(unbound(unbind.account(), unbind.campaign(), unbind.participant()))
        : Decision.reject("no-such-seat", "You hold no such seat.");
  }

  private static Changes unbound(String account, String campaign, String participant) {
    return Changes.none()
        .remove(Pointer.of("accounts", account, "seats", campaign, participant))
        .remove(Pointer.of("seats", campaign, participant, account));
  }

  private static Decision revoke(Table table, AccountActions.RevokeLinks revoke) {
    Changes changes =
        Changes.none()
            .set(Pointer.of("revoked", revoke.campaign(), revoke.participant()), revoke.until());
    for (Node holder :
        children(table.state().at("seats", revoke.campaign(), revoke.participant()))) {
      changes = changes.and(unbound(holder.key(), revoke.campaign(), revoke.participant()));
    }
    return Decision.apply(changes);
  }

  private static Decision invite(Table table, AccountActions.Invite invite) {
    Changes changes = Changes.none();
    int many = 0;
    for (Node one : children(table.state().at("invitations"))) {
      if (one.at("campaign").asText().equals(invite.campaign())) {
        if (expired(one, table.now()) || one.at("uses").asInt() <= one.at("used").asInt(0)) {
          changes = changes.remove(one);
        } else {
          many++;
        }
      }
    }
    if (many >= MOST_INVITATIONS) {
      return Decision.reject("too-many-invitations", "Withdraw some invitations first.");
    }
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("campaign", invite.campaign());
    made.put("role", invite.role());
    made.put("uses", invite.uses());
    made.put("used", 0);
    made.put("expires", invite.expires());
    made.put("createdAt", table.now());
    invite.by().ifPresent(by -> made.put("by", by));
    return Decision.apply(changes.set(Pointer.of("invitations", invite.id()), made));
  }

  private static Decision take(Table table, AccountActions.Take take) {
    Node one = table.state().at("invitations", take.id());
    if (!one.exists()
        || expired(one, table.now())
        || one.at("used").asInt(0) >= one.at("uses").asInt()) {
      return Decision.reject("bad-invitation", "This invitation does not count any more.");
    }
    Map<String, Object> unfinished = new LinkedHashMap<>();
    unfinished.put("invitation", take.id());
    unfinished.put("campaign", one.at("campaign").asText());
    take.account().ifPresent(account -> unfinished.put("account", account));
    // Whoever falls over between here and the place being made finds it when it gets up.
    return Decision.apply(
        Changes.none()
            .add(one.at("used"), 1)
            .set(Pointer.of("unfinished", take.place()), unfinished));
  }

  private static Decision settle(Table table, AccountActions.Settle settle) {
    Node unfinished = table.state().at("unfinished", settle.place());
    return Decision.apply(unfinished.exists() ? Changes.none().remove(unfinished) : Changes.none());
  }

  private static Decision giveBack(Table table, AccountActions.GiveBack back) {
    Node one = table.state().at("invitations", back.id());
    Node unfinished = table.state().at("unfinished", back.place());
    if (!unfinished.exists()) {
      return Decision.apply(Changes.none());
    }
    Changes changes = Changes.none().remove(unfinished);
    return Decision.apply(one.at("used").asInt(0) > 0 ? changes.add(one.at("used"), -1) : changes);
  }

  private static Decision withdraw(Table table, AccountActions.Withdraw withdraw) {
    Node one = table.state().at("invitations", withdraw.id());
    return one.at("campaign").asText("").equals(withdraw.campaign())
        ? Decision.apply(Changes.none().remove(one))
        : Decision.reject("no-such-invitation", "There is no such invitation.");
  }

  private static Node account(Table table, String id) {
    return table.state().at("accounts", id);
  }

  private static List<Node> children(Node node) {
    return node.exists() ? node.children().toList() : List.of();
  }

  private static Decision nobody() {
    return Decision.reject("no-such-account", "There is no such account.");
  }
}

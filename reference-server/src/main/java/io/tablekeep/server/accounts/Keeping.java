package io.tablekeep.server.accounts;

import static io.tablekeep.server.accounts.Registry.children;
import static io.tablekeep.server.accounts.Registry.failed;
import static io.tablekeep.server.accounts.Registry.user;

import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.auth.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Accounts as they are kept: listed, renamed, removed. Thread-safe. */
public final class Keeping {
  private static final int PAGE = 100;

  private final Registry registry;

  Keeping(Registry registry) {
    this.registry = registry;
  }

  /**
   * An account as the host sees it.
   *
   * @param account its key
   * @param login what they log in with
   * @param name what they are called
   * @param createdAt when it was made
   * @param sessions devices that are logged in
   * @param seats seats it holds
   */
  public record Line(
      String account, String login, String name, String createdAt, int sessions, int seats) {}

  /**
   * A page of accounts.
   *
   * @param accounts by key
   * @param more whether there is another page
   */
  public record Page(List<Line> accounts, boolean more) {}

  /**
   * The accounts, some at a time.
   *
   * @param after the last key of the page before; empty for the first page
   * @return the page
   */
  public Page page(String after) {
    Node all = registry.accounts.root().at("accounts");
    List<String> keys =
        all.exists()
            ? all.keys().stream()
                .sorted()
                .filter(key -> key.compareTo(after) > 0)
                .limit(PAGE + 1L)
                .toList()
            : List.of();
    List<Line> lines = new ArrayList<>();
    for (String key : keys.subList(0, Math.min(PAGE, keys.size()))) {
      Node account = all.at(key);
      lines.add(
          new Line(
              key,
              account.at("login").asText(""),
              account.at("name").asText(""),
              account.at("createdAt").asText(""),
              (int) children(account.at("sessions")).count(),
              children(account.at("seats")).mapToInt(Node::size).sum()));
    }
    return new Page(lines, keys.size() > PAGE);
  }

  /**
   * An account as its owner sees it.
   *
   * @param account its key
   * @param login what they log in with
   * @param name what they are called
   * @param seats the seats they hold
   */
  public record Profile(String account, String login, String name, List<Seating.HeldSeat> seats) {}

  /**
   * A device.
   *
   * @param session public id of the session
   * @param device what the device is called
   * @param createdAt when it logged in
   * @param expires when it will be logged out
   * @param current whether it is the one that asks
   */
  public record Device(
      String session, String device, String createdAt, String expires, boolean current) {}

  /**
   * An account as its owner sees it.
   *
   * @param who the person
   * @return the profile
   */
  public Profile profile(Caller.Person who) {
    Node account = registry.account(who.account());
    List<Seating.HeldSeat> seats = new ArrayList<>();
    children(account.at("seats"))
        .forEach(
            campaign ->
                campaign.keys().forEach(p -> seats.add(new Seating.HeldSeat(campaign.key(), p))));
    return new Profile(
        who.account(), account.at("login").asText(""), account.at("name").asText(""), seats);
  }

  /**
   * The devices of an account.
   *
   * @param who the person
   * @return those that are logged in
   */
  public List<Device> devices(Caller.Person who) {
    return children(registry.account(who.account()).at("sessions"))
        .map(
            one ->
                new Device(
                    one.at("id").asText(""),
                    one.at("device").asText(""),
                    one.at("createdAt").asText(""),
                    one.at("expires").asText(""),
                    one.key().equals(who.session())))
        .toList();
  }

  /**
   * Another name or login.
   *
   * @param who the person
   * @param name the name, if it changes
   * @param login the login, if it changes
   * @return when it is durable; or a failure with code {@code bad-login} or {@code login-taken}
   */
  public CompletableFuture<?> rename(
      Caller.Person who, Optional<String> name, Optional<String> login) {
    if (name.isEmpty() && login.isEmpty()) {
      return failed(user("bad-request", "Nothing is changed: set \"name\" or \"login\"."));
    }
    if (login.isPresent() && !Accounts.isLogin(login.get())) {
      return failed(Accounts.badLogin());
    }
    return registry.accounts.act(new AccountActions.Rename(who.account(), name, login));
  }

  /**
   * Logs all devices of somebody out; their sockets are closed.
   *
   * @param account key of the account
   * @return when it is durable; or a failure with code {@code no-such-account}
   */
  public CompletableFuture<?> logout(String account) {
    return registry
        .accounts
        .act(new AccountActions.Close(account, Optional.empty(), Optional.empty()))
        .thenApply(registry::revoked);
  }

  /**
   * Removes an account with its devices and seats; sockets are closed. The person's own document is
   * not touched.
   *
   * @param account key of the account
   * @return when it is durable; or a failure with code {@code no-such-account}
   */
  public CompletableFuture<?> remove(String account) {
    return registry.accounts.act(new AccountActions.Delete(account)).thenApply(registry::revoked);
  }
}

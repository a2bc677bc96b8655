package io.tablekeep.server.accounts;

import static io.tablekeep.server.accounts.Registry.children;
import static io.tablekeep.server.accounts.Registry.failed;
import static io.tablekeep.server.accounts.Registry.tooFast;
import static io.tablekeep.server.accounts.Registry.user;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.copy.Copies;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.door.Buckets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, devices, seats and invitations of one server. Thread-safe; only {@link #begin} blocks.
 */
public final class Accounts {
  /** How long a device stays logged in. */
  public static final Duration SESSION = Duration.ofDays(90);

  private static final Pattern LOGIN = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._@+-]{1,99}");
  private static final String SCHEME = "bearer ";

  private final Registry registry;
  private final Seating seating;
  private final Invitations invitations;
  private final Settings settings;
  private final Keeping keeping;
  private final HashDesk hashes;
  private final Buckets byLogin = new Buckets(10, Duration.ofSeconds(6), System::nanoTime);
  private final Buckets byAddress = new Buckets(40, Duration.ofSeconds(2), System::nanoTime);
  private final Buckets strangers = new Buckets(300, Duration.ofMillis(200), System::nanoTime);

  /**
   * Accounts.
   *
   * @param engine keeps their document; started with {@link #documents}
   * @param keys sign links and invitations
   * @param hashes where passwords are hashed
   * @param clock tells when things expire
   */
  public Accounts(Engine engine, Keys keys, HashDesk hashes, Clock clock) {
    this(hashes, new Registry(engine, keys, clock));
  }

  /**
   * Accounts on a node of a cluster.
   *
   * @param copies bring their documents from whichever node keeps them; made with {@link
   *     #beginnings}
   * @param node name of this process, that no other has had
   * @param keys sign links and invitations
   * @param hashes where passwords are hashed
   * @param clock tells when things expire
   */
  public Accounts(Copies copies, String node, Keys keys, HashDesk hashes, Clock clock) {
    this(hashes, new Registry(copies, node, keys, clock));
  }

  private Accounts(HashDesk hashes, Registry registry) {
    this.hashes = hashes;
    this.registry = registry;
    seating = new Seating(registry);
    invitations = new Invitations(registry);
    settings = new Settings(registry);
    keeping = new Keeping(registry);
  }

  /**
   * The rules of the documents that accounts need.
   *
   * @return for {@code EngineOptions.withDocuments}
   */
  public static Map<DocumentId, GameSystem> documents() {
    return Map.of(Registry.ACCOUNTS, new AccountRules(), Registry.SETTINGS, new SettingRules());
  }

  /**
   * What the documents that accounts need are at first.
   *
   * @return for {@code Copies}
   */
  public static Map<DocumentId, byte[]> beginnings() {
    return Map.of(
        Registry.ACCOUNTS, ServerDocument.beginning(),
        Registry.SETTINGS, ServerDocument.beginning());
  }

  /** Reads what there is. Blocks. */
  public void begin() {
    CompletableFuture<?> settings = registry.settings.begin();
    registry.accounts.begin().thenCombine(settings, (one, other) -> true).join();
  }

  /**
   * Asks to be told when some token may count no more.
   *
   * @param look told on any thread, must not block
   */
  public void onRevocation(Runnable look) {
    registry.whenRevoked.add(look);
  }

  /**
   * The seats.
   *
   * @return which are whose
   */
  public Seating seats() {
    return seating;
  }

  /**
   * The invitations.
   *
   * @return those of all campaigns
   */
  public Invitations invitations() {
    return invitations;
  }

  /**
   * The settings.
   *
   * @return those of the whole server
   */
  public Settings settings() {
    return settings;
  }

  /**
   * The accounts as they are kept.
   *
   * @return listed, renamed, removed
   */
  public Keeping keeping() {
    return keeping;
  }

  /**
   * A key that nobody guesses.
   *
   * @return lower-case letters and digits
   */
  public String freshKey() {
    return Tokens.key();
  }

  /**
   * A device that was logged in just now.
   *
   * @param account key of the account
   * @param session public id of the session
   * @param token what the device shows from now on; kept nowhere
   * @param expires when it ends
   */
  public record LoggedIn(String account, String session, String token, Instant expires) {}

  /**
   * Registers somebody and logs the device in.
   *
   * @param login what they log in with
   * @param password 8 to 256 characters
   * @param name what they are called
   * @param device what the device is called
   * @param ticket an invitation or a link, for servers that want one
   * @param address where the request comes from
   * @return the device; or a failure with code {@code bad-login}, {@code bad-password}, {@code
   *     login-taken}, {@code registration-closed}, {@code invitation-needed} or {@code
   *     rate-limited}
   */
  public CompletableFuture<LoggedIn> register(
      String login,
      String password,
      String name,
      String device,
      Optional<String> ticket,
      String address) {
    if (!byAddress.take(address)) {
      return failed(tooFast());
    }
    if (!isLogin(login)) {
      return failed(badLogin());
    }
    Optional<TablekeepException> amiss = amiss(password);
    if (amiss.isPresent()) {
      return failed(amiss.get());
    }
    String policy = registry.settings.root().at("registration").asText("invited");
    if (policy.equals("closed")) {
      return failed(user("registration-closed", "This server takes no new accounts."));
    }
    if (!policy.equals("open") && !ticket.map(this::isTicket).orElse(false)) {
      return failed(
          user(
              "invitation-needed", "An invitation or a link of this server is needed.", "/ticket"));
    }
    String id = Tokens.key();
    return hashes
        .run(() -> Passwords.hash(password))
        .thenCompose(
            hash -> registry.accounts.act(new AccountActions.Create(id, login, name, hash)))
        .thenCompose(made -> open(id, device));
  }

  static boolean isLogin(String text) {
    return LOGIN.matcher(text).matches();
  }

  static TablekeepException badLogin() {
    return user(
        "bad-login",
        "A login is 2 to 100 letters, digits and . _ @ + -, and begins with a letter or digit.",
        "/login");
  }

  private static Optional<TablekeepException> amiss(String password) {
    return password.length() < Passwords.SHORTEST || password.length() > Passwords.LONGEST
        ? Optional.of(user("bad-password", "A password has 8 to 256 characters.", "/password"))
        : Optional.empty();
  }

  private boolean isTicket(String text) {
    return registry.keys.seats().verify(text).filter(seating::holds).isPresent()
        || invitations.find(text).isPresent();
  }

  /**
   * Logs a device in.
   *
   * @param login what they log in with
   * @param password their password
   * @param device what the device is called
   * @param address where the request comes from
   * @return the device; or a failure with code {@code bad-credentials} or {@code rate-limited}
   */
  public CompletableFuture<LoggedIn> login(
      String login, String password, String device, String address) {
    String plain = AccountRules.plain(login.length() > 100 ? "" : login);
    if (!byAddress.take(address) || !byLogin.take(plain)) {
      return failed(tooFast());
    }
    String id = registry.accounts.root().at("logins", plain).asText("");
    String hash = id.isEmpty() ? "" : registry.account(id).at("password").asText("");
    String given = password.length() > Passwords.LONGEST ? "" : password;
    return hashes
        .run(() -> Passwords.matches(given, hash))
        .thenCompose(
            right ->
                right
                    ? open(id, device)
                    : failed(user("bad-credentials", "Login and password do not go together.")));
  }

  private CompletableFuture<LoggedIn> open(String account, String device) {
    String token = Tokens.fresh();
    String id = Tokens.key();
    Instant expires = Instant.ofEpochSecond(registry.now().plus(SESSION).getEpochSecond());
    String label = device.length() > 100 ? device.substring(0, 100) : device;
    return registry
        .accounts
        .act(new AccountActions.Open(account, Tokens.hash(token), id, label, expires))
        // The oldest devices may have made room.
        .thenApply(receipt -> registry.revoked(new LoggedIn(account, id, token, expires)));
  }

  /**
   * Who shows this {@code Authorization} header.
   *
   * @param authorization the header; null when there is none
   * @return the caller; seats and sessions that count no more are unknown
   */
  public Caller caller(@Nullable String authorization) {
    if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      String token = authorization.substring(SCHEME.length()).strip();
      if (Tokens.looksLike(token)) {
        String hash = Tokens.hash(token);
        return registry
            .personOf(hash)
            .<Caller>map(account -> new Caller.Person(account, hash))
            .orElse(new Caller.Unknown(true));
      }
    }
    Caller caller = registry.keys.caller(authorization);
    return caller instanceof Caller.Seated seated && !seating.holds(seated.claim())
        ? new Caller.Unknown(true)
        : caller;
  }

  /**
   * Notes that somebody showed what is no key of this server.
   *
   * @param address where the request comes from
   * @return false when that happened too often
   */
  public boolean strange(String address) {
    return strangers.take(address);
  }

  /**
   * Logs devices out; their sockets are closed.
   *
   * @param who the person
   * @param session public id of a session; empty for all but the one that asks
   * @return when it is durable
   */
  public CompletableFuture<?> logout(Caller.Person who, Optional<String> session) {
    if (session.isEmpty()) {
      return registry
          .accounts
          .act(
              new AccountActions.Close(who.account(), Optional.empty(), Optional.of(who.session())))
          .thenApply(registry::revoked);
    }
    Optional<String> hash =
        children(registry.account(who.account()).at("sessions"))
            .filter(one -> one.at("id").asText("").equals(session.get()))
            .map(Node::key)
            .findFirst();
    return hash.isEmpty()
        ? failed(user("no-such-session", "There is no such device."))
        : registry
            .accounts
            .act(new AccountActions.Close(who.account(), hash, Optional.empty()))
            .thenApply(registry::revoked);
  }

  /**
   * Whether somebody knows their password, as before something that cannot be undone.
   *
   * @param who the person
   * @param password what they say it is
   * @return when they do; or a failure with code {@code bad-credentials} or {@code rate-limited}
   */
  public CompletableFuture<?> confirm(Caller.Person who, String password) {
    Node account = registry.account(who.account());
    if (!byLogin.take(AccountRules.plain(account.at("login").asText("")))) {
      return failed(tooFast());
    }
    String hash = account.at("password").asText("");
    String given = password.length() > Passwords.LONGEST ? "" : password;
    return hashes
        .run(() -> Passwords.matches(given, hash))
        .thenCompose(
            right ->
                right
                    ? CompletableFuture.completedFuture(null)
                    : failed(user("bad-credentials", "That is not your password.", "/password")));
  }

  /**
   * Changes the password; all other devices are logged out.
   *
   * @param who the person
   * @param old the password as it was
   * @param fresh the new one
   * @return when it is durable; or a failure with code {@code bad-credentials}, {@code
   *     bad-password} or {@code rate-limited}
   */
  public CompletableFuture<?> password(Caller.Person who, String old, String fresh) {
    Optional<TablekeepException> amiss = amiss(fresh);
    if (amiss.isPresent()) {
      return failed(amiss.get());
    }
    Node account = registry.account(who.account());
    if (!byLogin.take(AccountRules.plain(account.at("login").asText("")))) {
      return failed(tooFast());
    }
    String hash = account.at("password").asText("");
    String given = old.length() > Passwords.LONGEST ? "" : old;
    return hashes
        .run(() -> Passwords.matches(given, hash) ? Passwords.hash(fresh) : "")
        .thenCompose(
            made ->
                made.isEmpty()
                    ? failed(user("bad-credentials", "That is not your password.", "/old"))
                    : registry.accounts.act(
                        new AccountActions.Password(who.account(), made, who.session())))
        .thenApply(registry::revoked);
  }
}

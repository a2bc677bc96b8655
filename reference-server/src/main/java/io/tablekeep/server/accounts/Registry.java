package io.tablekeep.server.accounts;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.copy.Copies;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.auth.Keys;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What all of this room share: the documents, the keys, the clock, and who hears of revocations.
 */
final class Registry {
  static final DocumentId ACCOUNTS = new DocumentId(DocumentId.Kind.GLOBAL, "accounts");
  static final DocumentId SETTINGS = new DocumentId(DocumentId.Kind.GLOBAL, "settings");

  final ServerDocument accounts;
  final ServerDocument settings;
  final Keys keys;
  final List<Runnable> whenRevoked = new CopyOnWriteArrayList<>();
  private final Clock clock;

  Registry(Engine engine, Keys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    accounts = new OwnDocument(engine, ACCOUNTS);
    settings = new OwnDocument(engine, SETTINGS);
  }

  /** On a node of a cluster: what others revoke is told as well. */
  Registry(Copies copies, String node, Keys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    accounts = new SharedDocument(copies, ACCOUNTS, node, new AccountRules(), () -> revoked(this));
    settings = new SharedDocument(copies, SETTINGS, node, new SettingRules(), () -> {});
  }

  <T> T revoked(T value) {
    whenRevoked.forEach(Runnable::run);
    return value;
  }

  Instant now() {
    return clock.instant();
  }

  Node account(String id) {
    return accounts.root().at("accounts", id);
  }

  /** The account of a session that is not over. */
  Optional<String> personOf(String hash) {
    Node root = accounts.root();
    String account = root.at("sessions", hash).asText("");
    if (account.isEmpty()) {
      return Optional.empty();
    }
    Node session = root.at("accounts", account, "sessions", hash);
    return session.exists() && Instant.parse(session.at("expires").asText()).isAfter(now())
        ? Optional.of(account)
        : Optional.empty();
  }

  static Stream<Node> children(Node node) {
    return node.exists() ? node.children() : Stream.empty();
  }

  static TablekeepException tooFast() {
    return new TablekeepException(
        ErrorKind.USER, "rate-limited", "That was too often. Try again in a while.");
  }

  static TablekeepException user(String code, String message) {
    return new TablekeepException(ErrorKind.USER, code, message);
  }

  static TablekeepException user(String code, String message, String field) {
    return new TablekeepException(ErrorKind.USER, code, message, field);
  }

  static <T> CompletableFuture<T> failed(TablekeepException fault) {
    return CompletableFuture.failedFuture(fault);
  }
}

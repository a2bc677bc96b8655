package io.tablekeep.server.accounts;

import static io.tablekeep.server.accounts.Registry.failed;
import static io.tablekeep.server.accounts.Registry.user;

import io.tablekeep.sdk.state.Node;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Server-wide settings. Thread-safe. */
public final class Settings {
  private final Registry registry;

  Settings(Registry registry) {
    this.registry = registry;
  }

  /**
   * Server-wide settings.
   *
   * @return name and policy of registration
   */
  public Map<String, Object> all() {
    Node root = registry.settings.root();
    return Map.of(
        "name", root.at("name").asText("Tablekeep"),
        "registration", root.at("registration").asText("invited"));
  }

  /**
   * Changes server-wide settings.
   *
   * @param name what the server is called, if that changes
   * @param registration {@code closed}, {@code invited} or {@code open}, if that changes
   * @return when it is durable; or a failure with code {@code bad-setting}
   */
  public CompletableFuture<?> change(Optional<String> name, Optional<String> registration) {
    if (name.isEmpty() && registration.isEmpty()) {
      return failed(user("bad-setting", "Nothing is changed: set \"name\" or \"registration\"."));
    }
    Optional<SettingRules.Registration> policy = Optional.empty();
    if (registration.isPresent()) {
      policy =
          Stream.of(SettingRules.Registration.values())
              .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(registration.get()))
              .findFirst();
      if (policy.isEmpty()) {
        return failed(
            user("bad-setting", "Registration is closed, invited or open.", "/registration"));
      }
    }
    return registry.settings.act(new SettingRules.Change(name, policy));
  }
}

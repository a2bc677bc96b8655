package io.tablekeep.server.accounts;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.util.Optional;

/** The rules of {@code global/settings}. */
final class SettingRules implements GameSystem {
  /** Who may register. */
  enum Registration {
    /** Nobody. */
    CLOSED,
    /** Whoever has an invitation or a link. */
    INVITED,
    /** Anyone. */
    OPEN
  }

  /** What the host changes; what is left out stays. */
  @Doc("Server-wide settings.")
  record Change(
      @Doc("What the server is called.") @Length(min = 1, max = 200) Optional<String> name,
      @Doc("Who may register.") Optional<Registration> registration) {}

  @Override
  public String id() {
    return "settings";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action(
        "settings.change",
        Change.class,
        (table, change) -> {
          Changes changes = Changes.none();
          if (change.name().isPresent()) {
            changes = changes.set(Pointer.of("name"), change.name().get());
          }
          if (change.registration().isPresent()) {
            changes = changes.set(Pointer.of("registration"), change.registration().get());
          }
          return Decision.apply(changes);
        });
  }
}

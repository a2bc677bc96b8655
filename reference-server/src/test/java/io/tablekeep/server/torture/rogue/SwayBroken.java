package io.tablekeep.server.torture.rogue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import org.pf4j.Extension;

/** A version whose data nobody can be brought to. */
@Extension
public final class SwayBroken implements GameSystem {
  /** Sways once. */
  public record Sway() {}

  @Override
  public String id() {
    return "sway";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("sway", Sway.class, SwayBroken::sway);
    system.migrate(
        0,
        document -> {
          throw new IllegalStateException("not like that");
        });
  }

  private static Decision sway(Table table, Sway sway) {
    return Decision.apply(Changes.none().add(table.state().at("sway", "count"), 1));
  }
}

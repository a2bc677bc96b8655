package io.tablekeep.server.torture.rogue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import org.pf4j.Extension;

/** Another version of it: shows everyone the count. */
@Extension
public final class SwayTwo implements GameSystem {
  /** Sways once. */
  public record Sway() {}

  @Override
  public String id() {
    return "sway";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("sway", Sway.class, SwayTwo::sway);
    system.visible("sway/count", Audience.everyone());
  }

  private static Decision sway(Table table, Sway sway) {
    return Decision.apply(Changes.none().add(table.state().at("sway", "count"), 1));
  }
}

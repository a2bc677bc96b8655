package io.tablekeep.engine;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import java.util.function.Consumer;

/** Counts hops; each version hops as far as its number. */
record Hops(int far, Consumer<SystemDefinition> more) implements GameSystem {
  record Hop() {}

  @Override
  public String id() {
    return "hops";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action(
        "hop",
        Hop.class,
        (table, hop) -> Decision.apply(Changes.none().add(table.state().at("hops", "count"), far)));
    more.accept(system);
  }

  /** One that brings data of no version to its own. */
  static Hops migrating(int far, Changes changes) {
    return new Hops(far, system -> system.migrate(0, document -> changes));
  }
}

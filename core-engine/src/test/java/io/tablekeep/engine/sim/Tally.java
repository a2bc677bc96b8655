package io.tablekeep.engine.sim;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/**
 * A game of adding up: what is decided on a wrong document, decided twice or lost shows in the sum.
 */
final class Tally implements GameSystem {
  /** What one adds; the label makes each of them another. */
  record Add(int amount, String label) {}

  /** What one would like to be noted, if the game master agrees. */
  record Offer(String label) {}

  @Override
  public String id() {
    return "tally";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("add", Add.class, Tally::add);
    system.action("offer", Offer.class, Tally::offer);
  }

  private static Decision offer(Table table, Offer offer) {
    Node noted = table.state().at("actors", "bram", "tally", "noted");
    int luck = table.roll("luck", "1d20").total();
    return Decision.propose(
        Changes.none().set(noted, noted.asText("") + ' ' + luck), "notes " + luck);
  }

  private static Decision add(Table table, Add add) {
    Node sum = table.state().at("actors", "bram", "tally", "sum");
    if (add.amount() == 0) {
      return Decision.reject("nothing-to-add", "Nothing is not added.");
    }
    table.roll("luck", "1d20");
    return Decision.apply(Changes.none().set(sum, sum.asInt(0) + add.amount()));
  }
}

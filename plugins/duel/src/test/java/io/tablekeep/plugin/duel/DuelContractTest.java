package io.tablekeep.plugin.duel;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.PlayedSystemContract;
import java.util.Map;

class DuelContractTest extends PlayedSystemContract {
  @Override
  protected GameSystem system() {
    return new Duel();
  }

  /** Without them hardly anybody could ever fight. */
  @Override
  protected Map<String, Object> prepared() {
    return Map.of(
        "/actors/bram/duel", new Duel.Fighter(20, 2, 1),
        "/actors/cora/duel", new Duel.Fighter(20, 3, 2));
  }
}

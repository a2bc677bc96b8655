package io.tablekeep.plugin.d20;

import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.PlayedSystemContract;
import java.util.Map;

class D20ContractTest extends PlayedSystemContract {
  @Override
  protected GameSystem system() {
    return new D20();
  }

  /** Without sheets hardly anybody could do anything. */
  @Override
  protected Map<String, Object> prepared() {
    return Map.of(
        "/actors/bram/d20/block", Library.creature("fighter").orElseThrow(),
        "/actors/cora/d20/block", Library.creature("wizard").orElseThrow(),
        "/actors/dain/d20/block", Library.creature("cleric").orElseThrow());
  }
}

package io.tablekeep.plugin.fate;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.PlayedSystemContract;
import java.util.Map;

class FateContractTest extends PlayedSystemContract {
  @Override
  protected GameSystem system() {
    return new Fate();
  }

  @Override
  protected Map<String, Object> prepared() {
    return Sheets.all();
  }
}

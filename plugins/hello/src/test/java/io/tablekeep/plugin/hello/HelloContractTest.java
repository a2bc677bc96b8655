package io.tablekeep.plugin.hello;

import io.tablekeep.contracts.game.GameSystemContract;
import io.tablekeep.sdk.game.GameSystem;

class HelloContractTest extends GameSystemContract {
  @Override
  protected GameSystem system() {
    return new Hello();
  }
}

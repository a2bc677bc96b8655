package io.tablekeep.plugin.hello;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.PlayedSystemContract;

class HelloContractTest extends PlayedSystemContract {
  @Override
  protected GameSystem system() {
    return new Hello();
  }
}

package io.tablekeep.contracts.game;

import io.tablekeep.sdk.game.GameSystem;

/** The contract on any system, to call its tests one by one. */
final class Judged extends GameSystemContract {
  private final GameSystem system;

  Judged(GameSystem system) {
    this.system = system;
  }

  @Override
  protected GameSystem system() {
    return system;
  }
}

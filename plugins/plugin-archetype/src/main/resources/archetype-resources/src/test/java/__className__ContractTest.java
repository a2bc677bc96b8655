package ${package};

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.PlayedSystemContract;

/** What every game system promises: three players and a game master do by chance what it lets them. */
class ${className}ContractTest extends PlayedSystemContract {
  @Override
  protected GameSystem system() {
    return new ${className}();
  }
}

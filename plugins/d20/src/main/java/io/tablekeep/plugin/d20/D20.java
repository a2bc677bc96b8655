package io.tablekeep.plugin.d20;

import io.tablekeep.plugin.d20.call.Checks;
import io.tablekeep.plugin.d20.call.Loads;
import io.tablekeep.plugin.d20.call.SheetActions;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.Acts;
import io.tablekeep.plugin.d20.combat.AttackActions;
import io.tablekeep.plugin.d20.combat.Consequences;
import io.tablekeep.plugin.d20.combat.Fights;
import io.tablekeep.plugin.d20.combat.Moves;
import io.tablekeep.plugin.d20.combat.TurnRules;
import io.tablekeep.plugin.d20.magic.AreaActions;
import io.tablekeep.plugin.d20.magic.Lingering;
import io.tablekeep.plugin.d20.magic.MagicActions;
import io.tablekeep.plugin.d20.magic.Rests;
import io.tablekeep.plugin.d20.scene.Grip;
import io.tablekeep.plugin.d20.scene.HouseRules;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import org.pf4j.Extension;

/** The D20 game by the rules of the SRD 5.1: where everything is declared. */
@Extension
public final class D20 implements GameSystem {
  @Override
  public String id() {
    return "d20";
  }

  @Override
  public void define(SystemDefinition system) {
    Library.load();
    system.settings(HouseRules.usual());
    SheetActions.define(system);
    Loads.define(system);
    AttackActions.define(system);
    Acts.define(system);
    Grip areas = new Lingering();
    Moves.define(system, areas);
    TurnRules.define(system, areas);
    Fights.define(system);
    Consequences.define(system);
    MagicActions.define(system);
    AreaActions.define(system);
    Rests.define(system);
    Checks.define(system);
    Tools.define(system);
  }
}

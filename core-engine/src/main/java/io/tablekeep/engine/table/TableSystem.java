package io.tablekeep.engine.table;

import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;

/** The system that every campaign has: what a table can do before any rules are added. */
public final class TableSystem implements GameSystem {
  /** Without state. */
  public TableSystem() {}

  /**
   * The declarations, compiled anew.
   *
   * @return rules whose actions have bare names
   */
  public static SystemRules rules() {
    return RoleTable.govern(SystemRules.compile(new TableSystem()));
  }

  @Override
  public String id() {
    return SystemRules.TABLE;
  }

  @Override
  public void define(SystemDefinition system) {
    Sessions.define(system);
    Scenes.define(system);
    Doors.define(system);
    Lights.define(system);
    Drawings.define(system);
    Tokens.define(system);
    TokenLooks.define(system);
    Encounters.define(system);
    Combatants.define(system);
    Turns.define(system);
    Talk.define(system);
    Cast.define(system);
    Things.define(system);
    Notes.define(system);
    Quests.define(system);
    World.define(system);
    Answers.define(system);
    People.define(system);
    Copies.define(system);
    Times.define(system);
    Sorts.define(system);
    Disagreements.define(system);
  }
}

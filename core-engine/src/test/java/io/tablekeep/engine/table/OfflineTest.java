package io.tablekeep.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.game.ActionSpec;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What somebody without a line may do for later. */
class OfflineTest {
  /** A payload. */
  record Step(int far) {}

  @Test
  void ownSheetsNotesWordsAndMovesCanBeDoneForLater() {
    TreeSet<String> commands = new TreeSet<>();
    for (ActionRule rule : TableSystem.rules().actions()) {
      if (rule.isEdit()) {
        assertTrue(rule.isOffline(), rule.name());
      } else if (rule.isOffline()) {
        commands.add(rule.name());
      }
    }
    assertEquals(
        "[chat.delete, chat.edit, chat.say, condition.add, condition.remove, inventory.add,"
            + " inventory.remove, note.create, note.remove, token.move, token.rotate, tokens.move]",
        commands.toString());
  }

  @Test
  void whatFallsByDiceAsksOrTakesTurnsNeedsALine() {
    for (ActionRule rule : TableSystem.rules().actions()) {
      if (rule.name().matches("(dice|ask|turn|initiative|session|encounter|flag|branch)\\..*")
          && !rule.isEdit()) {
        assertFalse(rule.isOffline(), rule.name());
      }
    }
  }

  @Test
  void aSystemSaysItForEachOfItsActions() {
    record Frogs() implements GameSystem {
      @Override
      public String id() {
        return "frogs";
      }

      @Override
      public void define(SystemDefinition system) {
        ActionSpec plan =
            system.action("plan", Step.class, (table, step) -> Decision.reject("no", "No."));
        plan.offline(true);
        system
            .action("spot", Spot.class, (table, spot) -> Decision.reject("no", "No."))
            .edit()
            .offline(false);
        system.action("leap", Leap.class, (table, leap) -> Decision.reject("no", "No."));
        system.action("name", Name.class, (table, name) -> Decision.reject("no", "No.")).edit();
      }
    }
    TreeMap<String, Boolean> offline = new TreeMap<>();
    for (ActionRule rule : SystemRules.compile(new Frogs()).actions()) {
      offline.put(rule.name(), rule.isOffline());
    }
    assertEquals(
        "{frogs.leap=false, frogs.name=true, frogs.plan=true, frogs.spot=false}",
        offline.toString());
  }

  /** A payload. */
  record Spot(String where) {}

  /** A payload. */
  record Leap(int high) {}

  /** A payload. */
  record Name(String name) {}
}

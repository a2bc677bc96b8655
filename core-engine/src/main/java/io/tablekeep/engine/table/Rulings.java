package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.ActionSpec;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Optional;

/** What the handlers of many actions say. */
final class Rulings {
  /** Entities of one kind that a campaign, or their parent, may hold. */
  static final int MOST = 20_000;

  /** Parts that one small thing may have: steps of a quest, conditions of an actor. */
  static final int MOST_PARTS = 1_000;

  private Rulings() {}

  /** Only those who run the game may send it. */
  static ActionSpec gm(ActionSpec action) {
    return action.by(Role.GM, Role.CO_GM);
  }

  static boolean runsGame(Table table) {
    return table.by().role().runsGame();
  }

  /** Whether the actor of this key is played by the sender. */
  static boolean plays(Table table, String actor) {
    return !actor.isEmpty()
        && table.by().id().equals(table.state().at("actors", actor, "owner").asText(""));
  }

  /** Adds an entity under a new key, as long as there is room. */
  static Decision add(Table table, Node all, int most, Object entity) {
    return all.size() >= most
        ? full()
        : Decision.apply(Changes.none().set(all.at(table.newId()), entity));
  }

  static Decision full() {
    return Decision.reject("too-many", "There is no room for more of these.");
  }

  static Decision set(Table table, Pointer at, String key, Object value) {
    return Decision.apply(Changes.none().set(table.state().at(at).at(key), value));
  }

  static Decision remove(Pointer at) {
    return Decision.apply(Changes.none().remove(at));
  }

  static Decision.Reject refuse(String code, String message, String field) {
    return new Decision.Reject(code, message, field);
  }

  static Optional<Decision> gmField(Table table, boolean given, String field) {
    return given && !runsGame(table)
        ? Optional.of(refuse("gm-only", "Only the game master can change that.", field))
        : Optional.empty();
  }

  /** Takes a pointer away wherever it names something that goes. */
  static Changes unlink(Changes changes, Node all, String key, String gone) {
    for (Node one : all.children().toList()) {
      if (one.at(key).asText("").equals(gone)) {
        changes = changes.remove(one.at(key));
      }
    }
    return changes;
  }
}

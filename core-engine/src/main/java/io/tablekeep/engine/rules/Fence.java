package io.tablekeep.engine.rules;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps changes where they may be: an action of the table within its row of the roles table, a game
 * system off who sits at the table and which features are on. Immutable.
 */
final class Fence {
  private static final Set<String> TABLES_OWN =
      Set.of("id", "schema", "participants", "flags", "asks", "branches", "branchOf", "conflicts");
  private static final Fence PLUGIN = new Fence("a game system", null, true);

  private final String who;
  private final @Nullable Permission row;
  private final boolean plugin;

  private Fence(String who, @Nullable Permission row, boolean plugin) {
    this.who = who;
    this.row = row;
    this.plugin = plugin;
  }

  /** Around what a game system's guards, consequences and reactions change. */
  static Fence plugin() {
    return PLUGIN;
  }

  /** Around what an action changes. */
  static Fence of(ActionRule action) {
    return action.system().isTable() ? new Fence(action.name(), action.row(), false) : PLUGIN;
  }

  void check(Change change) {
    if (change instanceof Change.Put put) {
      check(put.at());
    } else if (change instanceof Change.Remove remove) {
      check(remove.at());
    } else if (change instanceof Change.Add add) {
      check(add.at());
    }
  }

  void check(Pointer at) {
    if (plugin && at.size() > 0 && TABLES_OWN.contains(at.key(0))) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "place-protected", who + " may not write " + at);
    }
    if (row != null && !row.covers(at)) {
      throw new TablekeepException(
          ErrorKind.INTERNAL,
          "place-protected",
          who + " may not write " + at + ": its row in the roles table does not say so");
    }
  }
}

package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes effects of what plugin code outside any round would change. Pure; runs plugin code. */
public final class Adoption {
  private Adoption() {}

  /**
   * The effects of changes.
   *
   * @param root the document they are made for
   * @param within where they may be
   * @param changes puts, removals and additions
   * @param version version of the entry
   * @return in order; what stands there already makes none
   * @throws TablekeepException kind {@code PLUGIN}: {@code place-protected}, or the changes cannot
   *     be made
   */
  public static List<Effect> of(JsonObject root, Pointer within, Changes changes, long version) {
    RuleState state = new RuleState(root, version, null);
    for (Change change : changes.list()) {
      Pointer at = at(change);
      if (at == null || !at.startsWith(within)) {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "place-protected",
            "what is settled at " + within + " changes something else: " + change);
      }
      state.apply(change);
    }
    return List.copyOf(state.effects());
  }

  private static @Nullable Pointer at(Change change) {
    if (change instanceof Change.Put put) {
      return put.at();
    } else if (change instanceof Change.Remove remove) {
      return remove.at();
    }
    return change instanceof Change.Add add ? add.at() : null;
  }
}

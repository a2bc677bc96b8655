package io.tablekeep.engine.view;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The views of one campaign. Immutable; thread-safe. */
public final class Views implements Sight {
  private final ViewRules rules;

  /**
   * Compiles the declarations.
   *
   * @param system the campaign's game system, if it has one
   */
  public Views(Optional<SystemRules> system) {
    rules = TableVisibility.rules();
    system.ifPresent(s -> s.visible().forEach(v -> rules.show(v.pattern(), v.rule())));
  }

  /**
   * The whole view.
   *
   * @param root the document
   * @param viewer who looks
   * @return what they see; the document itself for those who run the game
   */
  public JsonObject view(JsonObject root, Viewer viewer) {
    return viewer.runsGame() ? root : new Projection(root, viewer).object(rules, root);
  }

  /**
   * The differences of the views of two roots, for all who look. The roots need not be neighbours,
   * nor share anything; what they share is not looked into.
   *
   * @param before the earlier document
   * @param after the later document
   * @param viewers who looks, each once
   * @return the difference by viewer, without those who see none; one instance for all who see the
   *     same
   */
  public Map<Viewer, ViewChange> changes(
      JsonObject before, JsonObject after, Collection<Viewer> viewers) {
    Map<Viewer, ViewChange> changes = new LinkedHashMap<>();
    Map<ViewChange, ViewChange> same = new HashMap<>();
    for (Viewer viewer : viewers) {
      ViewChange change = change(before, after, viewer);
      if (change != null) {
        changes.put(viewer, same.computeIfAbsent(change, made -> made));
      }
    }
    return changes;
  }

  private @Nullable ViewChange change(JsonObject before, JsonObject after, Viewer viewer) {
    ViewDiff diff = new ViewDiff(before, after, viewer, shiftsSight(before, after));
    diff.compare(viewer.runsGame() ? null : rules);
    return diff.isEmpty() ? null : new EncodedChange(diff.ops());
  }

  @Override
  public List<Effect> seen(JsonObject before, JsonObject after, Participant who) {
    Viewer viewer = Viewer.of(who);
    ViewDiff diff = new ViewDiff(before, after, viewer, shiftsSight(before, after));
    diff.compare(viewer.runsGame() ? null : rules);
    List<Effect> seen = new ArrayList<>();
    for (ViewOp op : diff.ops()) {
      Pointer at = Pointer.of(op.path());
      Object value = op.value();
      seen.add(value == null ? new Effect.Remove(at) : new Effect.Put(at, value));
    }
    return seen;
  }

  @Override
  public boolean sees(JsonObject root, Participant who, Pointer at) {
    Viewer viewer = Viewer.of(who);
    Object value = root;
    ViewRules rule = rules;
    Level level = viewer.runsGame() ? Level.FULL : Level.DECLARED;
    for (int i = 0; i < at.size(); i++) {
      if (!(value instanceof JsonObject object)) {
        return false;
      }
      value = object.get(at.key(i));
      if (value == null) {
        return false;
      }
      rule = rule == null ? null : rule.child(at.key(i));
      if (!viewer.runsGame()) {
        level =
            rule == null
                ? (level == Level.FULL ? Level.FULL : Level.NONE)
                : rule.enter(level, at.key(i), value, root, viewer);
        if (level == Level.NONE) {
          return false;
        }
      }
    }
    return true;
  }

  /** Who owns an actor decides about its tokens; the current map is seen even when hidden. */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private static boolean shiftsSight(JsonObject before, JsonObject after) {
    return before.get("actors") != after.get("actors")
        || before.get("currentSession") != after.get("currentSession");
  }
}

package io.tablekeep.engine.view;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
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
   * The difference of a viewer's views of two roots.
   *
   * @param before the earlier document
   * @param after the later document
   * @param effects the effects that lead from one to the other
   * @param viewer who looks
   * @return the difference, or null when the viewer sees none; equal for viewers who see the same
   */
  public @Nullable ViewChange change(
      JsonObject before, JsonObject after, List<Effect> effects, Viewer viewer) {
    ViewDiff diff = new ViewDiff(before, after, viewer, shiftsSight(effects));
    diff.compare(viewer.runsGame() ? null : rules);
    return diff.isEmpty() ? null : new EncodedChange(diff.ops());
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

  /**
   * Whether an effect may change what is seen elsewhere: who owns an actor decides about its
   * tokens, and the current map is seen even when it is hidden.
   */
  private static boolean shiftsSight(List<Effect> effects) {
    for (Effect effect : effects) {
      Pointer at = effect.at();
      boolean owner =
          at.size() > 0
              && at.key(0).equals("actors")
              && (at.size() < 3 || at.key(2).equals("owner"));
      if (owner || at.isRoot() || at.key(0).equals("currentSession")) {
        return true;
      }
    }
    return false;
  }
}

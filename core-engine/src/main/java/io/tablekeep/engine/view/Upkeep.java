package io.tablekeep.engine.view;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Explorer;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.engine.view.sight.Scenes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine adds to every entry so that views stay pure functions of one root, whoever
 * decided it: what players' tokens have come to see is written down. Runs on the campaign's loop.
 */
public final class Upkeep {
  private final Scenes scenes;

  Upkeep(Scenes scenes) {
    this.scenes = scenes;
  }

  /**
   * Completes a decision.
   *
   * @param decided the decision
   * @param version version of the entry
   * @return the same with what it entails
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  public Decided complete(Decided decided, long version) {
    JsonObject before = decided.before();
    JsonObject after = decided.root();
    if (before == after || decided.effects().isEmpty()) {
      return decided;
    }
    List<Effect> more = new ArrayList<>(0);
    explore(before, after, more);
    if (more.isEmpty()) {
      return decided;
    }
    return decided.with(more, version, decided.outcome());
  }

  private void explore(JsonObject before, JsonObject after, List<Effect> more) {
    String opened = current(after);
    boolean turned = opened != null && !opened.equals(current(before));
    if (opened != null && turned) {
      Scene scene = scenes.of(after, opened);
      if (scene != null) {
        more.addAll(Explorer.explore(null, scene, opened));
      }
    }
    if (before.get(Link.MAPS) == after.get(Link.MAPS)
        || !(after.get(Link.MAPS) instanceof JsonObject maps)) {
      return;
    }
    JsonObject.differing(
        before.get(Link.MAPS) instanceof JsonObject found ? found : JsonObject.empty(0),
        maps,
        (key, a, b) -> {
          if (b instanceof JsonObject map
              && !(turned && key.equals(opened))
              && (!TableVisibility.isTrue(map, "hidden") || key.equals(opened))) {
            boolean shown = a instanceof JsonObject old && !TableVisibility.isTrue(old, "hidden");
            Scene was = shown || key.equals(opened) ? scenes.of(before, key) : null;
            Scene is = scenes.of(after, key);
            if (is != null) {
              more.addAll(Explorer.explore(was, is, key));
            }
          }
        });
  }

  /** The map that everyone looks at, if a session runs. */
  private static @Nullable String current(JsonObject root) {
    return Boolean.TRUE.equals(Trees.get(root, "currentSession", "active"))
            && Trees.get(root, "currentSession", "map") instanceof String map
        ? map
        : null;
  }
}

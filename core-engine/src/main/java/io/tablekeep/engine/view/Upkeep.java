package io.tablekeep.engine.view;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Explorer;
import io.tablekeep.engine.view.sight.Read;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.engine.view.sight.Scenes;
import io.tablekeep.engine.view.sight.Tiles;
import io.tablekeep.sdk.state.Pointer;
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
    regrid(before, after, more);
    Decided laid = more.isEmpty() ? decided : decided.with(more, version, decided.outcome());
    more.clear();
    explore(before, laid.root(), more);
    return more.isEmpty() ? laid : laid.with(more, version, decided.outcome());
  }

  /**
   * Completes a new document: on the map that is open, players begin with what their tokens see
   * there. A map that says what was explored of it is left as it is.
   *
   * @param root the document, any
   * @param version its version
   * @return the same with what it entails
   */
  public JsonObject begin(JsonObject root, long version) {
    String opened = current(root);
    Scene scene =
        opened == null || Trees.get(root, Link.MAPS, opened, "explored") != null
            ? null
            : scenes.of(root, opened);
    return scene == null || opened == null
        ? root
        : Effects.apply(root, Explorer.explore(null, scene, opened), version);
  }

  /**
   * Where tiles are of another size now, the numbers of those that were explored would name other
   * places: nothing is explored any more. Also on maps that nobody sees at the moment.
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private static void regrid(JsonObject before, JsonObject after, List<Effect> more) {
    if (before.get(Link.MAPS) == after.get(Link.MAPS)
        || !(before.get(Link.MAPS) instanceof JsonObject old)
        || !(after.get(Link.MAPS) instanceof JsonObject maps)) {
      return;
    }
    JsonObject.differing(
        old,
        maps,
        (key, a, b) -> {
          if (a instanceof JsonObject was
              && b instanceof JsonObject is
              && was.get("grid") != is.get("grid")
              && is.has("explored")
              && Tiles.of(was).side() != Tiles.of(is).side()) {
            more.add(new Effect.Remove(Pointer.of(Link.MAPS, key, "explored")));
          }
        });
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
              && (!Read.isTrue(map, "hidden") || key.equals(opened))) {
            boolean shown = a instanceof JsonObject old && !Read.isTrue(old, "hidden");
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

package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.sight.Explored;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.engine.view.sight.Scenes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One document and a crowd that looks at it. For one thread and one question. */
final class Look {
  private final JsonObject root;
  private final Crowd crowd;
  private final ViewRules rules;
  private final Scenes scenes;
  private @Nullable Map<String, Explored> explored;

  private String sceneKey = "";
  private @Nullable Scene scene;
  private boolean sceneKnown;

  Look(JsonObject root, Crowd crowd, ViewRules rules, Scenes scenes) {
    this.root = root;
    this.crowd = crowd;
    this.rules = rules;
    this.scenes = scenes;
  }

  JsonObject root() {
    return root;
  }

  Crowd crowd() {
    return crowd;
  }

  /** The sight on a map; null where it does not count. */
  @Nullable Scene scene(String map) {
    if (!sceneKnown || !sceneKey.equals(map)) {
      scene = scenes.of(root, map);
      sceneKey = map;
      sceneKnown = true;
    }
    return scene;
  }

  /** What someone has explored of a map on which sight counts. */
  Explored explored(String map, Scene on, String who) {
    if (explored == null) {
      explored = new HashMap<>(4);
    }
    return explored.computeIfAbsent(map + '/' + who, key -> on.explored(who));
  }

  /** Who owns an actor, among the crowd. */
  long owner(@Nullable Object actor) {
    return actor instanceof String key
            && root.get("actors") instanceof JsonObject actors
            && actors.get(key) instanceof JsonObject found
        ? crowd.bit(found.get("owner"))
        : 0;
  }

  /** Who sees something at a place. */
  long sees(List<String> target) {
    List<String> path = new ArrayList<>(target.size());
    Object value = root;
    ViewRules rule = rules;
    Levels levels = new Levels(crowd.all(), 0);
    for (String key : target) {
      Object child = value instanceof JsonObject object ? object.get(key) : null;
      if (child == null) {
        return 0;
      }
      path.add(key);
      value = child;
      rule = rule == null ? null : rule.child(key);
      levels = rule == null ? levels.and(levels.full()) : rule.enter(levels, path, child, this);
      if (rule != null && rule.isMasked()) {
        levels = unmasked(rule, path, child, levels);
      }
      if (levels.isNone()) {
        return 0;
      }
    }
    return value instanceof JsonObject
            && rule != null
            && (rule.isStructure() || rule.hasGate() || rule.isEntity())
        ? levels.any()
        : levels.full();
  }

  private Levels unmasked(ViewRules rule, List<String> path, Object value, Levels levels) {
    long seen = 0;
    for (long left = levels.any(); left != 0; left &= left - 1) {
      long bit = Long.lowestOneBit(left);
      if (value instanceof JsonObject entity
          && rule.masked(this, path, entity, crowd.of(bit)) != null) {
        seen |= bit;
      }
    }
    return levels.and(seen);
  }
}

package io.tablekeep.engine.view;

import io.tablekeep.engine.Page;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.engine.view.sight.Scenes;
import io.tablekeep.engine.view.sight.Sightings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One document and a crowd that looks at it. For one thread and one question. */
final class Look {
  private final JsonObject root;
  private final Crowd crowd;
  private final ViewRules rules;
  private final Scenes scenes;
  private String sceneKey = "";
  private @Nullable Scene scene;
  private boolean sceneKnown;

  /** By viewer, in the scene that was asked for last. */
  private @Nullable Sightings[] sightings;

  Look(JsonObject root, Crowd crowd, ViewRules rules, Scenes scenes) {
    this.root = root;
    this.crowd = crowd;
    this.rules = rules;
    this.scenes = scenes;
    this.sightings = new Sightings[crowd.size()];
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
      Arrays.fill(sightings, null);
    }
    return scene;
  }

  /** What a viewer's eyes see in the scene that {@link #scene} has given last. */
  Sightings sightings(Scene on, int viewer) {
    Sightings known = sightings[viewer];
    if (known == null) {
      known = on.sightings(crowd.viewer(viewer).eyes());
      sightings[viewer] = known;
    }
    return known;
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

  /** What the one viewer of the crowd sees at a place; null for nothing. */
  @Nullable Object shown(List<String> place) {
    List<String> path = new ArrayList<>(place.size());
    Projection eyes = new Projection(this, path);
    Object value = root;
    ViewRules rule = rules;
    Levels levels = new Levels(crowd.all(), 0);
    for (int i = 0; ; i++) {
      String key = place.get(i);
      Object child = value instanceof JsonObject object ? object.get(key) : null;
      path.add(key);
      rule = rule == null ? null : rule.child(key);
      if (i == place.size() - 1) {
        return eyes.seen(rule, levels, child, crowd.all());
      }
      if (child == null && (rule == null || !rule.isStructure())) {
        return null; // nothing is below what is missing, just as below what is hidden
      }
      if (rule == null) {
        levels = levels.and(levels.full());
      } else {
        if (rule.isMasked() && child instanceof JsonObject entity) {
          child = rule.masked(this, path, entity, crowd.of(crowd.all()));
          levels = child == null ? Levels.NONE : levels;
        }
        levels = rule.enter(levels, path, child, this);
      }
      if (levels.isNone()) {
        return null;
      }
      value = child;
    }
  }

  /** What the one viewer of the crowd sees of some entities of a collection. */
  JsonObject shown(String collection, Set<String> keys, long version) {
    Map<String, Object> members = new TreeMap<>();
    for (String key : keys) {
      Object seen = shown(List.of(collection, key));
      if (seen != null) {
        members.put(key, seen);
      }
    }
    return JsonObject.of(members, version);
  }

  /** A page of what the one viewer of the crowd sees at a place; null when that is no object. */
  @Nullable Page page(Page.Of page) {
    List<String> path = new ArrayList<>(page.at().size() + 1);
    Projection eyes = new Projection(this, path);
    Object value = root;
    ViewRules rule = rules;
    Levels levels = new Levels(crowd.all(), 0);
    for (String key : page.at().keys()) {
      Object child = value instanceof JsonObject object ? object.get(key) : null;
      path.add(key);
      rule = rule == null ? null : rule.child(key);
      if (child == null && (rule == null || !rule.isStructure())) {
        return null; // nothing is below what is missing, just as below what is hidden
      }
      if (rule == null) {
        levels = levels.and(levels.full());
      } else {
        if (rule.isEntity()
            && !rule.hasGate()
            && eyes.seen(rule, levels, child, crowd.all()) == null) {
          return null; // even that it is there is not seen
        }
        if (rule.isMasked() && child instanceof JsonObject entity) {
          child = rule.masked(this, path, entity, crowd.of(crowd.all()));
          levels = child == null ? Levels.NONE : levels;
        }
        levels = rule.enter(levels, path, child, this);
      }
      if (levels.isNone()) {
        return null;
      }
      value = child;
    }
    boolean structure = rule != null && rule.isStructure();
    boolean inside =
        structure || levels.full() != 0 || (rule != null && (rule.hasGate() || rule.isEntity()));
    JsonObject object = value instanceof JsonObject all ? all : null;
    if (!inside || (object == null && !structure)) {
      return null;
    }
    ViewRules here = rule;
    Levels around = levels;
    return Paging.page(
        keys(here, object),
        key -> {
          path.add(key);
          Object child = object == null ? null : object.get(key);
          Object seen =
              eyes.seen(here == null ? null : here.child(key), around, child, crowd.all());
          path.remove(path.size() - 1);
          return seen;
        },
        page);
  }

  /** All keys that may be seen, those too that are seen whether they are there or not. */
  private static List<String> keys(@Nullable ViewRules rule, @Nullable JsonObject object) {
    List<String> keys = object == null ? List.of() : object.keys();
    TreeSet<String> more = new TreeSet<>();
    if (rule != null) {
      for (Map.Entry<String, ViewRules> each : rule.children()) {
        if (each.getValue().isStructure() && (object == null || !object.has(each.getKey()))) {
          more.add(each.getKey());
        }
      }
    }
    if (more.isEmpty()) {
      return keys;
    }
    more.addAll(keys);
    return List.copyOf(more);
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

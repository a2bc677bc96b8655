package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cuts the part of a document that one viewer sees. Used once per root. */
final class Projection {
  private final JsonObject root;
  private final Viewer viewer;

  Projection(JsonObject root, Viewer viewer) {
    this.root = root;
    this.viewer = viewer;
  }

  JsonObject object(ViewRules rules, JsonObject value) {
    return inside(rules, Level.DECLARED, value);
  }

  /** What is seen of a place, or null for nothing. {@code level} is that around the place. */
  @Nullable Object seen(
      @Nullable ViewRules rule, Level around, String key, @Nullable Object value) {
    if (rule == null) {
      return around == Level.FULL ? value : null;
    }
    Level level = rule.enter(around, key, value, root, viewer);
    if (level == Level.NONE) {
      return null;
    }
    if (rule.isStructure()) {
      return value == null || value instanceof JsonObject
          ? inside(rule, level, value)
          : level == Level.FULL ? value : null;
    }
    if (!(value instanceof JsonObject)) {
      return level == Level.FULL ? value : null;
    }
    JsonObject inside = inside(rule, level, value);
    boolean bare = level == Level.DECLARED && rule.isEntity() && !rule.hasGate() && isBare(inside);
    return bare ? null : inside;
  }

  private JsonObject inside(ViewRules rule, Level level, @Nullable Object value) {
    Map<String, Object> members = new TreeMap<>();
    for (Map.Entry<String, ViewRules> each : rule.structure()) {
      if (each.getValue().isStructure()) {
        Object seen = seen(each.getValue(), level, each.getKey(), null);
        if (seen != null) {
          members.put(each.getKey(), seen);
        }
      }
    }
    long version = 0;
    if (value instanceof JsonObject object) {
      version = object.version();
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        Object seen = seen(rule.child(c.key()), level, c.key(), c.value());
        if (seen != null) {
          members.put(c.key(), seen);
        }
      }
    }
    return JsonObject.of(members, version);
  }

  /** Whether an entity shows nothing but empty structure, so that even its key stays unseen. */
  private static boolean isBare(JsonObject inside) {
    for (JsonObject.Cursor c = inside.cursor(); c.next(); ) {
      if (!(c.value() instanceof JsonObject below) || !isBare(below)) {
        return false;
      }
    }
    return true;
  }
}

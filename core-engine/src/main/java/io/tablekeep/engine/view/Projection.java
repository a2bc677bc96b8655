package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cuts the part of a document that one viewer of a crowd sees. For one thread and one question. */
final class Projection {
  private final Look look;
  private final List<String> path;

  /** Only lines of the index are wanted: of entities that are not always loaded, their names. */
  private boolean brief;

  /**
   * A projection.
   *
   * @param look the document and who looks
   * @param path where the walk is; kept in step by whoever walks
   */
  Projection(Look look, List<String> path) {
    this.look = look;
    this.path = path;
  }

  JsonObject whole(ViewRules rules, long bit) {
    return inside(rules, new Levels(bit, 0), look.root(), bit);
  }

  /** The same, but of entities that may stay unloaded at least what stands in {@link Sketch}. */
  JsonObject lines(ViewRules rules, long bit) {
    brief = true;
    return whole(rules, bit);
  }

  /**
   * What is seen of the place where the walk is, or null for nothing. {@code around} is who sees
   * how much around the place, {@code bit} is the viewer.
   */
  @Nullable Object seen(@Nullable ViewRules rule, Levels around, @Nullable Object kept, long bit) {
    Object seen = shown(rule, around, kept, bit);
    if (seen == null && brief && path.size() == 2) {
      // What little was looked at is not shown; something else of it may be.
      brief = false;
      seen = shown(rule, around, kept, bit);
      brief = true;
    }
    return seen;
  }

  private @Nullable Object shown(
      @Nullable ViewRules rule, Levels around, @Nullable Object kept, long bit) {
    Levels narrow = around.and(bit);
    if (narrow.isNone()) {
      return null;
    }
    if (rule == null) {
      return narrow.full() != 0 ? kept : null;
    }
    Object value = kept;
    if (rule.isMasked() && kept instanceof JsonObject entity) {
      value = rule.masked(look, path, entity, look.crowd().of(bit));
      if (value == null) {
        return null;
      }
    }
    Levels level = rule.enter(narrow, path, value, look);
    if (level.isNone()) {
      return null;
    }
    boolean full = level.full() != 0;
    if (!(value instanceof JsonObject object)) {
      if (full && value != null) {
        return value;
      }
      return rule.isStructure() ? inside(rule, level, null, bit) : null;
    }
    if (full && rule.isPlain()) {
      return censored(rule, level, object, bit);
    }
    if (!full && !rule.isStructure() && !rule.hasGate() && !rule.isEntity()) {
      return null;
    }
    JsonObject inside = inside(rule, level, value, bit);
    boolean bare = !full && rule.isEntity() && !rule.hasGate() && isBare(inside);
    return bare ? null : inside;
  }

  /** An object of which all is seen but what some of its named members say. */
  private JsonObject censored(ViewRules rule, Levels level, JsonObject value, long bit) {
    JsonObject seen = value;
    for (Map.Entry<String, ViewRules> each : rule.children()) {
      Object member = value.get(each.getKey());
      if (member != null) {
        path.add(each.getKey());
        Object shown = seen(each.getValue(), level, member, bit);
        path.remove(path.size() - 1);
        if (shown == null) {
          seen = seen.without(each.getKey(), value.version());
        } else if (shown != member) {
          seen = seen.with(each.getKey(), shown, value.version());
        }
      }
    }
    return seen;
  }

  private JsonObject inside(ViewRules rule, Levels level, @Nullable Object value, long bit) {
    Map<String, Object> members = new TreeMap<>();
    for (Map.Entry<String, ViewRules> each : rule.children()) {
      if (each.getValue().isStructure()) {
        member(each.getValue(), level, each.getKey(), null, bit, members);
      }
    }
    long version = 0;
    if (value instanceof JsonObject object) {
      version = object.version();
      if (brief && path.size() == 2 && !Sketch.isFree(path.get(0))) {
        for (String key : Sketch.MEMBERS) {
          Object kept = object.get(key);
          if (kept != null) {
            member(rule.child(key), level, key, kept, bit, members);
          }
        }
        return JsonObject.of(members, version);
      }
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        member(rule.child(c.key()), level, c.key(), c.value(), bit, members);
      }
    }
    return JsonObject.of(members, version);
  }

  private void member(
      @Nullable ViewRules rule,
      Levels level,
      String key,
      @Nullable Object value,
      long bit,
      Map<String, Object> into) {
    path.add(key);
    Object seen = seen(rule, level, value, bit);
    path.remove(path.size() - 1);
    if (seen != null) {
      into.put(key, seen);
    }
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

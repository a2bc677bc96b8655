package io.tablekeep.engine.view;

import io.tablekeep.engine.rules.PathPattern;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is visible to whom below one place of the document: a tree of declared keys. Built once per
 * campaign, then immutable.
 */
final class ViewRules {
  private final Map<String, ViewRules> named = new HashMap<>();
  private @Nullable ViewRules any;
  private @Nullable Gate gate;
  private @Nullable Audience audience;

  /** Whether this place is one of many under a wildcard. */
  private boolean entity;

  ViewRules below(String key) {
    if (key.equals(PathPattern.ANY)) {
      if (any == null) {
        any = new ViewRules();
        any.entity = true;
      }
      return any;
    }
    return named.computeIfAbsent(key, k -> new ViewRules());
  }

  ViewRules at(PathPattern pattern) {
    ViewRules rules = this;
    for (String key : pattern.keys()) {
      rules = rules.below(key);
    }
    return rules;
  }

  void gate(String pattern, Gate decides) {
    at(PathPattern.parse(pattern)).gate = decides;
  }

  void show(PathPattern pattern, Audience to) {
    at(pattern).audience = to;
  }

  void show(String pattern, Audience to) {
    show(PathPattern.parse(pattern), to);
  }

  @Nullable ViewRules child(String key) {
    ViewRules rules = named.get(key);
    return rules == null ? any : rules;
  }

  /** Keys that the view always has, as objects, so that their absence tells nothing. */
  Iterable<Map.Entry<String, ViewRules>> structure() {
    return named.entrySet();
  }

  boolean isStructure() {
    return gate == null && audience == null && !entity && !(named.isEmpty() && any == null);
  }

  boolean hasGate() {
    return gate != null;
  }

  boolean isEntity() {
    return entity;
  }

  /** The level inside this place, given the level around it. */
  Level enter(Level around, String key, @Nullable Object value, JsonObject root, Viewer viewer) {
    if (around == Level.NONE) {
      return Level.NONE;
    }
    if (gate != null && value instanceof JsonObject object) {
      return gate.open(key, object, root, viewer);
    }
    if (audience == null || audience instanceof Audience.Owner) {
      return around;
    }
    if (audience instanceof Audience.Gm) {
      return Level.NONE;
    }
    return admits(audience, root, viewer) ? Level.FULL : around;
  }

  private static boolean admits(Audience audience, JsonObject root, Viewer viewer) {
    if (audience instanceof Audience.Everyone) {
      return true;
    }
    if (audience instanceof Audience.Named named) {
      return named.participants().contains(viewer.participant());
    }
    return audience instanceof Audience.OwnerOf of
        && viewer.participant().equals(Trees.get(root, Pointer.of("actors", of.actor(), "owner")));
  }
}

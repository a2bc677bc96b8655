package io.tablekeep.engine.view;

import io.tablekeep.engine.rules.PathPattern;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private @Nullable Mask mask;
  private @Nullable Reference reference;

  /** Whether this place is one of many under a wildcard. */
  private boolean entity;

  /** Whether something below is shown to those who do not see all of this place. */
  private boolean opensBelow;

  /** Decides for one entity how much of it each viewer sees. Pure. */
  @FunctionalInterface
  interface Gate {
    /**
     * Decides.
     *
     * @param look the document it stands in, and who looks
     * @param path where it stands, its own key last
     * @param entity the entity
     * @param around who sees how much around it
     * @return who sees how much of it; nobody new
     */
    Levels open(Look look, List<String> path, JsonObject entity, Levels around);
  }

  /** Changes how an entity looks to one viewer, before anything else is asked about it. Pure. */
  @FunctionalInterface
  interface Mask {
    /**
     * Changes.
     *
     * @param look the document it stands in
     * @param path where it stands, its own key last
     * @param entity the entity
     * @param viewer who looks
     * @return what they may see at most; null for nothing
     */
    @Nullable JsonObject seen(Look look, List<String> path, JsonObject entity, Viewer viewer);
  }

  /** Finds what a value names; it is seen by those who see that. Pure. */
  @FunctionalInterface
  interface Reference {
    /**
     * Finds it.
     *
     * @param path where the value stands
     * @param value the value
     * @return the place of what it names; null if it names nothing
     */
    @Nullable List<String> target(List<String> path, Object value);
  }

  private ViewRules below(String key) {
    if (key.equals(PathPattern.ANY)) {
      if (any == null) {
        any = new ViewRules();
        any.entity = true;
      }
      return any;
    }
    return named.computeIfAbsent(key, k -> new ViewRules());
  }

  private ViewRules at(PathPattern pattern, boolean opens) {
    ViewRules rules = this;
    for (String key : pattern.keys()) {
      rules.opensBelow |= opens;
      rules = rules.below(key);
    }
    return rules;
  }

  void gate(String pattern, Gate decides) {
    at(PathPattern.parse(pattern), true).gate = decides;
  }

  void mask(String pattern, Mask changes) {
    at(PathPattern.parse(pattern), false).mask = changes;
  }

  void refers(String pattern, Reference to) {
    at(PathPattern.parse(pattern), false).reference = to;
  }

  void show(PathPattern pattern, Audience to) {
    boolean opens = !(to instanceof Audience.Gm || to instanceof Audience.Owner);
    at(pattern, opens).audience = to;
  }

  void show(String pattern, Audience to) {
    show(PathPattern.parse(pattern), to);
  }

  @Nullable ViewRules child(String key) {
    ViewRules rules = named.get(key);
    return rules == null ? any : rules;
  }

  Iterable<Map.Entry<String, ViewRules>> children() {
    return named.entrySet();
  }

  /** Whether the place is always there as an object, so that its absence tells nothing. */
  boolean isStructure() {
    return opensBelow && !entity && gate == null;
  }

  boolean isLeaf() {
    return named.isEmpty() && any == null && mask == null && gate == null;
  }

  /** Whether all that is inside depends on the named keys and on how much one sees of the place. */
  boolean isPlain() {
    return any == null && !opensBelow;
  }

  boolean hasGate() {
    return gate != null;
  }

  boolean isEntity() {
    return entity;
  }

  boolean isMasked() {
    return mask != null;
  }

  @Nullable JsonObject masked(Look look, List<String> path, JsonObject entity, Viewer viewer) {
    return mask == null ? entity : mask.seen(look, path, entity, viewer);
  }

  /** Who sees how much inside this place, given that around it. */
  Levels enter(Levels around, List<String> path, @Nullable Object value, Look look) {
    if (around.isNone()) {
      return Levels.NONE;
    }
    if (audience instanceof Audience.Gm) {
      return Levels.NONE;
    }
    Levels levels = around;
    if (gate != null && value instanceof JsonObject object) {
      levels = gate.open(look, path, object, around);
    } else if (audience != null) {
      levels = around.raised(admitted(audience, look));
    }
    if (reference != null && value != null) {
      List<String> target = reference.target(path, value);
      levels = levels.and(target == null ? 0 : look.sees(target));
    }
    return levels;
  }

  private static long admitted(Audience audience, Look look) {
    if (audience instanceof Audience.Everyone) {
      return -1L;
    }
    long bits = 0;
    if (audience instanceof Audience.Named named) {
      for (String participant : named.participants()) {
        bits |= look.crowd().bit(participant);
      }
    } else if (audience instanceof Audience.OwnerOf of) {
      bits = look.owner(of.actor());
    }
    return bits;
  }

  /** Actors whose owners declared places are for. */
  Set<String> ownersOf() {
    Set<String> actors = new HashSet<>();
    List<ViewRules> open = new ArrayList<>(List.of(this));
    while (!open.isEmpty()) {
      ViewRules rules = open.remove(open.size() - 1);
      if (rules.audience instanceof Audience.OwnerOf of) {
        actors.add(of.actor());
      }
      open.addAll(rules.named.values());
      if (rules.any != null) {
        open.add(rules.any);
      }
    }
    return actors;
  }
}

package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Scene;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The reverse index: from what has changed to the places that are seen differently because of it,
 * although nothing has changed there. Whoever lets a gate, mask or reference depend on something
 * outside its own entity says so here; the test that compares with whole views finds what is
 * missing.
 *
 * <ul>
 *   <li>who owns an actor or sees it: its tokens and combatants, and whatever names it
 *   <li>the current map, hidden maps, drafts and secret places: whatever names them
 *   <li>a combatant: whose turn it is, and which round ({@link TurnShown}: the whole encounter)
 *   <li>a hidden layer: the tokens of its map
 *   <li>eyes, walls, light: tokens, by {@link SightShifts}
 * </ul>
 */
final class Shifts {
  private static final String TOKENS = "tokens";
  private static final String ENCOUNTERS = "encounters";

  private final Look then;
  private final Look now;
  private final Set<String> ownersOf;
  private final Extra extra = new Extra();
  private final TreeSet<String> mapsSeenAnew = new TreeSet<>();

  Shifts(Look then, Look now, Set<String> ownersOf) {
    this.then = then;
    this.now = now;
    this.ownersOf = ownersOf;
  }

  /** Where to look, or null when what has changed tells all. */
  @Nullable Extra find() {
    actors();
    if (differ("currentSession")) {
      session();
    }
    for (String collection : List.of("items", ENCOUNTERS, "locations")) {
      if (differ(collection)) {
        linked(collection, seenAnew(collection));
      }
    }
    if (differ(ENCOUNTERS)) {
      turns();
    }
    if (differ("participants") && now.crowd().watchers() != 0) {
      extra.below(Link.MAPS);
    }
    if (differ(Link.MAPS)) {
      mapsSeenAnew.addAll(seenAnew(Link.MAPS));
    }
    for (String map : mapsSeenAnew) {
      extra.at(Link.MAPS, map);
    }
    linked(Link.MAPS, mapsSeenAnew);
    maps();
    return extra.isEmpty() ? null : extra;
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private boolean differ(String key) {
    return then.root().get(key) != now.root().get(key);
  }

  private void actors() {
    if (!differ(Link.ACTORS)) {
      return;
    }
    TreeSet<String> changed = new TreeSet<>();
    each(
        then.root().get(Link.ACTORS),
        now.root().get(Link.ACTORS),
        (key, a, b) -> {
          boolean owner = !Objects.equals(owner(a), owner(b));
          if (owner && ownersOf.contains(key)) {
            now.root().keys().forEach(extra::below);
          }
          if (owner
              || then.sees(List.of(Link.ACTORS, key)) != now.sees(List.of(Link.ACTORS, key))) {
            changed.add(key);
          }
        });
    linked(Link.ACTORS, changed);
  }

  private static @Nullable Object owner(@Nullable Object actor) {
    return actor instanceof JsonObject object ? object.get("owner") : null;
  }

  /** The current map is seen also when it is hidden. */
  private void session() {
    for (Look look : List.of(then, now)) {
      if (Trees.get(look.root(), "currentSession", "map") instanceof String map
          && then.sees(List.of(Link.MAPS, map)) != now.sees(List.of(Link.MAPS, map))) {
        mapsSeenAnew.add(map);
      }
    }
  }

  /** Entities that someone did not see before or does not see any more. */
  private Collection<String> seenAnew(String collection) {
    TreeSet<String> found = new TreeSet<>();
    each(
        then.root().get(collection),
        now.root().get(collection),
        (key, a, b) -> {
          List<String> at = List.of(collection, key);
          if (then.sees(at) != now.sees(at)) {
            found.add(key);
          }
        });
    return found;
  }

  private void linked(String collection, Collection<String> changed) {
    if (changed.isEmpty()) {
      return;
    }
    Set<String> keys = Set.copyOf(changed);
    for (Link link : Link.ALL) {
      if (link.collection().equals(collection)) {
        link.each(now.root(), keys, this::named);
      }
    }
  }

  private void named(String[] at) {
    if (at[0].equals(Link.MAPS) && at[2].equals(TOKENS)) {
      extra.below(Link.MAPS, at[1], TOKENS, at[3]);
    } else if (at[0].equals(ENCOUNTERS) && at[2].equals("order")) {
      extra.below(ENCOUNTERS, at[1], "order", at[3]);
      extra.at(ENCOUNTERS, at[1], "turn");
    } else {
      extra.at(at);
    }
  }

  private void turns() {
    each(
        then.root().get(ENCOUNTERS),
        now.root().get(ENCOUNTERS),
        (key, a, b) -> {
          if (a instanceof JsonObject x
              && b instanceof JsonObject y
              && !Objects.equals(x.get("order"), y.get("order"))) {
            extra.at(ENCOUNTERS, key, "turn");
          }
        });
  }

  /** What changed on maps that are seen; and whose eyes, on those where owners changed. */
  private void maps() {
    TreeSet<String> touched = new TreeSet<>();
    Extra owned = extra.child(Link.MAPS);
    if (owned != null && owned.isAll()) {
      extra.below(ENCOUNTERS);
      return;
    }
    if (owned != null) {
      touched.addAll(owned.keys());
    }
    if (differ(Link.MAPS)) {
      each(then.root().get(Link.MAPS), now.root().get(Link.MAPS), (key, a, b) -> touched.add(key));
    }
    TreeSet<String> tokens = new TreeSet<>();
    for (String map : mapsSeenAnew) {
      for (Look look : List.of(then, now)) {
        for (String token : members(Trees.get(look.root(), Link.MAPS, map, TOKENS))) {
          tokens.add(map + '/' + token);
        }
      }
    }
    for (String map : touched) {
      if (!mapsSeenAnew.contains(map) && now.sees(List.of(Link.MAPS, map)) != 0) {
        map(map, tokens);
      }
    }
    if (!tokens.isEmpty()) {
      combatants(tokens);
    }
  }

  private void map(String key, Set<String> tokens) {
    JsonObject a = (JsonObject) Objects.requireNonNull(Trees.get(then.root(), Link.MAPS, key));
    JsonObject b = (JsonObject) Objects.requireNonNull(Trees.get(now.root(), Link.MAPS, key));
    Scene was = then.scene(key);
    Scene is = now.scene(key);
    if ((was == null) != (is == null) || !Objects.equals(a.get("grid"), b.get("grid"))) {
      extra.below(Link.MAPS, key);
    }
    if (!Objects.equals(a.get("layers"), b.get("layers"))) {
      extra.below(Link.MAPS, key, TOKENS);
    }
    if (was != null && is != null) {
      new SightShifts(then, now, key, extra).find(was, is, a, b);
    }
    Extra looked = extra.find(Link.MAPS, key, TOKENS);
    TreeSet<String> keys = new TreeSet<>();
    if (looked != null) {
      keys.addAll(looked.isAll() ? members(b.get(TOKENS)) : looked.keys());
    }
    each(a.get(TOKENS), b.get(TOKENS), (token, x, y) -> keys.add(token));
    for (String token : keys) {
      List<String> at = List.of(Link.MAPS, key, TOKENS, token);
      if (then.sees(at) != now.sees(at)) {
        tokens.add(key + '/' + token);
      }
    }
  }

  /** Combatants that name a token which is seen or not seen anew. */
  private void combatants(Set<String> tokens) {
    for (String fight : members(now.root().get(ENCOUNTERS))) {
      Object order = Trees.get(now.root(), ENCOUNTERS, fight, "order");
      for (String one : members(order)) {
        if (Trees.get(Objects.requireNonNull(order), one, "token") instanceof String token
            && tokens.contains(token)) {
          extra.at(ENCOUNTERS, fight, "order", one, "token");
        }
      }
    }
  }

  private static List<String> members(@Nullable Object value) {
    return value instanceof JsonObject object ? object.keys() : List.of();
  }

  private static void each(
      @Nullable Object before, @Nullable Object after, JsonObject.MemberVisitor use) {
    JsonObject.differing(
        before instanceof JsonObject a ? a : JsonObject.empty(0),
        after instanceof JsonObject b ? b : JsonObject.empty(0),
        use);
  }
}

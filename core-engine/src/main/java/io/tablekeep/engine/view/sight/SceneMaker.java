package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.geometry.sight.Sight;
import io.tablekeep.sdk.geometry.sight.Walls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a scene anew, or from an earlier one by what differs. Used once each.
 *
 * <p>What depends on what: eyes on their tokens, their owners and on walls and lamps as a whole;
 * who sees a token on the token, the eyes, and lamps that shone or shine near it.
 */
@SuppressWarnings("ReferenceEquality") // one instance has not changed
final class SceneMaker {
  private final JsonObject map;
  private final @Nullable JsonObject actors;
  private final @Nullable JsonObject members;

  SceneMaker(JsonObject map, @Nullable JsonObject actors, @Nullable JsonObject members) {
    this.map = map;
    this.actors = actors;
    this.members = members;
  }

  Scene anew(Slots slots) {
    JsonObject tokens = Read.object(map, "tokens");
    String[] keys = tokens == null ? new String[0] : tokens.keys().toArray(new String[0]);
    TokenFact[] facts = new TokenFact[keys.length];
    for (int i = 0; i < keys.length; i++) {
      facts[i] = fact(tokens == null ? null : tokens.get(keys[i]));
    }
    Map<String, Barrier> barriers = new HashMap<>();
    JsonObject walls = Read.object(map, "walls");
    for (JsonObject.Cursor c = walls == null ? null : walls.cursor(); c != null && c.next(); ) {
      Barrier barrier = Read.barrier(c.value());
      if (barrier != null) {
        barriers.put(c.key(), barrier);
      }
    }
    Sight sight = new Sight(Walls.of(barriers), lamps(facts), ambient());
    return new Scene(map, actors, members, sight, keys, facts, slots, new EyeSet[0]);
  }

  Scene after(Scene old, Slots slots) {
    boolean layers = old.map.get("layers") != map.get("layers");
    TokenFact[] facts = facts(old, layers);
    String[] keys = lastKeys;
    Walls walls = walls(old);
    boolean lit = old.map.get("lights") != map.get("lights") || ambient() != old.sight.ambient();
    List<Lamp> moved = lit ? List.of() : movedLamps(old, keys, facts);
    Sight sight = old.sight;
    if (walls != sight.walls() || lit) {
      sight = new Sight(walls, lamps(facts), ambient());
      for (int i = 0; i < facts.length; i++) {
        facts[i] = facts[i].renewed();
      }
    } else if (!moved.isEmpty()) {
      sight = sight.with(lamps(facts));
      for (int i = 0; i < facts.length; i++) {
        if (isNear(facts[i], moved)) {
          facts[i] = facts[i].renewed();
        }
      }
    }
    EyeSet[] eyes = eyes(old, keys, facts, sight, walls == old.sight.walls() && !lit);
    Scene made = new Scene(map, actors, members, sight, keys, facts, slots, eyes);
    if (old.map.get("walls") == map.get("walls")) {
      made.keepBoxes(old);
    }
    return made;
  }

  private String[] lastKeys = {};

  /** The facts of now; those of tokens that have not changed are the old ones. */
  private TokenFact[] facts(Scene old, boolean layers) {
    JsonObject before = Read.object(old.map, "tokens");
    JsonObject after = Read.object(map, "tokens");
    JsonObject was = before == null ? JsonObject.empty(0) : before;
    JsonObject is = after == null ? JsonObject.empty(0) : after;
    TokenFact[] facts;
    boolean[] sameKeys = {true};
    Map<String, Object> changed = new HashMap<>(4);
    JsonObject.differing(
        was,
        is,
        (key, a, b) -> {
          sameKeys[0] &= a != null && b != null;
          if (b != null) {
            changed.put(key, b);
          }
        });
    if (sameKeys[0]) {
      lastKeys = old.keys;
      facts = old.facts.clone();
      changed.forEach((key, token) -> facts[old.indexOf(key)] = fact(token));
    } else {
      lastKeys = is.keys().toArray(new String[0]);
      facts = new TokenFact[lastKeys.length];
      for (int i = 0; i < facts.length; i++) {
        Object token = changed.get(lastKeys[i]);
        facts[i] = token == null ? old.facts[old.indexOf(lastKeys[i])] : fact(token);
      }
    }
    boolean owners = ownersDiffer(old);
    for (int i = 0; (layers || owners) && i < facts.length; i++) {
      TokenFact fact = facts[i];
      if (!Objects.equals(fact.owner, owner(fact.actor)) || fact.hidden != isHidden(fact.token)) {
        facts[i] = fact(fact.token);
      }
    }
    return facts;
  }

  private boolean ownersDiffer(Scene old) {
    if (old.actors == actors) {
      return false;
    }
    if (old.actors == null || actors == null) {
      return true;
    }
    boolean[] differ = {false};
    JsonObject.differing(
        old.actors, actors, (key, a, b) -> differ[0] |= !Objects.equals(ownerOf(a), ownerOf(b)));
    return differ[0];
  }

  private Walls walls(Scene old) {
    JsonObject before = Read.object(old.map, "walls");
    JsonObject after = Read.object(map, "walls");
    Walls[] walls = {old.sight.walls()};
    JsonObject.differing(
        before == null ? JsonObject.empty(0) : before,
        after == null ? JsonObject.empty(0) : after,
        (key, a, b) -> {
          Barrier was = Read.barrier(a);
          Barrier is = Read.barrier(b);
          if (is == null && was != null) {
            walls[0] = walls[0].without(key);
          } else if (is != null && !is.equals(was)) {
            walls[0] = walls[0].with(key, is);
          }
        });
    return walls[0];
  }

  /** Lamps that tokens carried somewhere else, or carry now; only where it is dark they matter. */
  private List<Lamp> movedLamps(Scene old, String[] keys, TokenFact[] facts) {
    if (ambient() != Illumination.DARK || facts == old.facts) {
      return List.of();
    }
    List<Lamp> moved = new ArrayList<>(0);
    for (int i = 0; i < facts.length; i++) {
      int there = keys == old.keys ? i : old.indexOf(keys[i]);
      Lamp was = there < 0 ? null : old.facts[there].lamp;
      if (!Objects.equals(was, facts[i].lamp)) {
        add(was, moved);
        add(facts[i].lamp, moved);
      }
    }
    for (int i = 0; keys != old.keys && i < old.keys.length; i++) {
      if (Arrays.binarySearch(keys, old.keys[i]) < 0) {
        add(old.facts[i].lamp, moved);
      }
    }
    return moved;
  }

  private static void add(@Nullable Lamp lamp, List<Lamp> to) {
    if (lamp != null) {
      to.add(lamp);
    }
  }

  private static boolean isNear(TokenFact fact, List<Lamp> lamps) {
    for (Lamp lamp : lamps) {
      double reach = lamp.dim() + fact.space.width() + fact.space.height();
      if (lamp.at().to(fact.space.middle()) <= reach) {
        return true;
      }
    }
    return false;
  }

  /** The eyes that stay; the others are found when they are asked for. */
  private EyeSet[] eyes(
      Scene old, String[] keys, TokenFact[] facts, Sight sight, boolean sameSight) {
    EyeSet[] eyes = sameSight ? old.knownEyes() : new EyeSet[0];
    if (old.members != members) {
      forget(eyes, old.slot(Scene.EVERYONE));
    }
    for (int i = 0; i < facts.length; i++) {
      int there = keys == old.keys ? i : old.indexOf(keys[i]);
      TokenFact was = there < 0 ? null : old.facts[there];
      if (was != facts[i]) {
        drop(eyes, old, was, facts[i]);
      }
    }
    for (int i = 0; keys != old.keys && i < old.keys.length; i++) {
      if (Arrays.binarySearch(keys, old.keys[i]) < 0) {
        drop(eyes, old, old.facts[i], null);
      }
    }
    for (int slot = 0; sight != old.sight && slot < eyes.length; slot++) {
      if (eyes[slot] != null) {
        // Lamps moved: what is far from them is seen as before, so the answers stay good.
        EyeSet kept = eyes[slot];
        eyes[slot] = new EyeSet(slot, kept.eyes(), sight, kept.yes(), kept.no());
      }
    }
    return eyes;
  }

  private static void drop(
      EyeSet[] eyes, Scene old, @Nullable TokenFact was, @Nullable TokenFact is) {
    boolean same =
        was != null
            && is != null
            && Objects.equals(was.owner, is.owner)
            && Objects.equals(was.eye, is.eye);
    if (!same) {
      forget(eyes, old, was);
      forget(eyes, old, is);
    }
  }

  private static void forget(EyeSet[] eyes, Scene old, @Nullable TokenFact fact) {
    if (fact != null && fact.owner != null && fact.eye != null) {
      forget(eyes, old.slot(fact.owner));
      forget(eyes, old.slot(Scene.EVERYONE));
    }
  }

  @SuppressWarnings("NullAway") // an empty slot is null
  private static void forget(EyeSet[] eyes, int slot) {
    if (slot >= 0 && slot < eyes.length) {
      eyes[slot] = null;
    }
  }

  private TokenFact fact(@Nullable Object value) {
    JsonObject token = value instanceof JsonObject object ? object : JsonObject.empty(0);
    String actor = token.get("actor") instanceof String text ? text : null;
    return new TokenFact(token, owner(actor), !(value instanceof JsonObject) || isHidden(token));
  }

  private boolean isHidden(JsonObject token) {
    if (Read.isTrue(token, "hidden")) {
      return true;
    }
    JsonObject layers = Read.object(map, "layers");
    return layers != null
        && token.get("layer") instanceof String layer
        && Read.isTrue(Read.object(layers, layer), "hidden");
  }

  private @Nullable String owner(@Nullable String actor) {
    return actor == null || actors == null ? null : ownerOf(actors.get(actor));
  }

  private static @Nullable String ownerOf(@Nullable Object actor) {
    return actor instanceof JsonObject object && object.get("owner") instanceof String owner
        ? owner
        : null;
  }

  private Illumination ambient() {
    return Read.ambient(Read.object(map, "lighting"));
  }

  /** The lamps that shine; none where it is light enough without. */
  private List<Lamp> lamps(TokenFact[] facts) {
    List<Lamp> lamps = new ArrayList<>();
    if (ambient() != Illumination.DARK) {
      return lamps;
    }
    JsonObject lights = Read.object(map, "lights");
    for (JsonObject.Cursor c = lights == null ? null : lights.cursor(); c != null && c.next(); ) {
      add(Read.lamp(c.value()), lamps);
    }
    for (TokenFact fact : facts) {
      add(fact.lamp, lamps);
    }
    return lamps;
  }
}

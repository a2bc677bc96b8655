package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Point;
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
  private static final Sight NOTHING = new Sight(Walls.of(Map.of()), List.of(), Illumination.DARK);
  private static final Tiles ONE = new Tiles(1, 1, 1);

  final JsonObject map;
  final @Nullable JsonObject actors;
  final @Nullable JsonObject members;
  Sight sight = NOTHING;
  Tiles tiles = ONE;
  String[] keys = {};
  TokenFact[] facts = {};
  EyeSet[] eyes = {};
  Sightings[] earlier = {};
  long[] changed = {};
  long[] hidden = {};
  double[] middles = {};

  SceneMaker(JsonObject map, @Nullable JsonObject actors, @Nullable JsonObject members) {
    this.map = map;
    this.actors = actors;
    this.members = members;
  }

  Scene anew(Slots slots) {
    JsonObject tokens = Read.object(map, "tokens");
    keys = tokens == null ? keys : tokens.keys().toArray(keys);
    facts = new TokenFact[keys.length];
    for (int i = 0; i < keys.length; i++) {
      facts[i] = fact(tokens == null ? null : tokens.get(keys[i]));
    }
    tabulate();
    Map<String, Barrier> barriers = new HashMap<>();
    JsonObject walls = Read.object(map, "walls");
    for (JsonObject.Cursor c = walls == null ? null : walls.cursor(); c != null && c.next(); ) {
      Barrier barrier = Read.barrier(c.value());
      if (barrier != null) {
        barriers.put(c.key(), barrier);
      }
    }
    sight = new Sight(Walls.of(barriers), lamps(), ambient());
    tiles = Tiles.of(map);
    return new Scene(this, slots, new Explored[Slots.MOST]);
  }

  Scene after(Scene old, Slots slots) {
    boolean layers = old.map.get("layers") != map.get("layers");
    facts(old, layers);
    Walls walls = walls(old);
    boolean lit = old.map.get("lights") != map.get("lights") || ambient() != old.sight.ambient();
    List<Lamp> moved = lit ? List.of() : movedLamps(old);
    sight = old.sight;
    if (walls != sight.walls() || lit) {
      sight = new Sight(walls, lamps(), ambient());
      for (int i = 0; i < facts.length; i++) {
        facts[i] = facts[i].renewed();
      }
    } else if (!moved.isEmpty()) {
      sight = sight.with(lamps());
      for (int i = 0; i < facts.length; i++) {
        if (isNear(facts[i], moved)) {
          facts[i] = facts[i].renewed();
        }
      }
    }
    boolean sameSight = walls == old.sight.walls() && !lit;
    eyes = eyes(old, sameSight);
    follow(old, sameSight);
    tiles = old.map.get("grid") == map.get("grid") ? old.tiles : Tiles.of(map);
    Scene made = new Scene(this, slots, old.knownExplored());
    if (old.map.get("walls") == map.get("walls")) {
      made.keepBoxes(old);
    }
    return made;
  }

  /** Which tokens are hidden or changed, and whether what was seen of the others still holds. */
  private void follow(Scene old, boolean sameSight) {
    if (keys != old.keys) {
      tabulate();
      return;
    }
    hidden = old.hidden();
    middles = old.middles().clone();
    changed = Sightings.none(facts.length);
    for (int i = 0; i < facts.length; i++) {
      if (facts[i] != old.facts[i]) {
        Sightings.put(changed, i, true);
        middle(i);
        if (facts[i].hidden != Sightings.has(hidden, i)) {
          hidden = hidden == old.hidden() ? hidden.clone() : hidden;
          Sightings.put(hidden, i, facts[i].hidden);
        }
      }
    }
    if (sameSight) {
      earlier = old.knownSightings();
    }
  }

  private void tabulate() {
    hidden = Sightings.none(facts.length);
    middles = new double[2 * facts.length];
    for (int i = 0; i < facts.length; i++) {
      Sightings.put(hidden, i, facts[i].hidden);
      middle(i);
    }
  }

  private void middle(int index) {
    Point middle = facts[index].space.middle();
    middles[2 * index] = middle.x();
    middles[2 * index + 1] = middle.y();
  }

  /** The facts of now; those of tokens that have not changed are the old ones. */
  private void facts(Scene old, boolean layers) {
    JsonObject before = Read.object(old.map, "tokens");
    JsonObject after = Read.object(map, "tokens");
    JsonObject was = before == null ? JsonObject.empty(0) : before;
    JsonObject is = after == null ? JsonObject.empty(0) : after;
    boolean[] sameKeys = {true};
    Map<String, Object> differ = new HashMap<>(4);
    JsonObject.differing(
        was,
        is,
        (key, a, b) -> {
          sameKeys[0] &= a != null && b != null;
          if (b != null) {
            differ.put(key, b);
          }
        });
    if (sameKeys[0]) {
      keys = old.keys;
      facts = old.facts.clone();
      differ.forEach((key, token) -> facts[old.indexOf(key)] = fact(token));
    } else {
      keys = is.keys().toArray(new String[0]);
      facts = new TokenFact[keys.length];
      for (int i = 0; i < facts.length; i++) {
        Object token = differ.get(keys[i]);
        facts[i] = token == null ? old.facts[old.indexOf(keys[i])] : fact(token);
      }
    }
    boolean owners = ownersDiffer(old);
    for (int i = 0; (layers || owners) && i < facts.length; i++) {
      TokenFact fact = facts[i];
      if (!Objects.equals(fact.owner, owner(fact.actor)) || fact.hidden != isHidden(fact.token)) {
        facts[i] = fact(fact.token);
      }
    }
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
  private List<Lamp> movedLamps(Scene old) {
    if (ambient() != Illumination.DARK) {
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
  private EyeSet[] eyes(Scene old, boolean sameSight) {
    EyeSet[] kept = sameSight ? old.knownEyes() : new EyeSet[0];
    if (old.members != members) {
      forget(kept, old.slot(Scene.EVERYONE));
    }
    for (int i = 0; i < facts.length; i++) {
      int there = keys == old.keys ? i : old.indexOf(keys[i]);
      TokenFact was = there < 0 ? null : old.facts[there];
      if (was != facts[i]) {
        drop(kept, old, was, facts[i]);
      }
    }
    for (int i = 0; keys != old.keys && i < old.keys.length; i++) {
      if (Arrays.binarySearch(keys, old.keys[i]) < 0) {
        drop(kept, old, old.facts[i], null);
      }
    }
    return kept;
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
  private List<Lamp> lamps() {
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

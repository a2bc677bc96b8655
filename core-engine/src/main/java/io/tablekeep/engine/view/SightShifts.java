package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.sight.Explored;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.engine.view.sight.Sightings;
import java.util.Arrays;

/**
 * Finds the tokens of one map that sight shows or hides, and the walls and lights found anew. After
 * a change of walls or lights all eyes are asked again, those too that see nothing of it: that
 * costs time, and no byte, as what is found is only where to compare. How long it takes is not
 * promised to be a secret.
 */
final class SightShifts {
  private final Look then;
  private final Look now;
  private final String map;
  private final Extra extra;

  SightShifts(Look then, Look now, String map, Extra extra) {
    this.then = then;
    this.now = now;
    this.map = map;
    this.extra = extra;
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  void find(Scene was, Scene is, JsonObject a, JsonObject b) {
    boolean aligned = is.hasTokensOf(was);
    for (int i = 0; i < now.crowd().size(); i++) {
      Sightings before = then.sightings(was, i);
      Sightings after = now.sightings(is, i);
      if (before != after) {
        tokens(was, is, before, after, aligned);
      }
    }
    if (a.get("explored") != b.get("explored")) {
      for (int i = 0; i < now.crowd().size(); i++) {
        explored(was, is, now.crowd().viewer(i).eyes());
      }
    }
  }

  /** Those that were there before, too, and are seen by someone who did not, or the other way. */
  private void tokens(Scene was, Scene is, Sightings before, Sightings after, boolean aligned) {
    for (int token = 0; token < is.tokens(); token++) {
      int there = aligned ? token : was.indexOf(is.key(token));
      if (there >= 0 && before.has(there) != after.has(token)) {
        extra.at("maps", map, "tokens", is.key(token));
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private void explored(Scene was, Scene is, String who) {
    Explored before = was.explored(who);
    Explored after = is.explored(who);
    if (before == after) {
      return;
    }
    long[] differ = after.difference(before);
    if (Arrays.stream(differ).allMatch(row -> row == 0)) {
      return;
    }
    for (String wall : is.wallsNear(differ, after.tiles())) {
      extra.at("maps", map, "walls", wall);
    }
    extra.below("maps", map, "lights");
    extra.below("maps", map, "drawings");
  }
}

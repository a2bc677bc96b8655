package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.sight.Explored;
import io.tablekeep.engine.view.sight.Scene;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the tokens of one map that sight shows or hides, and the walls and lights found anew. */
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
    Crowd crowd = now.crowd();
    boolean[] changed = new boolean[crowd.size()];
    boolean any = false;
    for (int i = 0; i < changed.length; i++) {
      changed[i] = !was.sameEyes(crowd.viewer(i).eyes(), is);
      any |= changed[i];
    }
    for (int token = 0; token < is.tokens(); token++) {
      int there =
          was.tokens() == is.tokens() && was.key(token).equals(is.key(token))
              ? token
              : was.indexOf(is.key(token));
      if (there < 0) {
        continue;
      }
      boolean same = is.isSame(token, was, there);
      if ((any || !same) && differs(was, there, is, token, same ? changed : null)) {
        extra.at("maps", map, "tokens", is.key(token));
      }
    }
    if (a.get("explored") != b.get("explored")) {
      for (int i = 0; i < crowd.size(); i++) {
        explored(was, is, crowd.viewer(i).eyes());
      }
    }
  }

  /** Whether someone sees a token anew; asked are only those whose eyes changed, if so known. */
  private boolean differs(Scene was, int there, Scene is, int token, boolean @Nullable [] changed) {
    for (int i = 0; i < now.crowd().size(); i++) {
      if (changed == null || changed[i]) {
        String eyes = now.crowd().viewer(i).eyes();
        if (was.sees(eyes, there) != is.sees(eyes, token)) {
          return true;
        }
      }
    }
    return false;
  }

  private void explored(Scene was, Scene is, String who) {
    Explored before = then.explored(map, was, who);
    Explored after = now.explored(map, is, who);
    long[] differ = after.difference(before);
    if (Arrays.stream(differ).allMatch(row -> row == 0)) {
      return;
    }
    for (String wall : is.wallsNear(differ, after.tiles())) {
      extra.at("maps", map, "walls", wall);
    }
    extra.below("maps", map, "lights");
  }
}

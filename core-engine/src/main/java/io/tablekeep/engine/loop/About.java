package io.tablekeep.engine.loop;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a signal is about, as its payload says. Immutable.
 *
 * @param things what both sender and receiver must see
 * @param place the place on a map that the receiver must know
 * @param to whom it is for besides those who run the game; null: everyone
 */
record About(List<Pointer> things, Optional<Place> place, @Nullable JsonArray to) {
  /**
   * A place on a map.
   *
   * @param map the map
   * @param at the place
   */
  record Place(Pointer map, Point at) {}

  /** Reads a payload; throws what the references throw. */
  static About of(Object payload) {
    if (!(payload instanceof JsonObject object)) {
      return new About(List.of(), Optional.empty(), null);
    }
    List<Pointer> things = new ArrayList<>(2);
    Optional<Place> place = Optional.empty();
    if (object.get("token") instanceof String token) {
      things.add(TokenRef.parse(token).pointer());
    }
    if (object.get("map") instanceof String key) {
      Pointer map = MapRef.parse(key).pointer();
      things.add(map);
      if (object.get("x") instanceof Number x && object.get("y") instanceof Number y) {
        place = Optional.of(new Place(map, new Point(x.doubleValue(), y.doubleValue())));
      }
    }
    return new About(
        List.copyOf(things), place, object.get("to") instanceof JsonArray array ? array : null);
  }

  boolean isTo(Participant who) {
    return to == null || who.role().runsGame() || to.elements().contains(who.id());
  }
}

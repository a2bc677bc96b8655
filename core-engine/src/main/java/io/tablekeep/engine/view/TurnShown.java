package io.tablekeep.engine.view;

import io.tablekeep.engine.rules.TurnOrder;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn an encounter shows. While one is on whom the viewer does not know of, it looks as if
 * that one did not take part: the next they know of is on, in a new round if there are none left in
 * this one. So nobody can tell from turns that somebody hidden takes some. Who knows of nobody in
 * it is told neither turn nor round.
 */
final class TurnShown {
  private static final String ORDER = "order";
  private static final String TURN = "turn";
  private static final String ROUND = "round";
  private static final String INITIATIVE = "initiative";

  private TurnShown() {}

  /** The mask of {@code encounters/*}. */
  static JsonObject mask(Look look, List<String> path, JsonObject fight, Viewer viewer) {
    JsonObject order =
        fight.get(ORDER) instanceof JsonObject all ? all : JsonObject.empty(fight.version());
    String turn = fight.get(TURN) instanceof String key ? key : "";
    Levels around = new Levels(look.crowd().bit(viewer), 0);
    String first = null;
    String next = null;
    boolean known = !(order.get(turn) instanceof JsonObject);
    for (JsonObject.Cursor c = order.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject one && isSeen(look, path, one, around)) {
        known |= c.key().equals(turn);
        first = earlier(order, first, c.key());
        if (!known && isBefore(turn, order.get(turn), c.key(), one)) {
          next = earlier(order, next, c.key());
        }
      }
    }
    if (first == null) {
      return fight.without(TURN, fight.version()).without(ROUND, fight.version());
    } else if (known) {
      return fight;
    }
    return next == null
        ? newRound(fight, order).with(TURN, first, fight.version())
        : fight.with(TURN, next, fight.version());
  }

  private static boolean isSeen(Look look, List<String> path, JsonObject one, Levels around) {
    return !TableVisibility.combatant(look, path, one, around).isNone();
  }

  private static JsonObject newRound(JsonObject fight, JsonObject order) {
    JsonObject rested = order;
    for (JsonObject.Cursor c = order.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject one && !Boolean.FALSE.equals(one.get("acted"))) {
        JsonObject fresh = one.with("acted", false, one.version());
        rested = rested.with(c.key(), fresh, order.version());
      }
    }
    long round = fight.get(ROUND) instanceof Number number ? number.longValue() : 0;
    return fight.with(ORDER, rested, fight.version()).with(ROUND, round + 1, fight.version());
  }

  private static String earlier(JsonObject order, @Nullable String one, String other) {
    return one != null && isBefore(one, Trees.get(order, one), other, Trees.get(order, other))
        ? one
        : other;
  }

  private static boolean isBefore(
      String key, @Nullable Object one, String otherKey, @Nullable Object other) {
    return TurnOrder.compare(initiative(one), key, initiative(other), otherKey) < 0;
  }

  private static @Nullable Double initiative(@Nullable Object combatant) {
    return combatant instanceof JsonObject one && one.get(INITIATIVE) instanceof Number number
        ? (Double) number.doubleValue()
        : null;
  }
}

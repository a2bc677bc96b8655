package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Explored;
import io.tablekeep.engine.view.sight.Read;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of maps. Where sight counts: of tokens those that one's own see, of walls, doors
 * and lights what one has explored. What the GM hides is hidden whatever is seen.
 */
final class MapVisibility {
  private static final Pointer CURRENT_MAP = Pointer.of("currentSession", "map");
  private static final Pointer SESSION_RUNS = Pointer.of("currentSession", "active");

  private MapVisibility() {}

  static void add(ViewRules rules) {
    rules.gate(
        "maps/*",
        (look, path, map, around) ->
            TableVisibility.unless(
                Read.isTrue(map, "hidden") && !isCurrent(path.get(1), look.root()), around));
    TableVisibility.everyone(
        rules, "maps/*/", List.of("name", "picture", "grid", "lighting", "wallsStop"));
    rules.gate(
        "maps/*/layers/*",
        (look, path, layer, around) -> TableVisibility.full(!Read.isTrue(layer, "hidden"), around));
    rules.mask("maps/*/walls/*", MapVisibility::wall);
    TableVisibility.everyone(
        rules, "maps/*/walls/*/", List.of("points", "parts", "blocksSight", "blocksMovement"));
    rules.gate(
        "maps/*/walls/*/door",
        (look, path, door, around) -> TableVisibility.full(!Read.isTrue(door, "secret"), around));
    rules.gate("maps/*/lights/*", MapVisibility::light);
    rules.gate("maps/*/drawings/*", MapVisibility::drawing);
    rules.gate("maps/*/tokens/*", MapVisibility::token);
    TableVisibility.everyone(
        rules,
        "maps/*/tokens/*/",
        List.of(
            "actor",
            "name",
            "picture",
            "x",
            "y",
            "width",
            "height",
            "rotation",
            "elevation",
            "layer"));
    rules.gate(
        "maps/*/explored/*",
        (look, path, one, around) ->
            TableVisibility.full(
                true, around.and(look.crowd().bit(path.get(3)) | look.crowd().watchers())));
    rules.show("maps/*/explored/*/stood", Audience.gm());
  }

  private static Levels token(Look look, List<String> path, JsonObject token, Levels around) {
    if (Read.isTrue(token, "hidden") || isOnHiddenLayer(look, path.get(1), token)) {
      return Levels.NONE;
    }
    long own = look.owner(token.get("actor"));
    Scene scene = look.scene(path.get(1));
    if (scene == null) {
      return around.raised(own);
    }
    long seen = own;
    int index = scene.indexOf(path.get(3));
    for (long left = around.any() & ~own; left != 0 && index >= 0; left &= left - 1) {
      if (look.sightings(scene, Long.numberOfTrailingZeros(left)).has(index)) {
        seen |= Long.lowestOneBit(left);
      }
    }
    return around.and(seen).raised(own);
  }

  private static boolean isOnHiddenLayer(Look look, String map, JsonObject token) {
    return token.get("layer") instanceof String layer
        && Trees.get(look.root(), Link.MAPS, map, "layers", layer) instanceof JsonObject found
        && Read.isTrue(found, "hidden");
  }

  private static @Nullable JsonObject wall(
      Look look, List<String> path, JsonObject wall, Viewer viewer) {
    Scene scene = look.scene(path.get(1));
    return scene == null
        ? wall.without("parts", wall.version())
        : Scene.wall(wall, scene.explored(viewer.eyes()));
  }

  private static Levels light(Look look, List<String> path, JsonObject light, Levels around) {
    if (Read.isTrue(light, "hidden")) {
      return Levels.NONE;
    }
    Scene scene = look.scene(path.get(1));
    if (scene == null) {
      return TableVisibility.full(true, around);
    }
    long seen = 0;
    for (long left = around.any(); left != 0; left &= left - 1) {
      long bit = Long.lowestOneBit(left);
      Explored explored = scene.explored(look.crowd().of(bit).eyes());
      seen |= Scene.covers(light, explored) ? bit : 0;
    }
    return TableVisibility.full(true, around.and(seen));
  }

  /** All of its places are known, so that it does not outline what is not. */
  private static Levels drawing(Look look, List<String> path, JsonObject drawing, Levels around) {
    Scene scene = look.scene(path.get(1));
    if (scene == null) {
      return TableVisibility.full(true, around);
    }
    long seen = drawing.get("owner") instanceof String owner ? look.crowd().bit(owner) : 0;
    for (long left = around.any() & ~seen; left != 0; left &= left - 1) {
      long bit = Long.lowestOneBit(left);
      Explored explored = scene.explored(look.crowd().of(bit).eyes());
      seen |= Scene.coversAll(drawing, explored) ? bit : 0;
    }
    return TableVisibility.full(true, around.and(seen));
  }

  /** The place of a token that is named by its map and its own key. */
  static @Nullable List<String> token(Object value) {
    int slash = value instanceof String text ? text.indexOf('/') : -1;
    return slash < 0
        ? null
        : List.of(
            Link.MAPS,
            ((String) value).substring(0, slash),
            "tokens",
            ((String) value).substring(slash + 1));
  }

  private static boolean isCurrent(String map, JsonObject root) {
    return map.equals(Trees.get(root, CURRENT_MAP))
        && Boolean.TRUE.equals(Trees.get(root, SESSION_RUNS));
  }
}

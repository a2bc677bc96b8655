package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map as far as it says where a token can be. */
final class Ground {
  /** Tokens that only touch stand beside each other. */
  private static final double TOUCH = 0.05;

  private final Bounds all;
  private final Walls walls;
  private final List<Bounds> others;

  private Ground(Bounds all, Walls walls, List<Bounds> others) {
    this.all = all;
    this.walls = walls;
    this.others = others;
  }

  /**
   * The ground below a token.
   *
   * @param map the map
   * @param token place of the token, whose own space does not count
   * @throws TablekeepException what stands there is no map
   */
  static Ground of(Node map, Pointer token) {
    Map<String, Barrier> barriers = new HashMap<>();
    if (map.at("wallsStop").asBoolean(false)) {
      map.at("walls")
          .children()
          .forEach(wall -> barriers.put(wall.key(), wall.as(Wall.class).barrier()));
    }
    List<Bounds> others = new ArrayList<>();
    map.at("tokens")
        .children()
        .filter(other -> !other.key().equals(token.last()))
        .forEach(other -> others.add(space(other, point(other)).bounds()));
    Node grid = map.at("grid");
    Bounds all =
        new Bounds(
            0,
            0,
            grid.at("wide").asDouble(Point.FARTHEST),
            grid.at("high").asDouble(Point.FARTHEST));
    return new Ground(all, Walls.of(barriers), others);
  }

  static Point point(Node token) {
    return new Point(token.at("x").asDouble(), token.at("y").asDouble());
  }

  static Space space(Node token, Point at) {
    return new Space(at, token.at("width").asDouble(1), token.at("height").asDouble(1));
  }

  boolean isFree(Space space) {
    Bounds bounds = space.bounds();
    return all.contains(space.middle())
        && others.stream().noneMatch(other -> overlap(bounds, other));
  }

  boolean isOpen(Point from, Point to) {
    return !walls.blocked(Passage.MOVEMENT, from, to);
  }

  private static boolean overlap(Bounds one, Bounds other) {
    return Math.min(one.maxX(), other.maxX()) - Math.max(one.minX(), other.minX()) > TOUCH
        && Math.min(one.maxY(), other.maxY()) - Math.max(one.minY(), other.minY()) > TOUCH;
  }
}

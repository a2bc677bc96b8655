package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which walls and lights of a map have changed, and who can tell: whoever is shown one of them
 * otherwise than before, and whoever sees a tile now that they did not see from where they stand.
 * Nobody else may explore anything because of it: what was opened behind a wall would be told by
 * that. For one thread and one question.
 */
final class Noticing {
  private final Scene was;
  private final Scene is;
  private final boolean everyone;
  private final List<@Nullable JsonObject[]> walls = new ArrayList<>(1);
  private final List<@Nullable JsonObject[]> lights = new ArrayList<>(1);

  private Noticing(Scene was, Scene is) {
    this.was = was;
    this.is = is;
    everyone =
        was.sight.ambient() != is.sight.ambient()
            || !Objects.equals(was.map.get("grid"), is.map.get("grid"));
    if (everyone) {
      return;
    }
    each(
        "walls",
        (key, a, b) -> {
          if (!Objects.equals(Read.barrier(a), Read.barrier(b))) {
            walls.add(pair(a, b));
          }
        });
    if (is.sight.ambient() == Illumination.DARK) {
      each(
          "lights",
          (key, a, b) -> {
            if (!Objects.equals(Read.lamp(a), Read.lamp(b))) {
              lights.add(pair(a, b));
            }
          });
    }
  }

  /** What has changed; null if no wall and no light has. */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  static @Nullable Noticing of(Scene was, Scene is) {
    if (was.sight.walls() == is.sight.walls()
        && was.sight.ambient() == is.sight.ambient()
        && was.map.get("lights") == is.map.get("lights")
        && was.map.get("grid") == is.map.get("grid")) {
      return null;
    }
    Noticing made = new Noticing(was, is);
    return made.everyone || !made.walls.isEmpty() || !made.lights.isEmpty() ? made : null;
  }

  private void each(String things, JsonObject.MemberVisitor use) {
    JsonObject before = Read.object(was.map, things);
    JsonObject after = Read.object(is.map, things);
    JsonObject.differing(
        before == null ? JsonObject.empty(0) : before,
        after == null ? JsonObject.empty(0) : after,
        use);
  }

  @SuppressWarnings("NullAway") // a wall that was not there or is gone
  private static @Nullable JsonObject[] pair(@Nullable Object a, @Nullable Object b) {
    return new JsonObject[] {
      a instanceof JsonObject before ? before : null, b instanceof JsonObject after ? after : null
    };
  }

  /**
   * Whether someone can tell. Depends on nothing but what they are shown and what their eyes see.
   *
   * @param explored what they have explored
   * @param before their eyes before
   * @param eyes their eyes now; of those that have moved nothing is asked
   * @param most how many of them are asked at most
   */
  boolean by(Explored explored, List<Eye> before, List<Eye> eyes, int most) {
    if (everyone || isShown(explored)) {
      return true;
    }
    int looks = 0;
    for (Eye eye : eyes) {
      if (before.contains(eye)) {
        if (++looks > most) {
          return false;
        }
        if (seesAnew(explored, eye)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isShown(Explored explored) {
    for (@Nullable JsonObject[] wall : walls) {
      if (!Arrays.equals(shown(wall[0], explored), shown(wall[1], explored))) {
        return true;
      }
    }
    for (@Nullable JsonObject[] light : lights) {
      if (!Objects.equals(lamp(light[0], explored), lamp(light[1], explored))) {
        return true;
      }
    }
    return false;
  }

  /** As far as it is explored: where it is, and whether it can be seen through. */
  private static @Nullable Object[] shown(@Nullable JsonObject wall, Explored explored) {
    JsonObject seen = wall == null ? null : WallCut.seen(wall, explored);
    if (wall == null || seen == null) {
      return new Object[0];
    }
    Barrier barrier = Read.barrier(wall);
    return new Object[] {seen.get("points"), seen.get("parts"), barrier != null && barrier.sight()};
  }

  private static @Nullable Lamp lamp(@Nullable JsonObject light, Explored explored) {
    return light == null || Read.isTrue(light, "hidden") || !Scene.covers(light, explored)
        ? null
        : Read.lamp(light);
  }

  private boolean seesAnew(Explored explored, Eye eye) {
    Tiles tiles = explored.tiles();
    Region now = is.sight.seen(eye);
    Region then = null;
    int last = Math.min(tiles.rows() - 1, tiles.row(eye.at().y() + eye.range()));
    for (int row = Math.max(0, tiles.row(eye.at().y() - eye.range())); row <= last; row++) {
      for (int column = 0; column < tiles.columns(); column++) {
        if (!explored.has(column, row) && Explorer.isSeen(tiles, column, row, eye, now)) {
          then = then == null ? was.sight.seen(eye) : then;
          if (!Explorer.isSeen(tiles, column, row, eye, then)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}

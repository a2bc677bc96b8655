package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads parts of a map as they stand in the document, taking the usual for what is unreadable. */
public final class Read {
  private Read() {}

  /**
   * A number.
   *
   * @param from where it stands, if anything does
   * @param key its key
   * @param otherwise what counts when there is none
   * @return the number
   */
  public static double number(@Nullable JsonObject from, String key, double otherwise) {
    return from != null && from.get(key) instanceof Number number
        ? number.doubleValue()
        : otherwise;
  }

  /**
   * A flag.
   *
   * @param from where it stands, if anything does
   * @param key its key
   * @return false too for anything else than {@code true}
   */
  public static boolean isTrue(@Nullable JsonObject from, String key) {
    return from != null && Boolean.TRUE.equals(from.get(key));
  }

  static @Nullable JsonObject object(@Nullable JsonObject from, String key) {
    return from != null && from.get(key) instanceof JsonObject object ? object : null;
  }

  static Point point(JsonObject at) {
    return new Point(number(at, "x", 0), number(at, "y", 0));
  }

  /** The corners of a wall; null unless it has two and all are places. */
  static @Nullable List<Point> line(JsonObject wall) {
    if (!(wall.get("points") instanceof JsonArray points) || points.size() < 2) {
      return null;
    }
    List<Point> line = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      if (!(points.get(i) instanceof JsonObject corner)) {
        return null;
      }
      line.add(point(corner));
    }
    return line;
  }

  /** What a wall stops. A secret door is a wall, also when it is open: players see none there. */
  static @Nullable Barrier barrier(@Nullable Object value) {
    if (!(value instanceof JsonObject wall)) {
      return null;
    }
    List<Point> line = line(wall);
    if (line == null) {
      return null;
    }
    JsonObject door = object(wall, "door");
    boolean open = door != null && "open".equals(door.get("state")) && !isTrue(door, "secret");
    boolean blocks = !open && !Boolean.FALSE.equals(wall.get("blocksSight"));
    return new Barrier(line, blocks, blocks, false, Barrier.Side.BOTH);
  }

  static @Nullable Lamp lamp(@Nullable Object value) {
    if (!(value instanceof JsonObject light)
        || Boolean.FALSE.equals(light.get("on"))
        || !(number(light, "intensity", 1) > 0)) {
      return null;
    }
    return lamp(point(light), light, !Boolean.FALSE.equals(light.get("shadows")));
  }

  static @Nullable Lamp lamp(Point at, @Nullable JsonObject glow, boolean shadows) {
    double bright = number(glow, "bright", 0);
    double dim = Math.max(bright, number(glow, "dim", 0));
    return dim > 0 ? new Lamp(at, bright, dim, shadows) : null;
  }

  static @Nullable Eye eye(Point at, JsonObject token) {
    JsonObject vision = object(token, "vision");
    double range = vision == null ? Eye.FAR : number(vision, "range", 10_000);
    return range > 0 ? new Eye(at, range, number(vision, "darkvision", 0)) : null;
  }

  static Illumination ambient(@Nullable JsonObject lighting) {
    return Illumination.ofDarkness(number(lighting, "darkness", 0));
  }
}

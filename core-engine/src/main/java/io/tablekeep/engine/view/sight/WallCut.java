package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a wall down to the tiles that are explored, so that the far end of a long wall does not draw
 * the map. One piece stands in {@code points}, several in {@code parts}; a wall that is whole and
 * one of which just that much is seen look the same.
 */
final class WallCut {
  private final JsonObject wall;
  private final Explored explored;
  private final List<List<Object>> runs = new ArrayList<>();
  private boolean open;
  private boolean whole = true;

  private WallCut(JsonObject wall, Explored explored) {
    this.wall = wall;
    this.explored = explored;
  }

  /** The wall as far as it is seen; null if nothing of it is. */
  static @Nullable JsonObject seen(JsonObject wall, Explored explored) {
    return new WallCut(wall, explored).cut();
  }

  private @Nullable JsonObject cut() {
    List<Point> line = Read.line(wall);
    if (line == null || !(wall.get("points") instanceof JsonArray corners)) {
      return null;
    }
    for (int i = 1; i < line.size(); i++) {
      piece(line.get(i - 1), line.get(i), corners.get(i - 1), corners.get(i));
    }
    if (runs.isEmpty()) {
      return null;
    }
    JsonObject seen = wall.without("parts", wall.version());
    if (whole) {
      return seen;
    }
    if (runs.size() == 1) {
      return seen.with("points", array(runs.get(0)), wall.version());
    }
    List<Object> parts = new ArrayList<>();
    runs.forEach(run -> parts.add(array(run)));
    return seen.without("points", wall.version()).with("parts", array(parts), wall.version());
  }

  private void piece(Point a, Point b, Object first, Object last) {
    double[] cuts = cuts(a, b);
    for (int i = 1; i < cuts.length; i++) {
      double middle = (cuts[i - 1] + cuts[i]) / 2;
      boolean shown =
          explored.hasBeside(a.x() + middle * (b.x() - a.x()), a.y() + middle * (b.y() - a.y()));
      if (shown) {
        boolean ends = cuts[i] >= 1;
        Object to = ends ? last : place(a, b, cuts[i]);
        if (!open) {
          runs.add(new ArrayList<>(List.of(cuts[i - 1] <= 0 ? first : place(a, b, cuts[i - 1]))));
          runs.get(runs.size() - 1).add(to);
        } else if (cuts[i - 1] <= 0) {
          runs.get(runs.size() - 1).add(to);
        } else {
          List<Object> run = runs.get(runs.size() - 1);
          run.set(run.size() - 1, to);
        }
      } else {
        whole = false;
      }
      open = shown;
    }
  }

  /** Where a way crosses from tile to tile, from 0 to 1, its ends among them. */
  private double[] cuts(Point a, Point b) {
    double side = explored.tiles().side();
    double[] cuts = new double[2 * explored.tiles().columns() + 2 * explored.tiles().rows() + 6];
    cuts[0] = 0;
    int size = 1;
    size = crossings(cuts, size, a.x(), b.x(), side, explored.tiles().columns());
    size = crossings(cuts, size, a.y(), b.y(), side, explored.tiles().rows());
    cuts[size++] = 1;
    double[] found = Arrays.copyOf(cuts, size);
    Arrays.sort(found);
    return Arrays.stream(found).distinct().toArray();
  }

  private static int crossings(
      double[] into, int size, double from, double to, double side, int most) {
    if (from == to) {
      return size;
    }
    int next = size;
    int first = (int) Math.max(0, Math.min(most, Math.floor(Math.min(from, to) / side)));
    int last = (int) Math.max(0, Math.min(most, Math.ceil(Math.max(from, to) / side)));
    for (int line = first; line <= last; line++) {
      double at = (line * side - from) / (to - from);
      if (at > 0 && at < 1) {
        into[next++] = at;
      }
    }
    return next;
  }

  private Object place(Point a, Point b, double at) {
    return JsonObject.of(
        Map.of(
            "x", Values.number(a.x() + at * (b.x() - a.x())),
            "y", Values.number(a.y() + at * (b.y() - a.y()))),
        wall.version());
  }

  private JsonArray array(List<Object> elements) {
    return JsonArray.of(elements, wall.version());
  }
}

package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tiles' neighbours among the walls: of each wall the rectangle round it. Immutable. */
final class WallBoxes {
  private record Box(String key, double minX, double minY, double maxX, double maxY) {}

  private final List<Box> boxes;

  private WallBoxes(List<Box> boxes) {
    this.boxes = List.copyOf(boxes);
  }

  static WallBoxes of(@Nullable JsonObject walls) {
    List<Box> boxes = new ArrayList<>();
    for (JsonObject.Cursor c = walls == null ? null : walls.cursor(); c != null && c.next(); ) {
      List<Point> line = c.value() instanceof JsonObject wall ? Read.line(wall) : null;
      if (line != null) {
        boxes.add(box(c.key(), line));
      }
    }
    return new WallBoxes(boxes);
  }

  private static Box box(String key, List<Point> line) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (Point point : line) {
      minX = Math.min(minX, point.x());
      minY = Math.min(minY, point.y());
      maxX = Math.max(maxX, point.x());
      maxY = Math.max(maxY, point.y());
    }
    return new Box(key, minX, minY, maxX, maxY);
  }

  List<String> near(long[] differ, Tiles tiles) {
    List<String> near = new ArrayList<>();
    for (Box box : boxes) {
      int first = Math.max(0, tiles.column(box.minX) - 1);
      int last = Math.min(63, tiles.column(box.maxX) + 1);
      long columns = last < first ? 0 : (-1L >>> (63 - last)) & (-1L << first);
      int bottom = Math.min(differ.length - 1, tiles.row(box.maxY) + 1);
      for (int row = Math.max(0, tiles.row(box.minY) - 1); row <= bottom; row++) {
        if ((differ[row] & columns) != 0) {
          near.add(box.key);
          break;
        }
      }
    }
    return near;
  }
}

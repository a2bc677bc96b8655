package io.tablekeep.sdk.geometry.grid;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Creatures of any size on hexagons. The ellipse gives the usual shapes: one cell, three round a
 * corner, seven, twelve round a corner, nineteen.
 */
final class HexSpaces {
  private HexSpaces() {}

  static List<Cell> cells(HexGrid grid, Space space) {
    List<Cell> cells = grid.cells(new Ellipse(space));
    return cells.isEmpty() ? List.of(grid.cellAt(space.middle())) : cells;
  }

  static double distance(HexGrid grid, Space one, Space other, Metric metric) {
    Set<Cell> cells = new HashSet<>(cells(grid, one));
    Set<Cell> others = new HashSet<>(cells(grid, other));
    if (others.stream().anyMatch(cells::contains)) {
      return 0;
    }
    List<Cell> rim = rim(grid, cells);
    List<Cell> otherRim = rim(grid, others);
    double least = Double.POSITIVE_INFINITY;
    for (Cell from : rim) {
      for (Cell to : otherRim) {
        least = Math.min(least, grid.distance(from, to, metric));
      }
    }
    return least;
  }

  /**
   * The cells with a neighbour outside; of two creatures that do not overlap, these are nearest.
   */
  private static List<Cell> rim(HexGrid grid, Set<Cell> cells) {
    return cells.stream().filter(cell -> !cells.containsAll(grid.neighbours(cell))).toList();
  }

  static Point snap(HexGrid grid, Space space) {
    Cell cell = grid.cellAt(space.middle());
    long size = Math.round(Math.max(space.width(), space.height()));
    if (size < 1 || size % 2 == 1) {
      return grid.middle(cell);
    }
    return grid.corners(cell).stream()
        .min(Comparator.comparingDouble(space.middle()::to))
        .orElseThrow();
  }

  private record Ellipse(Space space) implements Region {
    @Override
    public boolean contains(Point point) {
      double x = (point.x() - space.middle().x()) / (space.width() / 2);
      double y = (point.y() - space.middle().y()) / (space.height() / 2);
      return x * x + y * y <= 1 + Area.CLOSE;
    }

    @Override
    public Bounds bounds() {
      Bounds bounds = space.bounds();
      return new Bounds(
          bounds.minX() - Area.CLOSE,
          bounds.minY() - Area.CLOSE,
          bounds.maxX() + Area.CLOSE,
          bounds.maxY() + Area.CLOSE);
    }
  }
}

package io.tablekeep.sdk.geometry.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import io.tablekeep.sdk.geometry.area.Circle;
import io.tablekeep.sdk.geometry.area.Cone;
import io.tablekeep.sdk.geometry.area.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridPropertyTest {
  static List<GridGeometry> grids() {
    List<GridGeometry> grids = new ArrayList<>(List.of(new SquareGrid(), new NoGrid()));
    for (HexLayout layout : HexLayout.values()) {
      grids.add(new HexGrid(layout));
    }
    return grids;
  }

  @ParameterizedTest
  @MethodSource("grids")
  void theMiddleAndAllAroundItIsInTheCell(GridGeometry grid) {
    SplittableRandom random = Seed.random("theMiddleAndAllAroundItIsInTheCell");
    for (int i = 0; i < 2000; i++) {
      Cell cell = cell(random);
      Point middle = grid.middle(cell);
      assertEquals(cell, grid.cellAt(middle));
      for (Point corner : grid.corners(cell)) {
        assertEquals(cell, grid.cellAt(between(middle, corner, 0.99)));
        assertTrue(!cell.equals(grid.cellAt(between(middle, corner, 1.01))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void distancesAreThoseOfAMetric(GridGeometry grid) {
    SplittableRandom random = Seed.random("distancesAreThoseOfAMetric");
    for (int i = 0; i < 2000; i++) {
      Cell a = cell(random);
      Cell b = cell(random);
      Cell c = cell(random);
      for (Metric metric : Metric.values()) {
        double ab = grid.distance(a, b, metric);
        assertEquals(ab, grid.distance(b, a, metric));
        assertEquals(0, grid.distance(a, a, metric));
        double round = grid.distance(a, c, metric) + grid.distance(c, b, metric);
        // Two shortest ways begin the count of diagonals anew each.
        assertTrue(ab <= round + (metric == Metric.ALTERNATING ? 1 : 1e-9));
        assertEquals(ab, grid.cost(List.of(a, b), metric, to -> 1), 1e-9);
        Space one = Space.of(grid.middle(a), 1);
        Space other = Space.of(grid.middle(b), 1);
        assertEquals(ab, grid.distance(one, other, metric), 1e-9);
      }
      for (Cell next : grid.neighbours(a)) {
        assertEquals(1, grid.distance(a, next, Metric.CHEBYSHEV), 0.42);
        assertTrue(grid.neighbours(next).contains(a));
      }
    }
  }

  @Test
  void hexagonsGoBothWays() {
    SplittableRandom random = Seed.random("hexagonsGoBothWays");
    for (HexLayout layout : HexLayout.values()) {
      HexGrid grid = new HexGrid(layout);
      for (int i = 0; i < 1000; i++) {
        Cell cell = cell(random);
        Axial axial = grid.axial(cell);
        assertEquals(cell, grid.cell(axial));
        assertEquals(0, axial.q() + axial.r() + axial.s());
      }
      double upper = layout.rows() ? HexGrid.RADIUS : 0.5;
      assertTrue(grid.middle(new Cell(0, 0)).y() >= upper - 1e-9, "nothing above or left of 0");
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void snappingTwiceIsSnappingOnce(GridGeometry grid) {
    SplittableRandom random = Seed.random("snappingTwiceIsSnappingOnce");
    double[] sizes = {0.5, 1, 2, 3, 4};
    for (int i = 0; i < 2000; i++) {
      double size = sizes[random.nextInt(sizes.length)];
      Point at = point(random);
      Point once = grid.snap(Space.of(at, size));
      assertTrue(once.to(at) <= 0.71, () -> at + " " + size);
      assertTrue(once.to(grid.snap(Space.of(once, size))) < 1e-9, () -> at + " " + size);
      if (size <= 1) {
        assertEquals(1, grid.cells(Space.of(at, size)).size(), "wherever it stands");
        assertEquals(List.of(grid.cellAt(once)), grid.cells(Space.of(once, size)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void anAreaHasJustTheCellsWhoseMiddleLiesInIt(GridGeometry grid) {
    SplittableRandom random = Seed.random("anAreaHasJustTheCellsWhoseMiddleLiesInIt");
    for (int i = 0; i < 60; i++) {
      Direction direction = Direction.degrees(random.nextInt(-720, 720));
      double size = 1 + random.nextInt(6);
      for (Area area :
          List.of(
              new Circle(point(random), size),
              new Cone(point(random), direction, size),
              Rectangle.cube(point(random), direction, size),
              new Rectangle(point(random), direction, 8, 1),
              Rectangle.between(point(random), point(random)))) {
        List<Cell> wanted = new ArrayList<>();
        for (int row = -45; row < 45; row++) {
          for (int column = -45; column < 45; column++) {
            Cell cell = new Cell(column, row);
            if (area.contains(grid.middle(cell))) {
              wanted.add(cell);
            }
          }
        }
        assertEquals(wanted, grid.cells(area), area::toString);
        Bounds half = new Bounds(0, -100, 100, 100);
        assertEquals(
            wanted.stream().filter(cell -> grid.middle(cell).x() >= 0).toList(),
            grid.cells(area, half));
      }
    }
  }

  @Test
  void quarterTurnsAreExact() {
    assertEquals(new Direction(0, 1), Direction.degrees(90));
    assertEquals(new Direction(-1, 0).x(), Direction.degrees(-180).x());
    assertEquals(-1, Direction.degrees(270).y());
    assertEquals(0.5, Direction.degrees(30).y(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> new Direction(0, 0));
  }

  @Test
  void anAreaTooLargeForAnyMapIsRefused() {
    SquareGrid grid = new SquareGrid();
    Circle world = new Circle(new Point(0, 0), Point.FARTHEST);
    assertThrows(IllegalArgumentException.class, () -> grid.cells(world));
    assertEquals(100, grid.cells(world, new Bounds(0, 0, 10, 10)).size());
  }

  @Test
  void largeCreaturesMeasureFromTheirNearestCells() {
    SquareGrid squares = new SquareGrid();
    Space large = Space.of(new Point(2, 2), 2);
    Space small = Space.of(new Point(5.5, 3.5), 1);
    assertEquals(3, squares.distance(large, small, Metric.CHEBYSHEV));
    assertEquals(0, squares.distance(large, Space.of(new Point(2.5, 2.5), 1), Metric.MANHATTAN));
    assertEquals(1, squares.distance(large, Space.of(new Point(3.5, 0.5), 1), Metric.CHEBYSHEV));
  }

  private static Cell cell(SplittableRandom random) {
    return new Cell(random.nextInt(-40, 40), random.nextInt(-40, 40));
  }

  private static Point point(SplittableRandom random) {
    return new Point(random.nextDouble(-20, 20), random.nextDouble(-20, 20));
  }

  private static Point between(Point a, Point b, double part) {
    return new Point(a.x() + part * (b.x() - a.x()), a.y() + part * (b.y() - a.y()));
  }
}

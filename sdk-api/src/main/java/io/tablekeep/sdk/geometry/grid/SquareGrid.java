package io.tablekeep.sdk.geometry.grid;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Squares with sides of 1. */
public record SquareGrid() implements GridGeometry {
  private static final int[][] AROUND = {
    {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}
  };

  @Override
  public Cell cellAt(Point point) {
    return new Cell(Scan.floor(point.x()), Scan.floor(point.y()));
  }

  @Override
  public Point middle(Cell cell) {
    return new Point(cell.column() + 0.5, cell.row() + 0.5);
  }

  @Override
  public List<Point> corners(Cell cell) {
    double x = cell.column();
    double y = cell.row();
    return List.of(
        new Point(x, y), new Point(x + 1, y), new Point(x + 1, y + 1), new Point(x, y + 1));
  }

  @Override
  public List<Cell> neighbours(Cell cell) {
    Cell[] around = new Cell[AROUND.length];
    for (int i = 0; i < around.length; i++) {
      around[i] = new Cell(cell.column() + AROUND[i][0], cell.row() + AROUND[i][1]);
    }
    return List.of(around);
  }

  @Override
  public double distance(Cell from, Cell to, Metric metric) {
    return metric.of(Math.abs(from.column() - to.column()), Math.abs(from.row() - to.row()));
  }

  @Override
  public double distance(Space one, Space other, Metric metric) {
    Scan a = taken(one);
    Scan b = taken(other);
    return metric.of(
        gap(a.firstColumn(), a.lastColumn(), b.firstColumn(), b.lastColumn()),
        gap(a.firstRow(), a.lastRow(), b.firstRow(), b.lastRow()));
  }

  private static int gap(int first, int last, int otherFirst, int otherLast) {
    return Math.max(0, Math.max(otherFirst - last, first - otherLast));
  }

  @Override
  public double cost(List<Cell> path, Metric metric, ToDoubleFunction<Cell> factor) {
    double sum = 0;
    long diagonals = 0;
    for (int i = 1; i < path.size(); i++) {
      Cell to = path.get(i);
      int columns = Math.abs(to.column() - path.get(i - 1).column());
      int rows = Math.abs(to.row() - path.get(i - 1).row());
      sum += metric.of(columns, rows, diagonals) * factor.applyAsDouble(to);
      diagonals += Math.min(columns, rows);
    }
    return sum;
  }

  @Override
  public Point snap(Space space) {
    return new Point(
        snap(space.middle().x(), space.width()), snap(space.middle().y(), space.height()));
  }

  private static double snap(double middle, double size) {
    return size < 1 ? Math.floor(middle) + 0.5 : Math.floor(middle - size / 2 + 0.5) + size / 2;
  }

  @Override
  public List<Cell> cells(Space space) {
    Scan taken = taken(space);
    Bounds all = Bounds.around(space.middle(), Math.max(space.width(), space.height()) + 1);
    return taken.cells(this, all, all);
  }

  private static Scan taken(Space space) {
    double x = space.middle().x();
    double y = space.middle().y();
    int firstColumn = first(x, space.width());
    int lastColumn = last(x, space.width());
    int firstRow = first(y, space.height());
    int lastRow = last(y, space.height());
    boolean noColumn = lastColumn < firstColumn;
    boolean noRow = lastRow < firstRow;
    return new Scan(
        noColumn ? Scan.floor(x) : firstColumn,
        noRow ? Scan.floor(y) : firstRow,
        noColumn ? Scan.floor(x) : lastColumn,
        noRow ? Scan.floor(y) : lastRow);
  }

  // The middles m with middle - size / 2 < m <= middle + size / 2: a space of 1 has just one.

  private static int first(double middle, double size) {
    return Scan.floor(middle - size / 2 - 0.5) + 1;
  }

  private static int last(double middle, double size) {
    return Scan.floor(middle + size / 2 - 0.5);
  }

  @Override
  public List<Cell> cells(Region region, Bounds within) {
    Bounds bounds = region.bounds().and(within);
    Scan scan =
        new Scan(
            Scan.floor(bounds.minX()),
            Scan.floor(bounds.minY()),
            Scan.floor(bounds.maxX()),
            Scan.floor(bounds.maxY()));
    return scan.cells(this, region, within);
  }
}

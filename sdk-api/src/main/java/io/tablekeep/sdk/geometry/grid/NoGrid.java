package io.tablekeep.sdk.geometry.grid;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * No grid is drawn or snapped to, and every distance is straight whatever the metric. Cells, where
 * something asks for them (which parts of a map were seen), are squares with sides of 1.
 */
public record NoGrid() implements GridGeometry {
  private static final SquareGrid SQUARES = new SquareGrid();

  @Override
  public Cell cellAt(Point point) {
    return SQUARES.cellAt(point);
  }

  @Override
  public Point middle(Cell cell) {
    return SQUARES.middle(cell);
  }

  @Override
  public List<Point> corners(Cell cell) {
    return SQUARES.corners(cell);
  }

  @Override
  public List<Cell> neighbours(Cell cell) {
    return SQUARES.neighbours(cell);
  }

  @Override
  public double distance(Cell from, Cell to, Metric metric) {
    return SQUARES.distance(from, to, Metric.EUCLID);
  }

  /**
   * From middle to middle, less what each is larger than one cell: creatures of one cell that touch
   * are 1 apart, as on a grid. The size of a creature is that of a circle as wide as it is, or as
   * high if that is more.
   */
  @Override
  public double distance(Space one, Space other, Metric metric) {
    double apart = one.middle().to(other.middle());
    return Math.max(0, apart - (size(one) - 1) / 2 - (size(other) - 1) / 2);
  }

  private static double size(Space space) {
    return Math.max(1, Math.max(space.width(), space.height()));
  }

  @Override
  public double cost(List<Cell> path, Metric metric, ToDoubleFunction<Cell> factor) {
    return SQUARES.cost(path, Metric.EUCLID, factor);
  }

  @Override
  public Point snap(Space space) {
    return space.middle();
  }

  @Override
  public List<Cell> cells(Space space) {
    return SQUARES.cells(space);
  }

  @Override
  public List<Cell> cells(Region region, Bounds within) {
    return SQUARES.cells(region, within);
  }
}

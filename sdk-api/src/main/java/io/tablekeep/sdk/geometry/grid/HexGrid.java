package io.tablekeep.sdk.geometry.grid;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Hexagons that are 1 across, from side to side, so that neighbours' middles are 1 apart. The
 * rectangle round all of them begins at (0, 0).
 *
 * @param layout how they lie
 */
public record HexGrid(HexLayout layout) implements GridGeometry {
  private static final double SQRT3 = Math.sqrt(3);

  /** From the middle to a corner. */
  static final double RADIUS = 1 / SQRT3;

  /** From a straight row of middles, or a column, to the next. */
  static final double LINE = SQRT3 / 2;

  private static final List<Axial> AROUND =
      List.of(
          new Axial(1, 0),
          new Axial(0, 1),
          new Axial(-1, 1),
          new Axial(-1, 0),
          new Axial(0, -1),
          new Axial(1, -1));

  /**
   * A cell in coordinates that add up.
   *
   * @param cell a cell
   * @return the same in axial coordinates
   */
  public Axial axial(Cell cell) {
    return layout.rows()
        ? new Axial(cell.column() - layout.lag(cell.row()), cell.row())
        : new Axial(cell.column(), cell.row() - layout.lag(cell.column()));
  }

  /**
   * A cell by column and row.
   *
   * @param at the cell in axial coordinates
   * @return the same as column and row
   */
  public Cell cell(Axial at) {
    return layout.rows()
        ? new Cell(at.q() + layout.lag(at.r()), at.r())
        : new Cell(at.q(), at.r() + layout.lag(at.q()));
  }

  @Override
  public Cell cellAt(Point point) {
    double side = layout.rows() ? point.x() : point.y();
    double down = layout.rows() ? point.y() : point.x();
    double line = (down - RADIUS) / LINE;
    double step = side - 0.5 - layout.shove(0) - line / 2;
    return cell(layout.rows() ? Axial.round(step, line) : Axial.round(line, step));
  }

  @Override
  public Point middle(Cell cell) {
    return layout.rows()
        ? new Point(cell.column() + 0.5 + layout.shove(cell.row()), RADIUS + cell.row() * LINE)
        : new Point(RADIUS + cell.column() * LINE, cell.row() + 0.5 + layout.shove(cell.column()));
  }

  @Override
  public List<Point> corners(Cell cell) {
    Point at = middle(cell);
    double half = RADIUS / 2;
    return layout.rows()
        ? List.of(
            off(at, 0, -RADIUS),
            off(at, 0.5, -half),
            off(at, 0.5, half),
            off(at, 0, RADIUS),
            off(at, -0.5, half),
            off(at, -0.5, -half))
        : List.of(
            off(at, RADIUS, 0),
            off(at, half, 0.5),
            off(at, -half, 0.5),
            off(at, -RADIUS, 0),
            off(at, -half, -0.5),
            off(at, half, -0.5));
  }

  private static Point off(Point point, double x, double y) {
    return new Point(point.x() + x, point.y() + y);
  }

  @Override
  public List<Cell> neighbours(Cell cell) {
    Axial at = axial(cell);
    return AROUND.stream().map(step -> cell(at.plus(step))).toList();
  }

  @Override
  public double distance(Cell from, Cell to, Metric metric) {
    return metric == Metric.EUCLID ? middle(from).to(middle(to)) : axial(from).steps(axial(to));
  }

  @Override
  public double distance(Space one, Space other, Metric metric) {
    return HexSpaces.distance(this, one, other, metric);
  }

  @Override
  public double cost(List<Cell> path, Metric metric, ToDoubleFunction<Cell> factor) {
    double sum = 0;
    for (int i = 1; i < path.size(); i++) {
      Cell to = path.get(i);
      sum += distance(path.get(i - 1), to, metric) * factor.applyAsDouble(to);
    }
    return sum;
  }

  /** Odd sizes come to stand on the middle of a cell, even ones on the nearest corner of cells. */
  @Override
  public Point snap(Space space) {
    return HexSpaces.snap(this, space);
  }

  @Override
  public List<Cell> cells(Space space) {
    return HexSpaces.cells(this, space);
  }

  @Override
  public List<Cell> cells(Region region, Bounds within) {
    Bounds bounds = region.bounds().and(within);
    boolean rows = layout.rows();
    double minSide = (rows ? bounds.minX() : bounds.minY()) - Area.CLOSE;
    double maxSide = (rows ? bounds.maxX() : bounds.maxY()) + Area.CLOSE;
    double minDown = (rows ? bounds.minY() : bounds.minX()) - Area.CLOSE;
    double maxDown = (rows ? bounds.maxY() : bounds.maxX()) + Area.CLOSE;
    int firstStep = Scan.floor(minSide) - 1;
    int lastStep = Scan.floor(maxSide);
    int firstLine = Scan.floor((minDown - RADIUS) / LINE);
    int lastLine = Scan.floor((maxDown - RADIUS) / LINE) + 1;
    Scan scan =
        rows
            ? new Scan(firstStep, firstLine, lastStep, lastLine)
            : new Scan(firstLine, firstStep, lastLine, lastStep);
    return scan.cells(this, region, within);
  }
}

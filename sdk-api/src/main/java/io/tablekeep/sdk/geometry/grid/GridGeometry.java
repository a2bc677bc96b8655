package io.tablekeep.sdk.geometry.grid;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The shape of a map's cells. It has no end; the document's grid says how far the map goes. */
public sealed interface GridGeometry permits SquareGrid, HexGrid, NoGrid {
  /** {@link #cells(Region, Bounds)} looks at no more cells than this. */
  int MAX_CELLS = 1_000_000;

  /**
   * The cell a place is in. A place on the border of squares belongs to the right or lower one; of
   * hexagons, to one of those that meet there.
   *
   * @param point a place
   * @return its cell
   */
  Cell cellAt(Point point);

  /**
   * The middle of a cell.
   *
   * @param cell a cell
   * @return its middle
   */
  Point middle(Cell cell);

  /**
   * The corners of a cell.
   *
   * @param cell a cell
   * @return the corners, clockwise on the screen
   */
  List<Point> corners(Cell cell);

  /**
   * The cells one step away: eight round a square, six round a hexagon.
   *
   * @param cell a cell
   * @return its neighbours, clockwise on the screen; squares begin with the right one
   */
  List<Cell> neighbours(Cell cell);

  /**
   * The distance from cell to cell. Between neighbours 1, unless the metric counts diagonals more.
   *
   * @param from a cell
   * @param to another
   * @param metric how the game counts
   * @return cells, at least 0
   */
  double distance(Cell from, Cell to, Metric metric);

  /**
   * The distance between two creatures: the least one between a cell of the one and a cell of the
   * other (SRD 5.1, "Playing on a Grid: Ranges"). Side by side it is 1, overlapping 0.
   *
   * @param one where one is
   * @param other where the other is
   * @param metric how the game counts
   * @return cells, at least 0
   */
  double distance(Space one, Space other, Metric metric);

  /**
   * What walking costs: the sum over all steps, each times the factor of the cell it enters. For
   * {@link Metric#ALTERNATING} diagonals are counted along the whole path. A step to a cell that is
   * no neighbour costs the distance.
   *
   * @param path the cells in order, the first where it begins
   * @param metric how the game counts
   * @param factor how hard a cell is to enter: 1 as usual, 2 for difficult terrain (SRD 5.1)
   * @return cells; 0 for a path of fewer than two cells
   */
  double cost(List<Cell> path, Metric metric, ToDoubleFunction<Cell> factor);

  /**
   * Where a creature comes to stand when it is dropped: its borders on those of cells. Smaller than
   * a cell: in the middle of one. Without a grid it stays.
   *
   * @param space where it was dropped
   * @return where its middle is then
   */
  Point snap(Space space);

  /**
   * The cells a creature takes up: those whose middle lies in its space (on hexagons, in the
   * ellipse of its width and height); if there are none, the cell its own middle is in.
   *
   * @param space where it is
   * @return the cells row by row, never empty
   */
  List<Cell> cells(Space space);

  /**
   * The cells of a region: those whose middle lies in it.
   *
   * @param region for example an area of effect, or what an eye sees
   * @param within only cells whose middle lies here, for example on the map
   * @return the cells row by row
   * @throws IllegalArgumentException if more than {@link #MAX_CELLS} come into question
   */
  List<Cell> cells(Region region, Bounds within);

  /**
   * The cells of a region, wherever they are.
   *
   * @param region for example an area of effect
   * @return the cells row by row
   * @throws IllegalArgumentException if more than {@link #MAX_CELLS} come into question
   */
  default List<Cell> cells(Region region) {
    return cells(region, region.bounds());
  }
}

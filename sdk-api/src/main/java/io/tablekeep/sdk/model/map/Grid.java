package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.grid.GridGeometry;
import io.tablekeep.sdk.geometry.grid.HexGrid;
import io.tablekeep.sdk.geometry.grid.HexLayout;
import io.tablekeep.sdk.geometry.grid.NoGrid;
import io.tablekeep.sdk.geometry.grid.SquareGrid;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;

/**
 * The grid of a map. Every other place on the map is told in its cells; only the grid knows pixels.
 * A hexagon is measured from side to side: one cell is the way from its middle to its neighbour's.
 *
 * @param type the shape of the cells
 * @param wide cells from left to right
 * @param high cells from top to bottom
 * @param cellPixels how many pixels of the picture one cell is wide
 * @param originX pixels of the picture left of the first cell; negative if the grid begins outside
 * @param originY pixels of the picture above the first cell; negative if the grid begins outside
 * @param cellDistance what one cell is in the world, in {@code unit}
 * @param unit the unit of distances in the world, for example {@code ft}
 */
@Doc("The grid of a map; every place on the map is told in its cells.")
public record Grid(
    @Default("square") Type type,
    @Doc("Cells from left to right.") @Range(min = 1, max = 10_000) double wide,
    @Doc("Cells from top to bottom.") @Range(min = 1, max = 10_000) double high,
    @Doc("Pixels of the picture that one cell is wide.")
        @Default("100")
        @Range(min = 1, max = 10_000)
        double cellPixels,
    @Doc("Pixels of the picture left of the first cell.")
        @Default("0")
        @Range(min = -100_000, max = 100_000)
        double originX,
    @Doc("Pixels of the picture above the first cell.")
        @Default("0")
        @Range(min = -100_000, max = 100_000)
        double originY,
    @Doc("What one cell is in the world, in the unit given.")
        @Default("5")
        @Range(min = 0, max = 1_000_000)
        double cellDistance,
    @Doc("The unit of distances in the world.") @Default("ft") @Length(min = 1, max = 20)
        String unit) {

  /** The shape of the cells. */
  public enum Type {
    /** Squares. */
    SQUARE,
    /** Hexagons standing on a point, in straight rows; the second, fourth … is shoved right. */
    HEX_ROWS,
    /** The same with the first, third … row shoved to the right. */
    HEX_ROWS_EVEN,
    /** Hexagons lying on a side, in straight columns; the second, fourth … is shoved down. */
    HEX_COLUMNS,
    /** The same with the first, third … column shoved down. */
    HEX_COLUMNS_EVEN,
    /** No grid is drawn or snapped to; cells are still the unit. */
    NONE
  }

  /**
   * Squares of 5 feet and 100 pixels, the first in the upper left corner of the picture.
   *
   * @param wide cells from left to right
   * @param high cells from top to bottom
   * @return the grid
   */
  public static Grid squares(double wide, double high) {
    return new Grid(Type.SQUARE, wide, high, 100, 0, 0, 5, "ft");
  }

  /**
   * The shape of the cells, to measure and snap with.
   *
   * @return squares, hexagons or no grid
   */
  public GridGeometry geometry() {
    return switch (type) {
      case SQUARE -> new SquareGrid();
      case HEX_ROWS -> new HexGrid(HexLayout.ODD_ROWS);
      case HEX_ROWS_EVEN -> new HexGrid(HexLayout.EVEN_ROWS);
      case HEX_COLUMNS -> new HexGrid(HexLayout.ODD_COLUMNS);
      case HEX_COLUMNS_EVEN -> new HexGrid(HexLayout.EVEN_COLUMNS);
      case NONE -> new NoGrid();
    };
  }

  /**
   * What lies on the map.
   *
   * @return from (0, 0) to (wide, high)
   */
  public Bounds bounds() {
    return new Bounds(0, 0, wide, high);
  }
}

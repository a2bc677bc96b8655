package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;

/**
 * The squares in which exploration of a map is kept: a cell each on maps of at most 64 cells a
 * side, more cells on larger ones.
 *
 * @param columns how many from left to right, at most 64
 * @param rows how many from top to bottom, at most 64
 * @param side cells of each side
 */
public record Tiles(int columns, int rows, double side) {
  /** Tiles of each side of a station. */
  static final int STATION = 2;

  private static final int MOST = 64;

  /**
   * The tiles of a map.
   *
   * @param map the map as it stands in the document
   * @return by its grid
   */
  public static Tiles of(JsonObject map) {
    JsonObject grid = Read.object(map, "grid");
    double wide = bounded(Read.number(grid, "wide", 1));
    double high = bounded(Read.number(grid, "high", 1));
    double side = Math.max(1, Math.ceil(Math.max(wide, high) / MOST));
    return new Tiles((int) Math.ceil(wide / side), (int) Math.ceil(high / side), side);
  }

  private static double bounded(double cells) {
    return Math.max(1, Math.min(10_000, cells));
  }

  /** How many rows of stations there are. */
  int stations() {
    return (rows + STATION - 1) / STATION;
  }

  /** The column of a place; -1 left of the map, and at least {@code columns} right of it. */
  int column(double x) {
    return index(x);
  }

  /** The row of a place; -1 above the map, and at least {@code rows} below it. */
  int row(double y) {
    return index(y);
  }

  private int index(double at) {
    return (int) Math.max(-1, Math.min(MOST, Math.floor(at / side)));
  }
}

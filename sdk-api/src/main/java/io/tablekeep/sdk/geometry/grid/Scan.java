package io.tablekeep.sdk.geometry.grid;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import java.util.ArrayList;
import java.util.List;

/** Looks at a block of cells, row by row. */
record Scan(int firstColumn, int firstRow, int lastColumn, int lastRow) {
  List<Cell> cells(GridGeometry grid, Region region, Bounds within) {
    List<Cell> found = new ArrayList<>();
    if (lastColumn < firstColumn || lastRow < firstRow) {
      return found;
    }
    long count = (lastColumn - firstColumn + 1L) * (lastRow - firstRow + 1L);
    if (count > GridGeometry.MAX_CELLS) {
      throw new IllegalArgumentException("a region of " + count + " cells is too large");
    }
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        Cell cell = new Cell(column, row);
        Point middle = grid.middle(cell);
        if (within.contains(middle) && region.contains(middle)) {
          found.add(cell);
        }
      }
    }
    return found;
  }

  /** Down to a whole number, bounded so that sums of them stay whole numbers. */
  static int floor(double value) {
    return (int) Math.max(-1e9, Math.min(1e9, Math.floor(value)));
  }
}

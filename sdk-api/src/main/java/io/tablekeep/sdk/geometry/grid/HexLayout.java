package io.tablekeep.sdk.geometry.grid;

/** How hexagons lie, and which rows or columns are shoved by half a cell. */
public enum HexLayout {
  /** Standing on a point; rows 1, 3, 5 … are shoved to the right ("odd-r"). */
  ODD_ROWS,
  /** Standing on a point; rows 0, 2, 4 … are shoved to the right ("even-r"). */
  EVEN_ROWS,
  /** Lying on a side; columns 1, 3, 5 … are shoved down ("odd-q"). */
  ODD_COLUMNS,
  /** Lying on a side; columns 0, 2, 4 … are shoved down ("even-q"). */
  EVEN_COLUMNS;

  /**
   * Whether hexagons stand on a point, in straight rows.
   *
   * @return false if they lie on a side, in straight columns
   */
  public boolean rows() {
    return this == ODD_ROWS || this == EVEN_ROWS;
  }

  /** By how much a row or column is shoved. */
  double shove(int line) {
    boolean odd = (line & 1) == 1;
    return odd == oddShoved() ? 0.5 : 0;
  }

  /** How many cells the axial coordinate has fallen behind in this row or column. */
  int lag(int line) {
    int odd = line & 1;
    return (oddShoved() ? line - odd : line + odd) / 2;
  }

  private boolean oddShoved() {
    return this == ODD_ROWS || this == ODD_COLUMNS;
  }
}

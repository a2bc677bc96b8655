package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which tiles of a map someone has explored. Kept in the document as {@code
 * maps/{m}/explored/{participant}/seen/{row}}: hexadecimal digits whose lowest bit is the first
 * column; in {@code stood} likewise the stations where an eye has stood, of several tiles each.
 * Never written to.
 */
public final class Explored {
  /** How far beside a wall a tile may lie and still show it, in cells. */
  private static final double BESIDE = 0.05;

  private final Tiles tiles;
  private final @Nullable JsonObject kept;
  private final long[] rows;
  private final long[] stations;

  private Explored(Tiles tiles, @Nullable JsonObject kept, boolean everyone) {
    this.tiles = tiles;
    this.kept = kept;
    this.rows = new long[tiles.rows()];
    this.stations = new long[tiles.stations()];
    if (!everyone) {
      add(Read.object(kept, "seen"), rows);
      add(Read.object(kept, "stood"), stations);
    } else if (kept != null) {
      for (JsonObject.Cursor c = kept.cursor(); c.next(); ) {
        if (c.value() instanceof JsonObject one) {
          add(Read.object(one, "seen"), rows);
        }
      }
    }
  }

  /**
   * What someone has explored of a map.
   *
   * @param map the map as it stands in the document
   * @param who a participant, or {@link Scene#EVERYONE} for all together
   * @return the tiles
   */
  public static Explored of(JsonObject map, String who) {
    return of(map, Tiles.of(map), who, null);
  }

  /** The same as an earlier one if that still holds. */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  static Explored of(JsonObject map, Tiles tiles, String who, @Nullable Explored earlier) {
    JsonObject all = Read.object(map, "explored");
    boolean everyone = who.equals(Scene.EVERYONE);
    JsonObject kept = everyone ? all : Read.object(all, who);
    return earlier != null && earlier.kept == kept && earlier.tiles.equals(tiles)
        ? earlier
        : new Explored(tiles, kept, everyone);
  }

  private static void add(@Nullable JsonObject kept, long[] rows) {
    for (int row = 0; kept != null && row < rows.length; row++) {
      rows[row] |= bits(kept.get(Integer.toString(row)));
    }
  }

  static long bits(@Nullable Object kept) {
    if (!(kept instanceof String text) || text.isEmpty() || text.length() > 16) {
      return 0;
    }
    long bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return 0;
      }
      bits = (bits << 4) | digit;
    }
    return bits;
  }

  /**
   * The tiles themselves.
   *
   * @return columns, rows and their size
   */
  public Tiles tiles() {
    return tiles;
  }

  /**
   * Whether a tile is explored.
   *
   * @param column from 0
   * @param row from 0
   * @return false too for a tile that does not exist
   */
  public boolean has(int column, int row) {
    return row >= 0
        && row < rows.length
        && column >= 0
        && column < tiles.columns()
        && ((rows[row] >>> column) & 1) != 0;
  }

  /** A copy of its rows of bits. */
  long[] rows() {
    return rows.clone();
  }

  /** A copy of the rows of stations where its participant has stood. */
  long[] stations() {
    return stations.clone();
  }

  boolean hasStation(int column, int row) {
    return ((stations[row] >>> column) & 1) != 0;
  }

  /** As it stands in the document. */
  @Nullable JsonObject kept() {
    return kept;
  }

  /**
   * Whether a place is explored.
   *
   * @param x from the left, in cells
   * @param y from the top, in cells
   * @return false too for a place beside the map
   */
  public boolean hasAt(double x, double y) {
    return has(tiles.column(x), tiles.row(y));
  }

  /**
   * Whether a place or one just beside it is explored: a wall between two tiles belongs to both.
   */
  boolean hasBeside(double x, double y) {
    return hasAt(x - BESIDE, y - BESIDE)
        || hasAt(x + BESIDE, y - BESIDE)
        || hasAt(x - BESIDE, y + BESIDE)
        || hasAt(x + BESIDE, y + BESIDE);
  }

  /**
   * What is explored here or there but not in both.
   *
   * @param other what someone has explored of the same map
   * @return rows of bits
   */
  public long[] difference(Explored other) {
    long[] differ = new long[Math.max(rows.length, other.rows.length)];
    for (int i = 0; i < differ.length; i++) {
      long mine = i < rows.length ? rows[i] : 0;
      differ[i] = mine ^ (i < other.rows.length ? other.rows[i] : 0);
    }
    return differ;
  }
}

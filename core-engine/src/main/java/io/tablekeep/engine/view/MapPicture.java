package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.sight.Read;
import io.tablekeep.sdk.asset.AssetId;
import java.util.Arrays;

/** A picture of a map, and how the map's tiles lie on it. Immutable. */
public final class MapPicture {
  private final AssetId asset;
  private final PictureTiles tiles;
  private final double[] across;
  private final double[] down;

  private MapPicture(AssetId asset, PictureTiles tiles, double[] across, double[] down) {
    this.asset = asset;
    this.tiles = tiles;
    this.across = across;
    this.down = down;
  }

  /** A layer's picture: stretched over the whole grid. */
  static MapPicture overGrid(AssetId asset, PictureTiles tiles, JsonObject grid) {
    double[] across = edges(tiles.columns(), tiles.side(), 0, 1 / Read.number(grid, "wide", 1));
    double[] down = edges(tiles.rows(), tiles.side(), 0, 1 / Read.number(grid, "high", 1));
    return new MapPicture(asset, tiles, across, down);
  }

  /** A map's picture: the grid says where its first cell is, and how many pixels a cell has. */
  static MapPicture underGrid(
      AssetId asset, PictureTiles tiles, JsonObject grid, JsonObject picture) {
    double cell = Read.number(grid, "cellPixels", 100);
    double wide = Read.number(picture, "width", 1);
    double high = Read.number(picture, "height", 1);
    double[] across =
        edges(tiles.columns(), tiles.side(), Read.number(grid, "originX", 0) / wide, cell / wide);
    double[] down =
        edges(tiles.rows(), tiles.side(), Read.number(grid, "originY", 0) / high, cell / high);
    return new MapPicture(asset, tiles, across, down);
  }

  private static double[] edges(int count, double side, double origin, double cell) {
    double[] edges = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      edges[i] = Math.max(0, Math.min(1, origin + i * side * cell));
    }
    return edges;
  }

  /**
   * The file.
   *
   * @return its name
   */
  public AssetId asset() {
    return asset;
  }

  /**
   * The tiles, and which of them may be fetched.
   *
   * @return of the whole map
   */
  public PictureTiles tiles() {
    return tiles;
  }

  /**
   * Where columns begin and end.
   *
   * @return one more than there are columns, ascending, from 0 (left) to 1 (right) of the picture;
   *     where the map reaches beyond the picture, columns may be empty
   */
  public double[] across() {
    return across.clone();
  }

  /**
   * Where rows begin and end.
   *
   * @return as {@link #across}, from 0 (top) to 1 (bottom)
   */
  public double[] down() {
    return down.clone();
  }

  /**
   * What the cut of the picture depends on.
   *
   * @return equal for pictures that are cut alike
   */
  public String cut() {
    return asset + Arrays.toString(across) + Arrays.toString(down);
  }
}

package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Explored;
import io.tablekeep.engine.view.sight.Read;
import io.tablekeep.sdk.state.Pointer;
import java.util.Optional;

/**
 * Which tiles of a map's picture a viewer may fetch: all, or on a map whose {@code lighting} says
 * both {@code sight} and {@code fog} those that they have explored. The picture as a whole may be
 * fetched only by whom {@link #all()} holds for.
 */
public final class PictureTiles {
  private final boolean all;
  private final Explored explored;

  private PictureTiles(boolean all, Explored explored) {
    this.all = all;
    this.explored = explored;
  }

  /** Empty when they do not see the map. */
  static Optional<PictureTiles> of(Views views, JsonObject root, Viewer viewer, String map) {
    return views.sees(root, viewer, Pointer.of(Link.MAPS, map))
        ? Optional.of(of(root, viewer, map))
        : Optional.empty();
  }

  private static PictureTiles of(JsonObject root, Viewer viewer, String map) {
    boolean secret =
        Trees.get(root, Link.MAPS, map, "lighting") instanceof JsonObject lighting
            && Read.isTrue(lighting, "fog")
            && Read.isTrue(lighting, "sight");
    JsonObject entity =
        Trees.get(root, Link.MAPS, map) instanceof JsonObject found ? found : JsonObject.empty(0);
    return new PictureTiles(viewer.runsGame() || !secret, Explored.of(entity, viewer.eyes()));
  }

  /**
   * Whether the whole picture may be fetched.
   *
   * @return false when tiles have to be asked for one by one
   */
  public boolean all() {
    return all;
  }

  /**
   * How many tiles there are from left to right.
   *
   * @return at most 64
   */
  public int columns() {
    return explored.tiles().columns();
  }

  /**
   * How many tiles there are from top to bottom.
   *
   * @return at most 64
   */
  public int rows() {
    return explored.tiles().rows();
  }

  /**
   * How large a tile is.
   *
   * @return cells of the map's grid on each side
   */
  public double side() {
    return explored.tiles().side();
  }

  /**
   * Whether a tile may be fetched.
   *
   * @param column from 0
   * @param row from 0
   * @return false too for a tile that does not exist
   */
  public boolean may(int column, int row) {
    boolean exists = column >= 0 && column < columns() && row >= 0 && row < rows();
    return exists && (all || explored.has(column, row));
  }
}

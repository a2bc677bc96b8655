package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;
import java.util.List;

/**
 * A wall, window or door as it stands: a line from corner to corner, and what it stops.
 *
 * @param line the corners in order, in cells; at least two
 * @param sight whether nobody sees past it
 * @param light whether no light shines past it
 * @param movement whether nobody walks through it
 * @param from from which side it stops anything
 */
public record Barrier(List<Point> line, boolean sight, boolean light, boolean movement, Side from) {
  private static final int LEFT = 8;
  private static final int RIGHT = 16;

  /** Sides as seen by one who walks along the line, from its first corner to its last. */
  public enum Side {
    /** It stops what comes from either side. */
    BOTH,
    /** It stops only what comes from the left hand. */
    LEFT,
    /** It stops only what comes from the right hand. */
    RIGHT
  }

  /**
   * Copies the corners.
   *
   * @param line as in the record
   * @param sight as in the record
   * @param light as in the record
   * @param movement as in the record
   * @param from as in the record
   * @throws IllegalArgumentException if there are fewer than two corners
   */
  public Barrier {
    line = List.copyOf(line);
    if (line.size() < 2) {
      throw new IllegalArgumentException("a wall needs two corners");
    }
  }

  /**
   * A wall or a closed door: it stops everything.
   *
   * @param corners the corners in order
   * @return the wall
   */
  public static Barrier wall(Point... corners) {
    return new Barrier(List.of(corners), true, true, true, Side.BOTH);
  }

  /**
   * A window: it stops movement only.
   *
   * @param corners the corners in order
   * @return the window
   */
  public static Barrier window(Point... corners) {
    return new Barrier(List.of(corners), false, false, true, Side.BOTH);
  }

  /**
   * The same door, open: it stops nothing.
   *
   * @return the open door
   */
  public Barrier opened() {
    return new Barrier(line, false, false, false, from);
  }

  byte bits() {
    int bits = from == Side.LEFT ? LEFT : from == Side.RIGHT ? RIGHT : 0;
    bits |= sight ? Passage.SIGHT.bit() : 0;
    bits |= light ? Passage.LIGHT.bit() : 0;
    bits |= movement ? Passage.MOVEMENT.bit() : 0;
    return (byte) bits;
  }

  static Barrier of(List<Point> line, byte bits) {
    Side from = (bits & LEFT) != 0 ? Side.LEFT : (bits & RIGHT) != 0 ? Side.RIGHT : Side.BOTH;
    return new Barrier(
        line,
        (bits & Passage.SIGHT.bit()) != 0,
        (bits & Passage.LIGHT.bit()) != 0,
        (bits & Passage.MOVEMENT.bit()) != 0,
        from);
  }

  /**
   * Whether walls of these bits stop what comes from a side.
   *
   * @param turn positive on the right hand of the wall, negative on the left
   */
  static boolean faces(byte bits, double turn) {
    return (bits & (LEFT | RIGHT)) == 0 || ((bits & LEFT) != 0 ? turn < 0 : turn > 0);
  }
}

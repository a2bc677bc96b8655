package io.tablekeep.sdk.geometry.area;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;

/**
 * A rectangle that extends from the middle of one of its sides: a line, a cube, a wall of fire (SRD
 * 5.1, "Areas of Effect: Cube, Line").
 *
 * @param origin the middle of the side where it begins
 * @param direction where it extends to
 * @param length cells in that direction
 * @param width cells across
 */
public record Rectangle(Point origin, Direction direction, double length, double width)
    implements Area {
  /**
   * A cube with its origin in the middle of a face.
   *
   * @param origin the point of origin
   * @param direction where it extends to
   * @param side cells
   * @return the square seen from above
   */
  public static Rectangle cube(Point origin, Direction direction, double side) {
    return new Rectangle(origin, direction, side, side);
  }

  /**
   * The upright rectangle with two opposite corners. Its origin is the middle of its left side.
   *
   * @param corner a corner
   * @param opposite the opposite one
   * @return the rectangle
   */
  public static Rectangle between(Point corner, Point opposite) {
    return new Rectangle(
        new Point(Math.min(corner.x(), opposite.x()), (corner.y() + opposite.y()) / 2),
        new Direction(1, 0),
        Math.abs(corner.x() - opposite.x()),
        Math.abs(corner.y() - opposite.y()));
  }

  @Override
  public boolean contains(Point point) {
    double x = point.x() - origin.x();
    double y = point.y() - origin.y();
    double along = x * direction.x() + y * direction.y();
    double across = Math.abs(x * direction.y() - y * direction.x());
    return along >= -CLOSE && along <= length + CLOSE && across <= width / 2 + CLOSE;
  }

  @Override
  public Bounds bounds() {
    double endX = origin.x() + direction.x() * length;
    double endY = origin.y() + direction.y() * length;
    double sideX = Math.abs(direction.y()) * width / 2 + CLOSE;
    double sideY = Math.abs(direction.x()) * width / 2 + CLOSE;
    return new Bounds(
        Math.min(origin.x(), endX) - sideX,
        Math.min(origin.y(), endY) - sideY,
        Math.max(origin.x(), endX) + sideX,
        Math.max(origin.y(), endY) + sideY);
  }
}

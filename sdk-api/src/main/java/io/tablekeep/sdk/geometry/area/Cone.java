package io.tablekeep.sdk.geometry.area;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;

/**
 * A cone that is, at each point along its length, as wide as that point is far from the origin (SRD
 * 5.1, "Areas of Effect: Cone"). The length runs along its middle and its end is flat: seen from
 * above, a triangle.
 *
 * @param origin its tip
 * @param direction where its middle line goes
 * @param length cells along the middle line
 */
public record Cone(Point origin, Direction direction, double length) implements Area {
  @Override
  public boolean contains(Point point) {
    double x = point.x() - origin.x();
    double y = point.y() - origin.y();
    double along = x * direction.x() + y * direction.y();
    double across = Math.abs(x * direction.y() - y * direction.x());
    return along >= -CLOSE && along <= length + CLOSE && across <= along / 2 + CLOSE;
  }

  @Override
  public Bounds bounds() {
    double endX = origin.x() + direction.x() * length;
    double endY = origin.y() + direction.y() * length;
    double sideX = Math.abs(direction.y()) * length / 2;
    double sideY = Math.abs(direction.x()) * length / 2;
    return new Bounds(
        Math.min(origin.x(), endX - sideX) - CLOSE,
        Math.min(origin.y(), endY - sideY) - CLOSE,
        Math.max(origin.x(), endX + sideX) + CLOSE,
        Math.max(origin.y(), endY + sideY) + CLOSE);
  }
}

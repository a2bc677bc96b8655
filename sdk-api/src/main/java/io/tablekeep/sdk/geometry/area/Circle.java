package io.tablekeep.sdk.geometry.area;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;

/**
 * A circle: a sphere or a cylinder from above (SRD 5.1, "Areas of Effect: Sphere, Cylinder").
 *
 * @param origin its middle
 * @param radius cells
 */
public record Circle(Point origin, double radius) implements Area {
  @Override
  public boolean contains(Point point) {
    double x = point.x() - origin.x();
    double y = point.y() - origin.y();
    double reach = radius + CLOSE;
    return x * x + y * y <= reach * reach;
  }

  @Override
  public Bounds bounds() {
    return Bounds.around(origin, radius + CLOSE);
  }
}

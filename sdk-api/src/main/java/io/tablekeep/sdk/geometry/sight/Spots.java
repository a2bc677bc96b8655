package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import java.util.stream.Stream;

/** The sample points of a creature, as {@link Walls#spots} tells them. */
final class Spots {
  private static final double CORNER = 0.9;
  private static final int MOST_PARTS = 5;

  private Spots() {}

  static Stream<Point> of(Space space) {
    double x = CORNER * space.width() / 2;
    double y = CORNER * space.height() / 2;
    Stream.Builder<Point> points = Stream.builder();
    points.add(space.middle());
    points.add(off(space, -x, -y)).add(off(space, x, -y)).add(off(space, x, y));
    points.add(off(space, -x, y));
    int columns = parts(space.width());
    int rows = parts(space.height());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        boolean middle = 2 * row + 1 == rows && 2 * column + 1 == columns;
        if (!middle) {
          points.add(
              off(
                  space,
                  ((column + 0.5) / columns - 0.5) * space.width(),
                  ((row + 0.5) / rows - 0.5) * space.height()));
        }
      }
    }
    return points.build();
  }

  private static int parts(double size) {
    return (int) Math.max(1, Math.min(MOST_PARTS, Math.floor(size + 0.5)));
  }

  private static Point off(Space space, double x, double y) {
    return new Point(space.middle().x() + x, space.middle().y() + y);
  }
}

package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;
import java.util.Collection;

/** Sight the slow and simple way, to judge the fast one by. */
final class SlowSight {
  /** Places of the exact judge are on quarters of a cell. */
  static final int PARTS = 4;

  private SlowSight() {}

  /**
   * In whole numbers: every wall that shares a point with the way stops it, but one that holds an
   * end. On quarters within 24 cells, what does not touch is farther away than the tolerance.
   */
  static boolean blockedExactly(Collection<Barrier> walls, Passage passage, Point from, Point to) {
    long[] p = whole(from);
    long[] q = whole(to);
    for (Barrier wall : walls) {
      for (int i = 1; i < wall.line().size(); i++) {
        long[] a = whole(wall.line().get(i - 1));
        long[] b = whole(wall.line().get(i));
        boolean begins = on(p, a, b);
        boolean ends = on(q, a, b);
        boolean free = begins || (ends && passage != Passage.MOVEMENT);
        if (stops(wall, passage) && !free && meet(p, q, a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean stops(Barrier wall, Passage passage) {
    return switch (passage) {
      case SIGHT -> wall.sight();
      case LIGHT -> wall.light();
      case MOVEMENT -> wall.movement();
    };
  }

  private static long[] whole(Point point) {
    long x = Math.round(point.x() * PARTS);
    long y = Math.round(point.y() * PARTS);
    if (x != point.x() * PARTS || y != point.y() * PARTS) {
      throw new AssertionError(point + " is not on a quarter");
    }
    return new long[] {x, y};
  }

  private static int side(long[] a, long[] b, long[] p) {
    return Long.signum((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
  }

  private static boolean on(long[] p, long[] a, long[] b) {
    return side(a, b, p) == 0
        && Math.min(a[0], b[0]) <= p[0]
        && p[0] <= Math.max(a[0], b[0])
        && Math.min(a[1], b[1]) <= p[1]
        && p[1] <= Math.max(a[1], b[1]);
  }

  private static boolean meet(long[] p, long[] q, long[] a, long[] b) {
    return (side(a, b, p) * side(a, b, q) < 0 && side(p, q, a) * side(p, q, b) < 0)
        || on(p, a, b)
        || on(q, a, b)
        || on(a, p, q)
        || on(b, p, q);
  }

  /** How far along the ray from the eye the first wall is, as a part of it; 1 if there is none. */
  static double firstHit(Collection<Barrier> walls, Point eye, double dx, double dy) {
    double first = 1;
    for (Barrier wall : walls) {
      for (int i = 1; wall.sight() && i < wall.line().size(); i++) {
        Point a = wall.line().get(i - 1);
        Point b = wall.line().get(i);
        double ex = b.x() - a.x();
        double ey = b.y() - a.y();
        double turn = dx * ey - dy * ex;
        double along = ((a.x() - eye.x()) * ey - (a.y() - eye.y()) * ex) / turn;
        double part = ((a.x() - eye.x()) * dy - (a.y() - eye.y()) * dx) / turn;
        if (turn != 0 && along > 0 && part >= 0 && part <= 1) {
          first = Math.min(first, along);
        }
      }
    }
    return first;
  }

  /** How near a ray passes to the end of a wall, or its eye to a wall, in cells. */
  static double nearestEdge(Collection<Barrier> walls, Point eye, double dx, double dy) {
    double length = Math.hypot(dx, dy);
    double least = Double.POSITIVE_INFINITY;
    for (Barrier wall : walls) {
      for (int i = 0; i < wall.line().size(); i++) {
        Point a = wall.line().get(i);
        double across = ((a.x() - eye.x()) * dy - (a.y() - eye.y()) * dx) / length;
        least = Math.min(least, Math.abs(across));
        if (i > 0) {
          least = Math.min(least, toSegment(eye, a, wall.line().get(i - 1)));
        }
      }
    }
    return least;
  }

  static double toSegment(Point p, Point a, Point b) {
    double ex = b.x() - a.x();
    double ey = b.y() - a.y();
    double long2 = ex * ex + ey * ey;
    double part = long2 == 0 ? 0 : ((p.x() - a.x()) * ex + (p.y() - a.y()) * ey) / long2;
    double on = Math.max(0, Math.min(1, part));
    return p.to(new Point(a.x() + on * ex, a.y() + on * ey));
  }
}

package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;

/**
 * A straight way from place to place, tested against one wall segment after another. The rule is
 * that of {@link Walls}. Both orders of the ends of a sight give the same bits, so sight is
 * symmetric to the last rounding.
 */
final class Way {
  private static final double NEAR = Walls.TOUCH * Walls.TOUCH;

  final double px;
  final double py;
  final double qx;
  final double qy;
  final double dx;
  final double dy;
  final int mask;
  private final double fromX;
  private final double fromY;
  private final boolean endCounts;
  private final double reach;

  Way(Passage passage, Point from, Point to) {
    endCounts = passage == Passage.MOVEMENT;
    mask = passage.bit();
    fromX = from.x();
    fromY = from.y();
    boolean turned = !endCounts && (to.x() < from.x() || (to.x() <= from.x() && to.y() < from.y()));
    px = turned ? to.x() : from.x();
    py = turned ? to.y() : from.y();
    qx = turned ? from.x() : to.x();
    qy = turned ? from.y() : to.y();
    dx = qx - px;
    dy = qy - py;
    reach = Walls.TOUCH * Math.sqrt(dx * dx + dy * dy);
  }

  Bounds bounds() {
    return new Bounds(Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy));
  }

  /** Whether a wall from a to b stops it; {@code wallReach} is its length times the tolerance. */
  boolean stoppedBy(double ax, double ay, double bx, double by, double wallReach, byte bits) {
    double sideA = dx * (ay - py) - dy * (ax - px);
    double sideB = dx * (by - py) - dy * (bx - px);
    if ((sideA > reach && sideB > reach) || (sideA < -reach && sideB < -reach)) {
      return false;
    }
    double ex = bx - ax;
    double ey = by - ay;
    double sideP = ex * (py - ay) - ey * (px - ax);
    double sideQ = ex * (qy - ay) - ey * (qx - ax);
    if ((sideP > wallReach && sideQ > wallReach) || (sideP < -wallReach && sideQ < -wallReach)) {
      return false;
    }
    if (!Barrier.faces(bits, ex * (fromY - ay) - ey * (fromX - ax))) {
      return false;
    }
    if (near(px, py, ax, ay, bx, by)) {
      return false;
    }
    if (near(qx, qy, ax, ay, bx, by)) {
      return endCounts;
    }
    boolean across = sideA > 0 != sideB > 0 && sideP > 0 != sideQ > 0;
    return across || near(ax, ay, px, py, qx, qy) || near(bx, by, px, py, qx, qy);
  }

  /** Whether a point lies within the tolerance of a segment. */
  static boolean near(double x, double y, double ax, double ay, double bx, double by) {
    double ex = bx - ax;
    double ey = by - ay;
    double length = ex * ex + ey * ey;
    double along = (x - ax) * ex + (y - ay) * ey;
    if (along <= 0) {
      return (x - ax) * (x - ax) + (y - ay) * (y - ay) <= NEAR;
    }
    if (along >= length) {
      return (x - bx) * (x - bx) + (y - by) * (y - by) <= NEAR;
    }
    double across = ex * (y - ay) - ey * (x - ax);
    return across * across <= NEAR * length;
  }
}

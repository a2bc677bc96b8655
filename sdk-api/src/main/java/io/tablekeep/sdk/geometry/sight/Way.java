package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import org.jspecify.annotations.Nullable;

/**
 * A straight way from place to place, tested against one wall segment after another. The rule is
 * that of {@link Walls}. Both orders of the ends of a sight give the same bits, so sight is
 * symmetric to the last rounding. One value can be led from place to place, so that a look at many
 * makes no garbage.
 */
final class Way {
  private static final double NEAR = Walls.TOUCH * Walls.TOUCH;

  final int mask;
  private final double fromX;
  private final double fromY;
  private final boolean endCounts;
  double px;
  double py;
  double qx;
  double qy;
  double dx;
  double dy;
  private double reach;

  /** What stopped it last, and where that stands: it often stops the next way, too. */
  @Nullable SegmentIndex stoppedIn;

  int stopper;

  Way(Passage passage, Point from) {
    endCounts = passage == Passage.MOVEMENT;
    mask = passage.bit();
    fromX = from.x();
    fromY = from.y();
  }

  /** Leads it to another place. */
  Way to(double x, double y) {
    boolean turned = !endCounts && (x < fromX || (x <= fromX && y < fromY));
    px = turned ? x : fromX;
    py = turned ? y : fromY;
    qx = turned ? fromX : x;
    qy = turned ? fromY : y;
    dx = qx - px;
    dy = qy - py;
    reach = Walls.TOUCH * Math.sqrt(dx * dx + dy * dy);
    return this;
  }

  /** Whether it comes into a rectangle's rows and columns. */
  boolean meets(Bounds bounds) {
    return Math.min(px, qx) <= bounds.maxX()
        && Math.max(px, qx) >= bounds.minX()
        && Math.min(py, qy) <= bounds.maxY()
        && Math.max(py, qy) >= bounds.minY();
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

package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.List;

/** Collects the corners of a border of walls and arcs. */
final class Outline {
  private static final double LEAST = 4 * Walls.TOUCH;
  private static final double SAME = 1e-9;

  private final Point eye;
  private final double radius;
  private final double step;
  private final List<Point> points = new ArrayList<>();

  Outline(Point eye, double radius, int chords) {
    this.eye = eye;
    this.radius = radius;
    this.step = 2 * Math.PI / chords;
  }

  /**
   * The corners.
   *
   * @param cut whether one wall is at the beginning and at the end, where it has no corner
   */
  List<Point> points(boolean cut) {
    int last = points.size() - 1;
    if (last > 0 && points.get(last).to(points.get(0)) < SAME) {
      points.remove(last);
    }
    if (cut && points.get(0).to(eye) < radius - SAME) {
      points.remove(0);
    }
    return points;
  }

  void arc(double from, double to) {
    double first = angle(from);
    double turn = (to >= Turn.FULL ? 2 * Math.PI : angle(to)) - first;
    int pieces = (int) Math.max(1, Math.ceil(turn / step - SAME));
    for (int i = 0; i <= pieces; i++) {
      double angle = first + turn * i / pieces;
      add(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }
  }

  void wall(double from, double to, double wx, double wy) {
    double[] part = within(from, to, wx, wy, radius);
    if (part.length == 0) {
      arc(from, to);
      return;
    }
    if (part[0] > from) {
      arc(from, part[0]);
    }
    add(x(part[0], wx, wy), y(part[0], wx, wy));
    add(x(part[1], wx, wy), y(part[1], wx, wy));
    if (part[1] < to) {
      arc(part[1], to);
    }
  }

  /** Whether enough of a piece of wall shows within a radius. */
  static boolean shown(double from, double to, double wx, double wy, double radius) {
    double[] part = within(from, to, wx, wy, radius);
    if (part.length == 0) {
      return false;
    }
    double x = x(part[1], wx, wy) - x(part[0], wx, wy);
    double y = y(part[1], wx, wy) - y(part[0], wx, wy);
    return x * x + y * y > LEAST * LEAST;
  }

  /** The turns between which the line {@code w·p = 1} is within the radius; empty if nowhere. */
  private static double[] within(double from, double to, double wx, double wy, double radius) {
    double square = wx * wx + wy * wy;
    double half = radius * radius - 1 / square;
    if (half <= 0) {
      return new double[0];
    }
    // From the foot of the eye on the line, both ways to the circle; clockwise comes last.
    double along = Math.sqrt(half / square);
    double first = Turn.of(wx / square + along * wy, wy / square - along * wx);
    double last = Turn.of(wx / square - along * wy, wy / square + along * wx);
    double begin = inside(from, first, last) ? from : first;
    double end = inside(to, first, last) ? to : last;
    boolean some = begin >= from && begin <= to && end >= from && end <= to && begin < end;
    return some ? new double[] {begin, end} : new double[0];
  }

  /** Whether a turn is in the half turn from first to last, which may pass the full turn. */
  private static boolean inside(double turn, double first, double last) {
    return first <= last ? turn >= first && turn <= last : turn >= first || turn <= last;
  }

  private static double x(double turn, double wx, double wy) {
    return Turn.x(turn) / (wx * Turn.x(turn) + wy * Turn.y(turn));
  }

  private static double y(double turn, double wx, double wy) {
    return Turn.y(turn) / (wx * Turn.x(turn) + wy * Turn.y(turn));
  }

  private static double angle(double turn) {
    double angle = StrictMath.atan2(Turn.y(turn), Turn.x(turn));
    return angle < 0 ? angle + 2 * Math.PI : angle;
  }

  private void add(double x, double y) {
    Point point = new Point(eye.x() + x, eye.y() + y);
    if (points.isEmpty() || points.get(points.size() - 1).to(point) >= SAME) {
      points.add(point);
    }
  }
}

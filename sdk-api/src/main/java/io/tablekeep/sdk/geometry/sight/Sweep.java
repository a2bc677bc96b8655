package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the walls round an eye and keeps what is nearest in each direction. Each end of a wall
 * is pushed outwards by the tolerance, across the line from the eye to it, so that joints and walls
 * seen from their ends are closed as the rule of {@link Walls} wants it.
 */
final class Sweep {
  private final Point eye;
  private final double radius;
  private double[] wx = new double[64];
  private double[] wy = new double[64];
  private WallPart[] parts = new WallPart[64];
  private final List<Envelope> single = new ArrayList<>();

  private Sweep(Point eye, double radius) {
    this.eye = eye;
    this.radius = radius;
  }

  static Visibility visible(List<WallLayer> layers, Passage passage, Point eye, double radius) {
    Sweep sweep = new Sweep(eye, radius);
    for (WallLayer layer : layers) {
      layer.index.each(Bounds.around(eye, radius), id -> sweep.look(layer, id, passage.bit()));
    }
    Envelope all = sweep.merged(0, sweep.single.size());
    return new Visibility(eye, radius, all, sweep.wx, sweep.wy, sweep.parts);
  }

  private void look(WallLayer layer, int id, int mask) {
    byte bits = layer.bits[id];
    if ((bits & mask) == 0) {
      return;
    }
    double ax = layer.index.ax(id) - eye.x();
    double ay = layer.index.ay(id) - eye.y();
    double bx = layer.index.bx(id) - eye.x();
    double by = layer.index.by(id) - eye.y();
    double turn = ax * by - ay * bx;
    // The eye is on the right hand of a wall that passes it from left to right, as y is down.
    if (!Barrier.faces(bits, turn) || Way.near(0, 0, ax, ay, bx, by)) {
      return;
    }
    if (turn >= 0) {
      add(ax, ay, bx, by, layer, id);
    } else {
      add(bx, by, ax, ay, layer, id);
    }
  }

  /** Adds a wall from a to b, clockwise. */
  private void add(double ax, double ay, double bx, double by, WallLayer layer, int id) {
    double pushA = Walls.TOUCH / Math.sqrt(ax * ax + ay * ay);
    double pushB = Walls.TOUCH / Math.sqrt(bx * bx + by * by);
    double fromX = ax + pushA * ay;
    double fromY = ay - pushA * ax;
    double toX = bx - pushB * by;
    double toY = by + pushB * bx;
    double turn = fromX * toY - fromY * toX;
    double x = (toY - fromY) / turn;
    double y = (fromX - toX) / turn;
    if (!(turn > 0) || (x * x + y * y) * radius * radius < 1) {
      return; // Its line passes beyond the radius.
    }
    int wall = single.size();
    if (wall == wx.length) {
      wx = Arrays.copyOf(wx, 2 * wall);
      wy = Arrays.copyOf(wy, 2 * wall);
      parts = Arrays.copyOf(parts, 2 * wall);
    }
    wx[wall] = x;
    wy[wall] = y;
    parts[wall] = layer.part(id);
    single.add(Envelope.of(wall, Turn.of(fromX, fromY), Turn.of(toX, toY)));
  }

  private Envelope merged(int from, int to) {
    if (to - from <= 1) {
      return from == to ? Envelope.empty() : single.get(from);
    }
    int half = (from + to) >>> 1;
    return merged(from, half).and(merged(half, to), wx, wy);
  }
}

package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything round a place that no wall hides, up to a radius: a star-shaped region with walls and
 * arcs as its border. Agrees with {@link Walls#blocked} but for strips of a few {@link Walls#TOUCH}
 * along walls and the edges of shadows.
 */
public final class Visibility implements Region {
  private final Point eye;
  private final double radius;
  private final Envelope border;
  private final double[] wx;
  private final double[] wy;
  private final WallPart[] parts;

  Visibility(
      Point eye, double radius, Envelope border, double[] wx, double[] wy, WallPart[] parts) {
    this.eye = eye;
    this.radius = radius;
    this.border = border;
    this.wx = wx;
    this.wy = wy;
    this.parts = parts;
  }

  /** Takes O(log n). */
  @Override
  public boolean contains(Point point) {
    double x = point.x() - eye.x();
    double y = point.y() - eye.y();
    double square = x * x + y * y;
    if (square > radius * radius) {
      return false;
    }
    if (square == 0) {
      return true;
    }
    int found = Arrays.binarySearch(border.turns, 0, border.size, Turn.of(x, y));
    int wall = border.nearest[found >= 0 ? found : -found - 2];
    if (wall < 0) {
      return true;
    }
    double thick = Walls.TOUCH * Math.sqrt(wx[wall] * wx[wall] + wy[wall] * wy[wall]);
    return wx[wall] * x + wy[wall] * y <= 1 + thick;
  }

  @Override
  public Bounds bounds() {
    return Bounds.around(eye, radius);
  }

  /**
   * The border as a polygon. Arcs become chords inside them.
   *
   * @param chords how many chords a full circle would become, at least 3
   * @return the corners, clockwise on the screen
   */
  public List<Point> outline(int chords) {
    Outline outline = new Outline(eye, radius, Math.max(3, chords));
    for (int i = 0; i < border.size; i++) {
      int wall = border.nearest[i];
      if (wall < 0) {
        outline.arc(border.turns[i], end(i));
      } else {
        outline.wall(border.turns[i], end(i), wx[wall], wy[wall]);
      }
    }
    int first = border.nearest[0];
    return outline.points(first >= 0 && first == border.nearest[border.size - 1]);
  }

  /**
   * The pieces of walls that bound the view: what an eye here sees of walls and closed doors. Those
   * of which less than a few {@link Walls#TOUCH} show are left out.
   *
   * @return the pieces, clockwise
   */
  public Set<WallPart> walls() {
    Set<WallPart> seen = new LinkedHashSet<>();
    for (int i = 0; i < border.size; i++) {
      int wall = border.nearest[i];
      if (wall >= 0 && Outline.shown(border.turns[i], end(i), wx[wall], wy[wall], radius)) {
        seen.add(parts[wall]);
      }
    }
    return seen;
  }

  private double end(int i) {
    return i + 1 < border.size ? border.turns[i + 1] : Turn.FULL;
  }
}

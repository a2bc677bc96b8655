package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import java.util.Collection;
import java.util.List;

/**
 * Who can see what on a map: walls, lamps, and the light that is everywhere. Immutable; a changed
 * door or lamp gives a new value that shares the rest.
 *
 * @param walls all walls as they stand
 * @param lamps the lamps that shine
 * @param ambient how light it is where no lamp reaches
 */
public record Sight(Walls walls, List<Lamp> lamps, Illumination ambient) {
  private static final double PIECES = 32;

  /**
   * Copies the lamps.
   *
   * @param walls as in the record
   * @param lamps as in the record
   * @param ambient as in the record
   */
  public Sight {
    lamps = List.copyOf(lamps);
  }

  /**
   * The same with other walls.
   *
   * @param changed the walls now, best made from {@link #walls()}
   * @return the new value
   */
  public Sight with(Walls changed) {
    return new Sight(changed, lamps, ambient);
  }

  /**
   * The same with other lamps.
   *
   * @param changed the lamps now
   * @return the new value
   */
  public Sight with(List<Lamp> changed) {
    return new Sight(walls, changed, ambient);
  }

  /**
   * How light it is at a place: the brightest of what is everywhere and what reaches it from a
   * lamp. Lights do not add up.
   *
   * @param place the place
   * @return the level of light
   */
  public Illumination illumination(Point place) {
    Illumination level = ambient;
    for (Lamp lamp : lamps) {
      Illumination reach = lamp.reach(place);
      if (reach.compareTo(level) > 0
          && !(lamp.shadows() && walls.blocked(Passage.LIGHT, lamp.at(), place))) {
        level = reach;
      }
    }
    return level;
  }

  /**
   * What an eye makes of a place: how light it is there, one level more within its darkvision.
   *
   * @param eye who looks
   * @param place where
   * @return {@link Illumination#DARK} if it sees nothing there: too far, behind a wall, or dark
   */
  public Illumination perceived(Eye eye, Point place) {
    return inReach(eye, place) && !walls.blocked(Passage.SIGHT, eye.at(), place)
        ? lit(eye, place)
        : Illumination.DARK;
  }

  private static boolean inReach(Eye eye, Point place) {
    return within(eye, place, eye.range());
  }

  private Illumination lit(Eye eye, Point place) {
    Illumination level = illumination(place);
    return within(eye, place, eye.darkvision()) ? level.brighter() : level;
  }

  private static boolean within(Eye eye, Point place, double reach) {
    double x = place.x() - eye.at().x();
    double y = place.y() - eye.at().y();
    return reach > 0 && x * x + y * y <= reach * reach;
  }

  /**
   * Whether an eye sees a place.
   *
   * @param eye who looks
   * @param place where
   * @return true if it is within range, not behind a wall, and not dark to this eye
   */
  public boolean sees(Eye eye, Point place) {
    return perceived(eye, place) != Illumination.DARK;
  }

  /**
   * An eye that looks at many places.
   *
   * @param eye who looks
   * @return asks faster than {@link #sees(Eye, Point)} each time
   */
  public Gaze gaze(Eye eye) {
    return new Gaze(this, eye);
  }

  boolean sees(Eye eye, Way way, double x, double y) {
    Point place = new Point(x, y);
    return inReach(eye, place) && !walls.stop(way.to(x, y)) && lit(eye, place) != Illumination.DARK;
  }

  /**
   * Whether one of several eyes sees one of several places.
   *
   * @param eyes who looks; a viewer sees what any of their tokens sees
   * @param spots where: those of a creature, from {@link Walls#spots}
   * @return true if any sees any
   */
  public boolean sees(Collection<Eye> eyes, Collection<Point> spots) {
    for (Eye eye : eyes) {
      for (Point spot : spots) {
        if (sees(eye, spot)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether one of several eyes sees a creature.
   *
   * @param eyes who looks
   * @param creature where it is; who keeps its {@linkplain Walls#spots spots} asks faster
   * @return true if any eye sees any spot of it
   */
  public boolean sees(Collection<Eye> eyes, Space creature) {
    return !eyes.isEmpty() && sees(eyes, walls.spots(creature));
  }

  /**
   * Whether an eye sees part of a straight thing: a window, an open door, a piece of wall. Looked
   * at is one point for each cell of its length, at most 32, just before it on the eye's side: a
   * wall whose far side alone is lit is not seen.
   *
   * @param eye who looks
   * @param a one end
   * @param b the other end
   * @return true if it sees one of the points
   */
  public boolean sees(Eye eye, Point a, Point b) {
    double pieces = Math.max(1, Math.min(PIECES, Math.ceil(a.to(b))));
    for (int i = 0; i < pieces; i++) {
      double part = (i + 0.5) / pieces;
      double x = a.x() + part * (b.x() - a.x());
      double y = a.y() + part * (b.y() - a.y());
      double back = Math.min(1, 4 * Walls.TOUCH / eye.at().to(new Point(x, y)));
      Point before = new Point(x + back * (eye.at().x() - x), y + back * (eye.at().y() - y));
      if (sees(eye, before)) {
        return true;
      }
    }
    return false;
  }

  /**
   * All that an eye sees: for exploration and fog, with {@code grid.cells(seen, map)}.
   *
   * @param eye who looks
   * @return the places it sees; asking about one takes O(log n) and a look from each lamp near it
   */
  public Region seen(Eye eye) {
    Visibility visible = walls.visible(Passage.SIGHT, eye.at(), eye.range());
    return new Region() {
      @Override
      public boolean contains(Point point) {
        return inReach(eye, point)
            && visible.contains(point)
            && lit(eye, point) != Illumination.DARK;
      }

      @Override
      public Bounds bounds() {
        return visible.bounds();
      }
    };
  }
}

package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import java.util.List;
import java.util.Map;

/**
 * All walls of a map, by key, ready to be asked. Immutable; what changes gives a new value, and
 * most of the index is shared.
 *
 * <p><b>The rule.</b> A wall is as thick as {@link #TOUCH} to all sides, ends included. A straight
 * way is stopped by a wall that it crosses or touches. So a joint is closed, a gap narrower than
 * twice that is closed, and who looks along a wall does not look past it. But a wall on which one
 * end of a sight or light lies (within that thickness) does not stop it: who stands exactly on a
 * wall sees and is seen from both sides, and a lamp on a wall shines to both. Movement may begin on
 * a wall but not end on one, so nobody gets through in two steps. Each wall stops or does not
 * whatever the others do: adding one never reveals anything.
 *
 * <p>A creature is seen when one of its {@linkplain #spots spots} is.
 */
public final class Walls {
  /** How near is touching, in cells: a thousandth, 1.5 mm on cells of 5 feet. */
  public static final double TOUCH = 1e-3;

  private static final int FEW = 64;
  private static final Walls NONE = of(Map.of());

  private final WallLayer base;

  /** What was added or has other corners since the base was indexed; small. */
  private final WallLayer recent;

  private Walls(WallLayer base, WallLayer recent) {
    this.base = base;
    this.recent = recent;
  }

  /**
   * No walls.
   *
   * @return an empty value
   */
  public static Walls none() {
    return NONE;
  }

  /**
   * Indexes walls. Costs about a microsecond a segment.
   *
   * @param walls the walls by key
   * @return the same, ready to be asked
   */
  public static Walls of(Map<String, Barrier> walls) {
    return new Walls(WallLayer.of(walls), WallLayer.of(Map.of()));
  }

  /**
   * Adds or replaces one wall. A door that opens or closes copies a byte for each segment; a new or
   * moved wall goes to a small second index that is merged now and then.
   *
   * @param key its key
   * @param wall the wall as it is now
   * @return the new walls
   */
  public Walls with(String key, Barrier wall) {
    if (recent.knows(key, wall.line())) {
      return new Walls(base, recent.with(key, wall));
    }
    if (base.knows(key, wall.line())) {
      return new Walls(base.with(key, wall), recent.without(key));
    }
    Map<String, Barrier> added = recent.walls();
    added.put(key, wall);
    return merged(base.without(key), WallLayer.of(added));
  }

  /**
   * Takes one wall away.
   *
   * @param key its key; nothing happens if there is none
   * @return the new walls
   */
  public Walls without(String key) {
    return new Walls(base.without(key), recent.without(key));
  }

  private static Walls merged(WallLayer base, WallLayer recent) {
    if (recent.index.size <= FEW + base.index.size / 8) {
      return new Walls(base, recent);
    }
    Map<String, Barrier> all = base.walls();
    all.putAll(recent.walls());
    return of(all);
  }

  /**
   * Whether a wall stops a straight way.
   *
   * @param passage what goes there; sight and light give the same answer both ways, unless a wall
   *     has one side only
   * @param from where it begins: the eye, the lamp
   * @param to where it ends: what is looked at or shone on
   * @return true if at least one wall stops it
   */
  public boolean blocked(Passage passage, Point from, Point to) {
    return stop(new Way(passage, from).to(to.x(), to.y()));
  }

  /** Whether a wall stops a way. */
  boolean stop(Way way) {
    return base.index.stops(way, base.bits) || recent.index.stops(way, recent.bits);
  }

  /**
   * Everything that can be reached in straight lines from a place.
   *
   * @param passage what goes there
   * @param from the eye, the lamp
   * @param radius how far, in cells
   * @return what is within the radius and not behind a wall
   */
  public Visibility visible(Passage passage, Point from, double radius) {
    return Sweep.visible(List.of(base, recent), passage, from, radius);
  }

  /**
   * What of an area its effect reaches: the places to which an unblocked straight line leads from
   * the point of origin (SRD 5.1, "Areas of Effect").
   *
   * @param area the area
   * @param passage what kind of line; usually {@link Passage#MOVEMENT}, which also a window stops
   * @return the part of the area that no wall cuts off
   */
  public Region reached(Area area, Passage passage) {
    return new Region() {
      @Override
      public boolean contains(Point point) {
        return area.contains(point) && !blocked(passage, area.origin(), point);
      }

      @Override
      public Bounds bounds() {
        return area.bounds();
      }
    };
  }

  /**
   * The sample points of a creature: its middle, four points towards its corners (at 90 % of the
   * way), and for a creature larger than a cell the middles of its parts, at most five by five.
   * Those that a wall cuts off from its middle are left out: a creature that leans into a wall does
   * not show behind it. Worth keeping while the creature and the walls stay.
   *
   * @param space where the creature is
   * @return the points, its middle first; never empty
   */
  public List<Point> spots(Space space) {
    return Spots.of(space).filter(at -> !blocked(Passage.SIGHT, space.middle(), at)).toList();
  }
}

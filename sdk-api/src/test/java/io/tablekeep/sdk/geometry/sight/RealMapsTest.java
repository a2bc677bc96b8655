package io.tablekeep.sdk.geometry.sight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.grid.SquareGrid;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RealMapsTest {
  private static final Bounds MAP = new Bounds(0, 0, 22, 22);

  @Test
  void nobodySeesThroughACorner() throws IOException {
    for (Map<String, Barrier> map : RealMaps.walls().values()) {
      Walls walls = Walls.of(map);
      for (Barrier wall : map.values()) {
        List<Point> line = wall.line();
        for (int i = 1; i < line.size() - 1; i++) {
          for (int angle = 0; angle < 180; angle++) {
            double x = 0.3 * Math.cos(Math.toRadians(angle));
            double y = 0.3 * Math.sin(Math.toRadians(angle));
            Point from = new Point(line.get(i).x() - x, line.get(i).y() - y);
            Point to = new Point(line.get(i).x() + x, line.get(i).y() + y);
            if (!onOneOfBoth(from, line, i) && !onOneOfBoth(to, line, i)) {
              assertTrue(walls.blocked(Passage.SIGHT, from, to), from + " " + to);
              assertTrue(walls.blocked(Passage.MOVEMENT, from, to) || !wall.movement());
            }
          }
        }
      }
    }
  }

  /** On both pieces that meet at a corner is only the corner itself; on one, the other stops. */
  private static boolean onOneOfBoth(Point at, List<Point> line, int corner) {
    return SlowSight.toSegment(at, line.get(corner - 1), line.get(corner)) <= 2 * Walls.TOUCH
        || SlowSight.toSegment(at, line.get(corner), line.get(corner + 1)) <= 2 * Walls.TOUCH;
  }

  @Test
  void theViewAgreesWithLinesOfSightAndWithSlowRays() throws IOException {
    SplittableRandom random = Seed.random("theViewAgreesWithLinesOfSightAndWithSlowRays");
    for (Map<String, Barrier> map : RealMaps.walls().values()) {
      Walls walls = Walls.of(map);
      int compared = 0;
      for (int i = 0; i < 60; i++) {
        Point eye = new Point(random.nextDouble() * 22, random.nextDouble() * 22);
        Visibility view = walls.visible(Passage.SIGHT, eye, 60);
        for (int j = 0; j < 300; j++) {
          Point to = new Point(random.nextDouble() * 22, random.nextDouble() * 22);
          if (SightPropertyTest.clear(map, eye, to)) {
            boolean blocked = walls.blocked(Passage.SIGHT, eye, to);
            double hit = SlowSight.firstHit(map.values(), eye, to.x() - eye.x(), to.y() - eye.y());
            assertEquals(hit < 1, blocked, () -> eye + " " + to);
            assertEquals(blocked, !view.contains(to), () -> eye + " " + to);
            compared++;
          }
        }
      }
      assertTrue(compared > 1000, compared + " compared");
    }
  }

  @Test
  void openDoorsRevealAndClosingThemHidesAgain() throws IOException {
    SquareGrid grid = new SquareGrid();
    for (Map<String, Barrier> map : RealMaps.walls().values()) {
      Walls closed = Walls.of(map);
      Walls open = closed;
      for (Map.Entry<String, Barrier> door : map.entrySet()) {
        if (door.getKey().startsWith("d")) {
          open = open.with(door.getKey(), door.getValue().opened());
        }
      }
      Set<String> revealed = new HashSet<>();
      for (int x = 0; x < 22; x++) {
        for (int y = 0; y < 22; y++) {
          Eye eye = Eye.human(new Point(x + 0.4, y + 0.6));
          Sight day = new Sight(closed, List.of(), Illumination.BRIGHT);
          Set<?> before = new HashSet<>(grid.cells(day.seen(eye), MAP));
          Set<?> after = new HashSet<>(grid.cells(day.with(open).seen(eye), MAP));
          assertTrue(after.containsAll(before));
          if (after.size() > before.size()) {
            revealed.add(x + "," + y);
          }
        }
      }
      assertTrue(revealed.size() > 3, "opening doors showed something: " + revealed);
    }
  }
}

package io.tablekeep.sdk.geometry.sight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SightPropertyTest {
  private static final int CELLS = 20;
  private static final int ROUNDS = 300;
  private static final List<Barrier.Side> SIDES = List.of(Barrier.Side.values());
  private static final List<Passage> PASSAGES = List.of(Passage.values());

  @Test
  void linesAgreeWithWholeNumbers() {
    SplittableRandom random = Seed.random("linesAgreeWithWholeNumbers");
    int stopped = 0;
    int all = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = walls(random, 1 + random.nextInt(40));
      Walls walls = Walls.of(map);
      for (int i = 0; i < 100; i++) {
        Point from = quarter(random);
        Point to = quarter(random);
        Passage passage = PASSAGES.get(random.nextInt(PASSAGES.size()));
        boolean blocked = walls.blocked(passage, from, to);
        assertEquals(
            SlowSight.blockedExactly(map.values(), passage, from, to),
            blocked,
            () -> passage + " " + from + " " + to + " " + map);
        stopped += blocked ? 1 : 0;
        all++;
      }
    }
    assertTrue(stopped > all / 10 && stopped < all * 9 / 10, stopped + " of " + all);
  }

  /** A value of one wall looks at just that wall, so what goes wrong here is the index. */
  @Test
  void theIndexFindsWhatLookingAtEachWallFinds() {
    SplittableRandom random = Seed.random("theIndexFindsWhatLookingAtEachWallFinds");
    double[] scales = {1, 20, 1000, 2 * Point.FARTHEST};
    for (int round = 0; round < 40; round++) {
      double scale = scales[random.nextInt(scales.length)];
      Map<String, Barrier> map = new HashMap<>();
      List<Walls> each = new ArrayList<>();
      int count = 1 + random.nextInt(1200);
      for (int i = 0; i < count; i++) {
        Point a = spread(random, scale);
        Point b = random.nextInt(20) == 0 ? spread(random, scale) : beside(random, a, scale);
        Barrier.Side side = SIDES.get(random.nextInt(SIDES.size()));
        Barrier wall = new Barrier(List.of(a, b), true, true, true, side);
        map.put("w" + i, wall);
        each.add(Walls.of(Map.of("w", wall)));
      }
      Walls walls = Walls.of(map);
      for (int i = 0; i < 60; i++) {
        Point from = random.nextBoolean() ? spread(random, scale) : nearSomething(random, map);
        Point to =
            switch (random.nextInt(4)) {
              case 0 -> new Point(from.x(), spread(random, scale).y());
              case 1 -> beside(random, from, scale);
              case 2 -> nearSomething(random, map);
              default -> spread(random, scale);
            };
        Passage passage = PASSAGES.get(random.nextInt(PASSAGES.size()));
        assertEquals(
            each.stream().anyMatch(one -> one.blocked(passage, from, to)),
            walls.blocked(passage, from, to),
            () -> passage + " " + from + " " + to + " of " + count + " within " + scale);
      }
    }
  }

  private static Point spread(SplittableRandom random, double scale) {
    return new Point((random.nextDouble() - 0.5) * scale, (random.nextDouble() - 0.5) * scale);
  }

  private static Point beside(SplittableRandom random, Point at, double scale) {
    double reach = random.nextInt(3) == 0 ? 0.01 : scale / 20;
    return new Point(
        at.x() + (random.nextDouble() - 0.5) * reach,
        at.y() + (random.nextInt(3) == 0 ? 0 : (random.nextDouble() - 0.5) * reach));
  }

  @Test
  void sightIsTheSameBothWays() {
    SplittableRandom random = Seed.random("sightIsTheSameBothWays");
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = anywhere(random, 30);
      Walls walls = Walls.of(map);
      for (int i = 0; i < 100; i++) {
        bothWays(walls, nearSomething(random, map), nearSomething(random, map));
        // A line that passes an end at just the tolerance, where roundings decide.
        Point end = map.get("w" + random.nextInt(map.size())).line().get(0);
        double angle = random.nextDouble(2 * Math.PI);
        double x = Math.cos(angle);
        double y = Math.sin(angle);
        double before = random.nextDouble(5);
        double after = random.nextDouble(5);
        bothWays(
            Walls.of(Map.of("post", Barrier.wall(end, new Point(end.x() + y, end.y() - x)))),
            new Point(
                end.x() - y * Walls.TOUCH - x * before, end.y() + x * Walls.TOUCH - y * before),
            new Point(
                end.x() - y * Walls.TOUCH + x * after, end.y() + x * Walls.TOUCH + y * after));
      }
    }
  }

  private static void bothWays(Walls walls, Point from, Point to) {
    assertEquals(
        walls.blocked(Passage.SIGHT, from, to),
        walls.blocked(Passage.SIGHT, to, from),
        () -> from + " " + to);
  }

  @Test
  void oneMoreWallNeverReveals() {
    SplittableRandom random = Seed.random("oneMoreWallNeverReveals");
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = anywhere(random, 20);
      Walls before = Walls.of(map);
      Walls after = before.with("more", anywhere(random, 1).get("w0"));
      Point eye = nearSomething(random, map);
      for (int i = 0; i < 50; i++) {
        Point to = nearSomething(random, map);
        for (Passage passage : Passage.values()) {
          assertTrue(
              !before.blocked(passage, eye, to) || after.blocked(passage, eye, to),
              () -> eye + " " + to + " " + map);
        }
      }
    }
  }

  @Test
  void turningAndMovingTheMapChangesNothing() {
    SplittableRandom random = Seed.random("turningAndMovingTheMapChangesNothing");
    List<UnaryOperator<Point>> changes =
        List.of(
            p -> new Point(-p.y(), p.x()),
            p -> new Point(-p.x(), -p.y()),
            p -> new Point(p.y(), p.x()),
            p -> new Point(p.x() - 1024, p.y() + 4096));
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = walls(random, 20);
      Walls walls = Walls.of(map);
      UnaryOperator<Point> change = changes.get(round % changes.size());
      Map<String, Barrier> other = new HashMap<>();
      map.forEach(
          (key, wall) ->
              other.put(
                  key,
                  new Barrier(
                      wall.line().stream().map(change).toList(),
                      wall.sight(),
                      wall.light(),
                      wall.movement(),
                      wall.from())));
      Walls changed = Walls.of(other);
      Point eye = new Point(random.nextInt(160) / 8.0 + 1 / 16.0, random.nextInt(160) / 8.0);
      Visibility view = walls.visible(Passage.SIGHT, eye, 12);
      Visibility otherView = changed.visible(Passage.SIGHT, change.apply(eye), 12);
      for (int i = 0; i < 100; i++) {
        Point to = quarter(random);
        assertEquals(
            walls.blocked(Passage.SIGHT, eye, to),
            changed.blocked(Passage.SIGHT, change.apply(eye), change.apply(to)));
        if (clear(map, eye, to)) {
          assertEquals(
              view.contains(to),
              otherView.contains(change.apply(to)),
              () -> eye + " " + to + " " + map);
        }
      }
    }
  }

  @Test
  void aGazeSeesWhatTheEyeSeesPlaceByPlace() {
    SplittableRandom random = Seed.random("aGazeSeesWhatTheEyeSeesPlaceByPlace");
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = round % 2 == 0 ? walls(random, 40) : anywhere(random, 40);
      Walls walls = Walls.of(map).with("later", walls(random, 1).values().iterator().next());
      Sight sight = new Sight(walls, List.of(), Illumination.BRIGHT);
      Point at = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
      Eye eye = new Eye(at, 2 + random.nextDouble() * CELLS, 0);
      Gaze gaze = sight.gaze(eye);
      for (int i = 0; i < 100; i++) {
        Point to = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
        assertEquals(sight.sees(eye, to), gaze.sees(to.x(), to.y()), () -> eye + " " + map);
      }
    }
  }

  @Test
  void theViewAgreesWithLinesOfSight() {
    SplittableRandom random = Seed.random("theViewAgreesWithLinesOfSight");
    int seen = 0;
    int all = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = round % 2 == 0 ? walls(random, 40) : anywhere(random, 40);
      Walls walls = Walls.of(map);
      Point eye = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
      double radius = 2 + random.nextDouble() * CELLS;
      Visibility view = walls.visible(Passage.SIGHT, eye, radius);
      for (int i = 0; i < 200; i++) {
        Point to = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
        if (clear(map, eye, to)) {
          boolean wanted = eye.to(to) <= radius && !walls.blocked(Passage.SIGHT, eye, to);
          assertEquals(wanted, view.contains(to), () -> eye + " " + to + " " + map);
          seen += wanted ? 1 : 0;
          all++;
        }
      }
    }
    assertTrue(seen > all / 20 && seen < all * 19 / 20, seen + " of " + all);
  }

  @Test
  void theViewEndsWhereRaysEnd() {
    SplittableRandom random = Seed.random("theViewEndsWhereRaysEnd");
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = anywhere(random, 30);
      Point eye = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
      double radius = 3 + random.nextInt(10);
      Visibility view = Walls.of(map).visible(Passage.SIGHT, eye, radius);
      for (int ray = 0; ray < 360; ray++) {
        double dx = radius * Math.cos(ray * 0.01745);
        double dy = radius * Math.sin(ray * 0.01745);
        if (SlowSight.nearestEdge(map.values(), eye, dx, dy) < 4 * Walls.TOUCH) {
          continue;
        }
        double end = SlowSight.firstHit(map.values(), eye, dx, dy);
        Point before = new Point(eye.x() + 0.999 * end * dx, eye.y() + 0.999 * end * dy);
        assertTrue(view.contains(before), () -> eye + " " + before + " " + map);
        double past = Math.min(1.5, end + 0.1);
        Point behind = new Point(eye.x() + past * dx, eye.y() + past * dy);
        assertEquals(false, past > 1 && view.contains(behind), "beyond the radius");
        if (end < 0.9 && farFromWalls(map, behind)) {
          assertEquals(false, view.contains(behind), () -> eye + " " + behind + " " + map);
        }
      }
    }
  }

  @Test
  void theOutlineIsTheBorderOfTheView() {
    SplittableRandom random = Seed.random("theOutlineIsTheBorderOfTheView");
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Barrier> map = anywhere(random, 1 + random.nextInt(30));
      Point eye = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
      double radius = 1 + random.nextDouble() * 20;
      Visibility view = Walls.of(map).visible(Passage.SIGHT, eye, radius);
      List<Point> outline = view.outline(256);
      for (int i = 0; i < 200; i++) {
        Point to = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
        double fromArc = Math.abs(eye.to(to) - radius);
        if (clear(map, eye, to) && fromArc > 0.01) {
          assertEquals(
              view.contains(to), inside(outline, to), () -> eye + " " + to + " " + radius + map);
        }
      }
    }
  }

  private static boolean inside(List<Point> polygon, Point p) {
    boolean inside = false;
    for (int i = 0; i < polygon.size(); i++) {
      Point a = polygon.get(i);
      Point b = polygon.get((i + 1) % polygon.size());
      if (a.y() > p.y() != b.y() > p.y()
          && p.x() < a.x() + (p.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Whether neither a wall nor the edge of a shadow is near a place. */
  static boolean clear(Map<String, Barrier> map, Point eye, Point to) {
    double dx = to.x() - eye.x();
    double dy = to.y() - eye.y();
    double scale = Math.max(1, eye.to(to));
    return eye.to(to) > 0.01
        && SlowSight.nearestEdge(map.values(), eye, dx, dy) > 8 * Walls.TOUCH * scale
        && farFromWalls(map, to);
  }

  private static boolean farFromWalls(Map<String, Barrier> map, Point at) {
    for (Barrier wall : map.values()) {
      for (int i = 1; i < wall.line().size(); i++) {
        if (SlowSight.toSegment(at, wall.line().get(i - 1), wall.line().get(i)) < 8 * Walls.TOUCH) {
          return false;
        }
      }
    }
    return true;
  }

  private static Point quarter(SplittableRandom random) {
    return new Point(
        random.nextInt(CELLS * SlowSight.PARTS + 1) / (double) SlowSight.PARTS,
        random.nextInt(CELLS * SlowSight.PARTS + 1) / (double) SlowSight.PARTS);
  }

  /** Walls on quarters of cells: joints, crossings, walls on walls, points. */
  private static Map<String, Barrier> walls(SplittableRandom random, int count) {
    Map<String, Barrier> walls = new HashMap<>();
    Point last = quarter(random);
    for (int i = 0; i < count; i++) {
      List<Point> line = new ArrayList<>();
      line.add(random.nextInt(3) == 0 ? last : quarter(random));
      int pieces = 1 + random.nextInt(3);
      for (int piece = 0; piece < pieces; piece++) {
        Point from = line.get(piece);
        line.add(
            random.nextInt(4) == 0
                ? quarter(random)
                : new Point(
                    within(from.x() + (random.nextInt(17) - 8) / 4.0),
                    within(from.y() + (random.nextInt(17) - 8) / 4.0)));
      }
      last = line.get(pieces);
      walls.put(
          "w" + i,
          new Barrier(
              line,
              random.nextInt(5) > 0,
              random.nextInt(5) > 0,
              random.nextInt(5) > 0,
              Barrier.Side.BOTH));
    }
    return walls;
  }

  private static double within(double value) {
    return Math.max(0, Math.min(CELLS, value));
  }

  /** Walls at any doubles, one-sided ones not among them. */
  private static Map<String, Barrier> anywhere(SplittableRandom random, int count) {
    Map<String, Barrier> walls = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Point a = new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
      double length = random.nextInt(4) == 0 ? CELLS : 3;
      Point b =
          new Point(
              a.x() + (random.nextDouble() - 0.5) * length,
              a.y() + (random.nextDouble() - 0.5) * length);
      walls.put("w" + i, Barrier.wall(a, b));
    }
    return walls;
  }

  /** A place anywhere, or on a wall, or within about the tolerance of one or of its ends. */
  private static Point nearSomething(SplittableRandom random, Map<String, Barrier> map) {
    if (random.nextInt(3) == 0) {
      return new Point(random.nextDouble() * CELLS, random.nextDouble() * CELLS);
    }
    List<Point> line = map.get("w" + random.nextInt(map.size())).line();
    Point a = line.get(0);
    Point b = line.get(1);
    double part = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble() * 1.2 - 0.1;
    double off = random.nextInt(2) == 0 ? 0 : (random.nextDouble() - 0.5) * 4 * Walls.TOUCH;
    return new Point(a.x() + part * (b.x() - a.x()) + off, a.y() + part * (b.y() - a.y()) - off);
  }
}

package io.tablekeep.sdk.geometry.sight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Circle;
import io.tablekeep.sdk.geometry.area.Cone;
import io.tablekeep.sdk.geometry.grid.Cell;
import io.tablekeep.sdk.geometry.grid.SquareGrid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WallsTest {
  /** A closed door at x = 5 from y = 2 to 3 between two walls. */
  private static final Walls DOORWAY =
      Walls.of(
          Map.of(
              "above", Barrier.wall(at(5, 0), at(5, 2)),
              "door", Barrier.wall(at(5, 2), at(5, 3)),
              "below", Barrier.wall(at(5, 3), at(5, 5))));

  private static final Barrier DOOR = Barrier.wall(at(5, 2), at(5, 3));

  @Test
  void aDoorOpensAndClosesWithoutTouchingTheRest() {
    Walls open = DOORWAY.with("door", DOOR.opened());
    assertTrue(stops(DOORWAY, at(2, 2.5), at(8, 2.5)));
    assertFalse(stops(open, at(2, 2.5), at(8, 2.5)));
    assertTrue(stops(open, at(2, 1.5), at(8, 1.5)));
    assertTrue(stops(open.with("door", DOOR), at(2, 2.5), at(8, 2.5)));
    assertTrue(stops(DOORWAY, at(2, 2.5), at(8, 2.5)), "the old value stays as it was");
  }

  @Test
  void aWindowStopsMovementOnly() {
    Walls walls = DOORWAY.with("door", Barrier.window(at(5, 2), at(5, 3)));
    assertFalse(walls.blocked(Passage.SIGHT, at(2, 2.5), at(8, 2.5)));
    assertFalse(walls.blocked(Passage.LIGHT, at(2, 2.5), at(8, 2.5)));
    assertTrue(walls.blocked(Passage.MOVEMENT, at(2, 2.5), at(8, 2.5)));
  }

  @Test
  void aWallComesMovesAndGoes() {
    Walls walls = Walls.none().with("a", Barrier.wall(at(1, 0), at(1, 2)));
    assertTrue(stops(walls, at(0, 1), at(2, 1)));
    Walls moved = walls.with("a", Barrier.wall(at(1, 5), at(1, 7)));
    assertFalse(stops(moved, at(0, 1), at(2, 1)));
    assertTrue(stops(moved, at(0, 6), at(2, 6)));
    assertFalse(stops(moved.without("a"), at(0, 6), at(2, 6)));
    Walls gone = DOORWAY.without("door");
    assertFalse(stops(gone, at(2, 2.5), at(8, 2.5)));
    assertTrue(stops(gone.with("door", DOOR), at(2, 2.5), at(8, 2.5)));
    assertFalse(stops(gone.without("no such wall"), at(2, 2.5), at(8, 2.5)));
  }

  @Test
  void manyChangesAreTheSameAsIndexingAnew() {
    Map<String, Barrier> all = new HashMap<>();
    Walls walls = DOORWAY.with("door", DOOR.opened());
    all.put("above", Barrier.wall(at(5, 0), at(5, 2)));
    all.put("below", Barrier.wall(at(5, 3), at(5, 5)));
    for (int i = 0; i < 500; i++) {
      String key = "w" + i % 300;
      Barrier wall = Barrier.wall(at(i, 10), at(i, 11));
      all.put(key, wall);
      walls = walls.with(key, wall);
      if (i % 7 == 0) {
        all.remove("w" + i / 2);
        walls = walls.without("w" + i / 2);
      }
    }
    Walls anew = Walls.of(all);
    assertNotSame(anew, walls);
    for (int i = -1; i < 501; i++) {
      Point from = at(i - 0.5, 10.5);
      Point to = at(i + 0.5, 10.5);
      assertEquals(stops(anew, from, to), stops(walls, from, to), "at " + i);
    }
    assertFalse(stops(walls, at(2, 2.5), at(8, 2.5)), "an open door stays open");
    assertTrue(stops(walls.with("door", DOOR), at(2, 2.5), at(8, 2.5)));
  }

  @Test
  void anEffectDoesNotReachBehindAWall() {
    SquareGrid grid = new SquareGrid();
    Circle area = new Circle(at(4, 2), 2);
    List<Cell> all = grid.cells(area);
    List<Cell> reached = grid.cells(DOORWAY.reached(area, Passage.MOVEMENT));
    assertTrue(all.contains(new Cell(5, 2)));
    assertTrue(reached.stream().allMatch(cell -> cell.column() < 5 || cell.row() > 4));
    assertTrue(reached.contains(new Cell(4, 2)));
    Cone cone = new Cone(at(3, 2.5), Direction.degrees(0), 4);
    assertEquals(
        List.of(new Cell(3, 2), new Cell(4, 2)),
        grid.cells(DOORWAY.reached(cone, Passage.MOVEMENT)).stream()
            .filter(cell -> cell.row() == 2)
            .toList());
  }

  @Test
  void aCreatureThatLeansIntoAWallDoesNotShowBehindIt() {
    Space creature = Space.of(at(5.3, 1.5), 1);
    List<Point> spots = DOORWAY.spots(creature);
    assertEquals(at(5.3, 1.5), spots.get(0));
    assertEquals(3, spots.size(), "the two on the left are behind the wall");
    assertTrue(spots.stream().allMatch(spot -> spot.x() > 5));
    assertEquals(5, Walls.none().spots(creature).size());
    assertEquals(9, Walls.none().spots(Space.of(at(1, 1), 2)).size());
    assertEquals(29, Walls.none().spots(Space.of(at(50, 50), 100)).size());
  }

  @Test
  void theViewNamesThePiecesOfWallThatBoundIt() {
    Set<WallPart> seen = DOORWAY.visible(Passage.SIGHT, at(3, 2.5), 50).walls();
    assertEquals(
        Set.of(new WallPart("above", 0), new WallPart("door", 0), new WallPart("below", 0)), seen);
    Walls boxed =
        Walls.of(
            Map.of(
                "box",
                Barrier.wall(at(0, 0), at(4, 0), at(4, 4), at(0, 4), at(0, 0)),
                "outside",
                Barrier.wall(at(5, 0), at(5, 4))));
    assertEquals(
        Set.of(
            new WallPart("box", 0),
            new WallPart("box", 1),
            new WallPart("box", 2),
            new WallPart("box", 3)),
        boxed.visible(Passage.SIGHT, at(1, 3), 50).walls());
    assertEquals(
        Set.of(new WallPart("box", 3)),
        boxed.visible(Passage.SIGHT, at(0.5, 2), 1).walls(),
        "no farther than the eye reaches");
  }

  /** Found by chance: where three walls meet, rounding put the change of walls at the wrong end. */
  @Test
  void aWallThatBeginsWhereAnotherEndsBeforeAThirdIsSeen() {
    Walls walls =
        Walls.of(
            Map.of(
                "far",
                Barrier.wall(at(9.75, 6.25), at(11.25, 5), at(18, 16.5), at(16.5, 18)),
                "near",
                Barrier.wall(at(0.25, 14.25), at(1.5, 16.25), at(17.25, 11.75), at(15.25, 11.25))));
    Point eye = at(16.8125, 3);
    assertTrue(stops(walls, eye, at(15.25, 11.75)));
    assertFalse(walls.visible(Passage.SIGHT, eye, 12).contains(at(15.25, 11.75)));
  }

  @Test
  void theViewHasNoSliverThroughAGapThatIsClosedNorPastAWallSeenFromItsEnd() {
    Walls gap =
        Walls.of(
            Map.of(
                "a", Barrier.wall(at(0, 0), at(4, 0)), "b", Barrier.wall(at(4.001, 0), at(8, 0))));
    Point through = at(4.0005, 2);
    assertTrue(stops(gap, at(4.0005, -2), through));
    assertFalse(gap.visible(Passage.SIGHT, at(4.0005, -2), 9).contains(through));
    Walls ahead = Walls.of(Map.of("a", Barrier.wall(at(2, 0), at(3, 0))));
    for (double y : new double[] {-0.0005, 0, 0.0005}) {
      assertTrue(stops(ahead, at(0, 0), at(5, y)));
      assertFalse(ahead.visible(Passage.SIGHT, at(0, 0), 9).contains(at(5, y)));
    }
    assertTrue(ahead.visible(Passage.SIGHT, at(0, 0), 9).contains(at(5, 0.01)));
  }

  @Test
  void aWallWithOneSideHidesFromThatSideOnly() {
    Barrier wall = new Barrier(List.of(at(0, 2), at(4, 2)), true, true, true, Barrier.Side.LEFT);
    Walls walls = Walls.of(Map.of("ledge", wall));
    assertFalse(walls.visible(Passage.SIGHT, at(2, 1), 9).contains(at(2, 3)));
    assertTrue(walls.visible(Passage.SIGHT, at(2, 3), 9).contains(at(2, 1)));
    assertTrue(stops(walls, at(2, 1), at(2, 3)));
    assertFalse(stops(walls, at(2, 3), at(2, 1)));
  }

  private static boolean stops(Walls walls, Point from, Point to) {
    return walls.blocked(Passage.SIGHT, from, to);
  }

  static Point at(double x, double y) {
    return new Point(x, y);
  }
}

package io.tablekeep.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the engine writes besides: explored tiles. */
class UpkeepTest {
  private static final Viewer P1 = new Viewer("p1", false, false);
  private static final Viewer P2 = new Viewer("p2", false, false);
  private static final Viewer WATCHER = new Viewer("s1", false, true);

  private final Views views = new Views(Optional.empty());
  private final Upkeep upkeep = views.upkeep();
  private long version = 1;

  private JsonObject put(JsonObject root, Object value, String... at) {
    Effect put = new Effect.Put(Pointer.of(at), Records.write(value, version));
    JsonObject after = Effects.apply(root, List.of(put), ++version);
    Decided decided = Decided.of(root, after, List.of(put), 1, List.of(), Outcome.OK);
    Decided complete = upkeep.complete(decided, version);
    assertEquals(complete.root(), Effects.apply(root, complete.effects(), version));
    return complete.root();
  }

  /** Ten cells by ten; a wall from top to bottom between columns 4 and 5, with a door in row 5. */
  private JsonObject table() {
    JsonObject root = JsonObject.empty(1);
    for (String player : List.of("p1", "p2")) {
      root = put(root, Map.of("name", player, "role", "player"), "participants", player);
      root = put(root, Map.of("name", player, "owner", player), "actors", player);
    }
    root = put(root, Map.of("wide", 10, "high", 10), "maps", "m", "grid");
    root = put(root, Map.of("sight", true, "fog", true), "maps", "m", "lighting");
    root = put(root, wall(5, 0, 5, 5), "maps", "m", "walls", "w1");
    root = put(root, wall(5, 6, 5, 10), "maps", "m", "walls", "w2");
    root = put(root, wall(5, 5, 5, 6), "maps", "m", "walls", "door");
    root = put(root, Map.of("state", "closed"), "maps", "m", "walls", "door", "door");
    return put(root, token(2.5, 5.5, "p1"), "maps", "m", "tokens", "t1");
  }

  private static Map<String, Object> wall(double x, double y, double toX, double toY) {
    return Map.of("points", List.of(Map.of("x", x, "y", y), Map.of("x", toX, "y", toY)));
  }

  private static Map<String, Object> token(double x, double y, String actor) {
    return Map.of("x", x, "y", y, "actor", actor);
  }

  private int explored(JsonObject root, Viewer viewer) {
    PictureTiles tiles = PictureTiles.of(views, root, viewer, "m").orElseThrow();
    int count = 0;
    for (int column = 0; column < tiles.columns(); column++) {
      for (int row = 0; row < tiles.rows(); row++) {
        count += tiles.may(column, row) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aPlayerExploresWhatTheirTokenSees() {
    JsonObject root = table();
    assertEquals(50, explored(root, P1));
    assertEquals(0, explored(root, P2));
    assertEquals(50, explored(root, WATCHER));
    assertEquals(100, explored(root, new Viewer("", true, false)));
    assertFalse(PictureTiles.of(views, root, P1, "m").orElseThrow().all());
    root = put(root, false, "maps", "m", "lighting", "fog");
    assertTrue(PictureTiles.of(views, root, P2, "m").orElseThrow().all());
  }

  /** The table as a whole document: a session is on its map, and nothing was explored. */
  private JsonObject whole() {
    JsonObject root =
        put(table(), Map.of("active", true, "map", "m", "number", 1), "currentSession");
    return Trees.remove(root, Pointer.of("maps", "m", "explored"), version);
  }

  @Test
  void aWholeDocumentBeginsWithWhatTokensSeeOnTheOpenMap() {
    JsonObject begun = upkeep.begin(whole(), version);
    assertEquals(0, explored(whole(), P1));
    assertEquals(50, explored(begun, P1));
    assertEquals(0, explored(begun, P2));
  }

  @Test
  void aNewDocumentThatSaysWhatWasExploredStaysAsItIs() {
    JsonObject empty =
        Effects.apply(
            whole(),
            List.of(new Effect.Put(Pointer.of("maps", "m", "explored"), JsonObject.empty(version))),
            version);
    assertSame(empty, upkeep.begin(empty, version));
    JsonObject closed = put(whole(), false, "currentSession", "active");
    assertSame(closed, upkeep.begin(closed, version));
  }

  @Test
  void anOpenedDoorShowsWhatIsBehindItAlsoToWhoStoodThereBefore() {
    JsonObject root = put(table(), "open", "maps", "m", "walls", "door", "door", "state");
    int through = explored(root, P1);
    assertTrue(through > 50 && through < 100, "explored " + through);
    root = put(root, 4.5, "maps", "m", "tokens", "t1", "x");
    assertTrue(explored(root, P1) > through);
  }

  @Test
  void aSecretDoorIsAWall() {
    JsonObject root =
        put(table(), Map.of("state", "open", "secret", true), "maps", "m", "walls", "door", "door");
    assertEquals(50, explored(root, P1));
  }

  @Test
  void whatWasExploredStaysAndNothingIsWrittenTwice() {
    JsonObject root = put(table(), 3.5, "maps", "m", "tokens", "t1", "y");
    root = put(root, 5.5, "maps", "m", "tokens", "t1", "y");
    Object explored = Trees.get(root, "maps", "m", "explored");
    JsonObject again =
        put(
            put(root, 3.5, "maps", "m", "tokens", "t1", "y"),
            5.5,
            "maps",
            "m",
            "tokens",
            "t1",
            "y");
    assertSame(explored, Trees.get(again, "maps", "m", "explored"));
    JsonObject gone = put(root, 8.5, "maps", "m", "tokens", "t1", "x");
    assertEquals(100, explored(gone, P1));
  }

  @Test
  void inTheDarkOneExploresWithALight() {
    JsonObject root = put(table(), 1, "maps", "m", "lighting", "darkness");
    root = put(root, token(2.5, 5.5, "p2"), "maps", "m", "tokens", "t2");
    assertEquals(1, explored(root, P2));
    root = put(root, Map.of("dim", 2), "maps", "m", "tokens", "t2", "light");
    root = put(root, 2.4, "maps", "m", "tokens", "t2", "x");
    int lit = explored(root, P2);
    assertTrue(lit > 9 && lit < 30, "explored " + lit);
  }

  @Test
  void aGridWithOtherTilesForgetsWhatWasExplored() {
    Map<String, Object> large = Map.of("wide", 640, "high", 640);
    JsonObject seen = table();
    JsonObject near = put(seen, large, "maps", "m", "grid");
    assertTrue(explored(near, P1) > 0, "who stands there explores anew");
    JsonObject root = put(seen, 639.5, "maps", "m", "tokens", "t1", "x");
    root = put(root, 9.5, "maps", "m", "tokens", "t1", "y");
    root = put(root, Map.of("range", 1), "maps", "m", "tokens", "t1", "vision");
    assertEquals(50, explored(root, P1));
    assertEquals(1, explored(put(root, large, "maps", "m", "grid"), P1), "a tile is ten cells now");
    JsonObject blind = put(root, false, "maps", "m", "lighting", "sight");
    blind = put(blind, large, "maps", "m", "grid");
    assertEquals(1, explored(put(blind, true, "maps", "m", "lighting", "sight"), P1));
    JsonObject hidden = put(put(root, true, "maps", "m", "hidden"), large, "maps", "m", "grid");
    assertEquals(1, explored(put(hidden, false, "maps", "m", "hidden"), P1));
    JsonObject wider = put(root, Map.of("wide", 60, "high", 10), "maps", "m", "grid");
    assertEquals(50, explored(wider, P1), "as many cells to a tile: nothing to forget");
  }

  /** The near half again, with a pillar that hides more or less of the far door's side. */
  private JsonObject tableWithAPillar() {
    JsonObject root = put(table(), wall(3.5, 5.2, 3.5, 6.8), "maps", "m", "walls", "pillar");
    root = put(root, "open", "maps", "m", "walls", "door", "door", "state");
    return put(root, wall(7, 0, 7, 10), "maps", "m", "walls", "back");
  }

  private int effects;

  /** What the engine adds to a change. */
  private JsonObject putAlone(JsonObject root, Object value, String... at) {
    Effect put = new Effect.Put(Pointer.of(at), Records.write(value, version));
    JsonObject after = Effects.apply(root, List.of(put), ++version);
    Decided decided = Decided.of(root, after, List.of(put), 1, List.of(), Outcome.OK);
    Decided complete = upkeep.complete(decided, version);
    effects = complete.effects().size() - 1;
    return complete.root();
  }

  @Test
  void wallsAndLightsThatNobodySeesExploreNothing() {
    JsonObject stood = tableWithAPillar();
    // Within the same station nothing is looked at anew; from here more would be seen.
    JsonObject moved = put(stood, 4.6, "maps", "m", "tokens", "t1", "y");
    JsonObject root = put(moved, 0, "maps", "m", "lighting", "darkness");
    JsonObject walled = putAlone(root, wall(8, 2, 9, 3), "maps", "m", "walls", "new");
    assertEquals(0, effects, "a wall behind a wall");
    assertNull(views.change(root, walled, P1));
    assertNull(views.change(root, walled, WATCHER));
    JsonObject lit =
        putAlone(
            root, Map.of("x", 8, "y", 8, "dim", 5, "hidden", true), "maps", "m", "lights", "l1");
    assertEquals(0, effects, "a light by day");
    assertNull(views.change(root, lit, P1));
    JsonObject dark = put(root, 1, "maps", "m", "lighting", "darkness");
    lit =
        putAlone(
            dark, Map.of("x", 9, "y", 9, "dim", 2, "hidden", true), "maps", "m", "lights", "l1");
    assertEquals(0, effects, "a light behind a wall");
    assertNull(views.change(dark, lit, P1));
    JsonObject opened = putAlone(lit, Map.of("state", "open"), "maps", "m", "walls", "new", "door");
    assertEquals(0, effects, "a door behind a wall");
    assertNull(views.change(lit, opened, P1));
    JsonObject there =
        putAlone(dark, Map.of("x", 2, "y", 2, "dim", 2), "maps", "m", "lights", "l2");
    assertTrue(effects > 0, "a light where they look");
    assertTrue(views.change(dark, there, P1) != null);
  }

  @Test
  void aDrawingIsSeenOnceAllItsPlacesAreKnown() {
    JsonObject root = table();
    List<Object> across = List.of(Map.of("x", 2, "y", 2), Map.of("x", 8, "y", 2));
    root = put(root, Map.of("points", across), "maps", "m", "drawings", "d1");
    root = put(root, Map.of("points", across, "owner", "p1"), "maps", "m", "drawings", "d2");
    List<Object> near = List.of(Map.of("x", 2, "y", 2), Map.of("x", 3, "y", 2));
    root = put(root, Map.of("points", near), "maps", "m", "drawings", "d3");
    assertEquals(Set.of("d2", "d3"), drawings(root));
    JsonObject there = put(root, 8.5, "maps", "m", "tokens", "t1", "x");
    assertEquals(Set.of("d1", "d2", "d3"), drawings(there));
  }

  private Set<String> drawings(JsonObject root) {
    Object seen = Trees.get(views.view(root, P1), "maps", "m", "drawings");
    Set<String> keys = new TreeSet<>();
    for (JsonObject.Cursor c = ((JsonObject) seen).cursor(); c.next(); ) {
      keys.add(c.key());
    }
    return keys;
  }

  /** What happens behind walls leaves no trace in what is explored afterwards, either. */
  @Test
  void whatNobodySeesOfTheWallsLeavesNoTraceInWhatIsExploredLater() {
    SplittableRandom random =
        Seed.random("whatNobodySeesOfTheWallsLeavesNoTraceInWhatIsExploredLater");
    for (int n = 0; n < 40; n++) {
      JsonObject quiet = tableWithAPillar();
      JsonObject busy = quiet;
      for (int i = 0; i < 30; i++) {
        double x = random.nextInt(1, 68) / 10.0;
        double y = random.nextInt(1, 99) / 10.0;
        quiet =
            put(
                put(quiet, x, "maps", "m", "tokens", "t1", "x"),
                y,
                "maps",
                "m",
                "tokens",
                "t1",
                "y");
        busy =
            put(
                put(busy, x, "maps", "m", "tokens", "t1", "x"),
                y,
                "maps",
                "m",
                "tokens",
                "t1",
                "y");
        double to = 7.1 + random.nextInt(28) / 10.0;
        Object wall =
            wall(7.1 + random.nextInt(28) / 10.0, random.nextInt(10), to, random.nextInt(10));
        busy = put(busy, wall, "maps", "m", "walls", "far" + random.nextInt(3));
        assertEquals(
            views.view(quiet, P1).toString(), views.view(busy, P1).toString(), n + " " + i);
      }
    }
  }

  @Test
  void aCrowdOfEyesLooksAFewAtATime() {
    JsonObject root = put(table(), 1, "maps", "m", "lighting", "darkness");
    for (int column = 0; column < 10; column++) {
      for (int row = 0; row < 10; row++) {
        root =
            put(
                root,
                token(column + 0.5, row + 0.5, "p2"),
                "maps",
                "m",
                "tokens",
                "z" + column + row);
        root = put(root, Map.of("range", 1.2), "maps", "m", "tokens", "z" + column + row, "vision");
      }
    }
    root = put(root, Map.of(), "maps", "m", "explored");
    JsonObject day = put(root, 0, "maps", "m", "lighting", "darkness");
    assertTrue(explored(day, P1) == 50, "another's crowd takes nothing from who is alone");
    int stood = stations(day);
    assertTrue(stood > 0 && stood < 25, "looked from " + stood + " of 25 stations");
    for (int i = 0; i < 10; i++) {
      day = put(day, i + 0.4, "maps", "m", "tokens", "z" + i + i, "x");
    }
    assertTrue(stations(day) > stood, "who did not look then looks when they move");
  }

  private static int stations(JsonObject root) {
    int count = 0;
    JsonObject rows = (JsonObject) Trees.get(root, "maps", "m", "explored", "p2", "stood");
    for (String row : rows.keys()) {
      count += Long.bitCount(Long.parseUnsignedLong((String) rows.get(row), 16));
    }
    return count;
  }

  @Test
  void aWallMoreNeverExploresMore() {
    long seed = Seed.of("aWallMoreNeverExploresMore");
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 100; n++) {
      JsonObject root = table();
      JsonObject walled =
          put(
              root,
              wall(
                  random.nextInt(40) / 4.0,
                  random.nextInt(40) / 4.0,
                  random.nextInt(40) / 4.0,
                  random.nextInt(40) / 4.0),
              "maps",
              "m",
              "walls",
              "more");
      double x = random.nextInt(100) / 10.0;
      double y = random.nextInt(100) / 10.0;
      PictureTiles free =
          PictureTiles.of(views, put(root, token(x, y, "p2"), "maps", "m", "tokens", "t2"), P2, "m")
              .orElseThrow();
      PictureTiles less =
          PictureTiles.of(
                  views, put(walled, token(x, y, "p2"), "maps", "m", "tokens", "t2"), P2, "m")
              .orElseThrow();
      for (int i = 0; i < 100; i++) {
        assertTrue(free.may(i % 10, i / 10) || !less.may(i % 10, i / 10), "seed " + seed);
      }
    }
  }
}

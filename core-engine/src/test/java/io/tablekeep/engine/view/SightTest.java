package io.tablekeep.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What players' tokens see, against a definition that knows no index and keeps nothing. */
class SightTest {
  private final SplittableRandom random = Seed.random("SightTest");

  private static JsonObject put(JsonObject root, Object value, String... at) {
    return Trees.put(root, Pointer.of(at), Records.write(value, 1), 1);
  }

  private double place() {
    return random.nextInt(0, 80) / 4.0;
  }

  private JsonObject table() {
    JsonObject root = JsonObject.empty(1);
    root = put(root, Map.of("wide", 20, "high", 20), "maps", "m", "grid");
    root = put(root, Map.of("sight", true, "darkness", random.nextInt(2)), "maps", "m", "lighting");
    for (int i = 1; i <= 3; i++) {
      root = put(root, Map.of("role", "player", "name", "p"), "participants", "p" + i);
      root = put(root, Map.of("name", "a", "owner", "p" + i), "actors", "a" + i);
    }
    root = put(root, Map.of("role", "spectator", "name", "s"), "participants", "s1");
    root = put(root, Map.of("name", "orc"), "actors", "orc");
    for (int i = 0; i < 12; i++) {
      root = put(root, Map.of("x", place(), "y", place()), "maps", "m", "tokens", "t" + i);
      root = put(root, i < 4 ? "a" + (1 + i % 3) : "orc", "maps", "m", "tokens", "t" + i, "actor");
    }
    for (int i = 0; i < random.nextInt(30); i++) {
      root = changed(root);
    }
    return root;
  }

  private JsonObject changed(JsonObject root) {
    String token = "t" + random.nextInt(12);
    boolean flag = random.nextBoolean();
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> put(root, place(), "maps", "m", "tokens", token, flag ? "x" : "y");
      case 3 -> put(root, random.nextInt(4) == 0, "maps", "m", "tokens", token, "hidden");
      case 4 ->
          put(
              root,
              flag ? Map.of("dim", random.nextInt(9)) : Map.of("range", random.nextInt(12)),
              "maps",
              "m",
              "tokens",
              token,
              flag ? "light" : "vision");
      case 5, 6 -> wall(root);
      default ->
          put(
              root,
              Map.of("x", place(), "y", place(), "dim", 6, "on", flag),
              "maps",
              "m",
              "lights",
              "l" + random.nextInt(3));
    };
  }

  private JsonObject wall(JsonObject root) {
    List<Object> points = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      points.add(Map.of("x", place(), "y", place()));
    }
    String state = random.nextInt(3) == 0 ? "open" : "closed";
    return put(
        root,
        Map.of(
            "points",
            points,
            "door",
            Map.of("state", state, "secret", random.nextBoolean()),
            "blocksSight",
            random.nextInt(8) > 0),
        "maps",
        "m",
        "walls",
        "w" + random.nextInt(12));
  }

  /** Every wall by itself. */
  private static boolean blocked(JsonObject root, Passage passage, Point from, Point to) {
    for (JsonObject wall : all(root, "walls")) {
      boolean open = "open".equals(Trees.get(wall, "door", "state"));
      boolean secret = Boolean.TRUE.equals(Trees.get(wall, "door", "secret"));
      if (Boolean.FALSE.equals(wall.get("blocksSight")) || (open && !secret)) {
        continue;
      }
      List<Point> line = new ArrayList<>();
      ((JsonArray) wall.get("points")).elements().forEach(p -> line.add(point((JsonObject) p)));
      Barrier barrier = new Barrier(line, true, true, true, Barrier.Side.BOTH);
      if (Walls.of(Map.of("w", barrier)).blocked(passage, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static List<JsonObject> all(JsonObject root, String what) {
    List<JsonObject> all = new ArrayList<>();
    if (Trees.get(root, "maps", "m", what) instanceof JsonObject found) {
      found.forEach((key, value) -> all.add((JsonObject) value));
    }
    return all;
  }

  private static double number(JsonObject from, double otherwise, String... at) {
    return Trees.get(from, at) instanceof Number number ? number.doubleValue() : otherwise;
  }

  private static Point point(JsonObject at) {
    return new Point(number(at, 0, "x"), number(at, 0, "y"));
  }

  private static boolean lit(JsonObject root, Point place) {
    double darkness = number(root, 0, "maps", "m", "lighting", "darkness");
    if (Illumination.ofDarkness(darkness) != Illumination.DARK) {
      return true;
    }
    for (JsonObject light : all(root, "lights")) {
      if (Boolean.TRUE.equals(light.get("on"))
          && shines(root, light, number(light, 0, "dim"), place)) {
        return true;
      }
    }
    for (JsonObject token : all(root, "tokens")) {
      if (shines(root, token, number(token, 0, "light", "dim"), place)) {
        return true;
      }
    }
    return false;
  }

  private static boolean shines(JsonObject root, JsonObject from, double dim, Point place) {
    Point at = point(from);
    return dim > 0 && at.to(place) <= dim && !blocked(root, Passage.LIGHT, at, place);
  }

  /** What a view should hold of the map's tokens. */
  private static boolean seen(JsonObject root, Viewer viewer, JsonObject token) {
    if (Boolean.TRUE.equals(token.get("hidden"))) {
      return false;
    }
    if (owner(root, token).equals(viewer.participant())) {
      return true;
    }
    Point middle = point(token);
    List<Point> spots = new ArrayList<>();
    for (Point spot : Walls.none().spots(Space.of(middle, 1))) {
      if (!blocked(root, Passage.SIGHT, middle, spot)) {
        spots.add(spot);
      }
    }
    for (JsonObject eye : all(root, "tokens")) {
      String owner = owner(root, eye);
      boolean lends = viewer.watches() ? !owner.isEmpty() : owner.equals(viewer.participant());
      if (!lends || Boolean.TRUE.equals(eye.get("hidden"))) {
        continue;
      }
      double range = number(eye, Eye.FAR, "vision", "range");
      for (Point spot : spots) {
        if (range > 0
            && point(eye).to(spot) <= range
            && !blocked(root, Passage.SIGHT, point(eye), spot)
            && lit(root, spot)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String owner(JsonObject root, JsonObject token) {
    return Trees.get(root, "actors", String.valueOf(token.get("actor")), "owner")
            instanceof String o
        ? o
        : "";
  }

  private static final List<Viewer> PLAYERS =
      List.of(
          new Viewer("p1", false, false),
          new Viewer("p2", false, false),
          new Viewer("s1", false, true));

  private static List<String> tokens(Views views, JsonObject root, Viewer viewer) {
    return ((JsonObject) Trees.get(views.view(root, viewer), "maps", "m", "tokens")).keys();
  }

  @Test
  void aTokenIsSeenWhenAnEyeOfTheViewerSeesItPastWallsAndInLight() {
    int unseen = 0;
    int others = 0;
    for (int n = 0; n < 40; n++) {
      Views views = new Views(Optional.empty());
      JsonObject root = table();
      for (int c = 0; c < 30; c++) {
        root = changed(root);
        JsonObject tokens = (JsonObject) Trees.get(root, "maps", "m", "tokens");
        for (Viewer viewer : PLAYERS) {
          List<String> expected = new ArrayList<>();
          for (String key : tokens.keys()) {
            if (seen(root, viewer, (JsonObject) tokens.get(key))) {
              expected.add(key);
            }
          }
          unseen += tokens.size() - expected.size();
          others += expected.size();
          assertEquals(expected, tokens(views, root, viewer), viewer + " of " + root);
        }
      }
    }
    assertTrue(unseen > 1_000 && others > 1_000, unseen + " unseen, " + others + " seen");
  }

  @Test
  void aWallMoreNeverReveals() {
    for (int n = 0; n < 300; n++) {
      JsonObject root = table();
      JsonObject walled = root;
      for (int i = 20; i < 24; i++) {
        List<Object> points =
            List.of(Map.of("x", place(), "y", place()), Map.of("x", place(), "y", place()));
        walled = put(walled, Map.of("points", points), "maps", "m", "walls", "w" + i);
      }
      Views views = new Views(Optional.empty());
      for (Viewer viewer : PLAYERS) {
        List<String> more = tokens(views, walled, viewer);
        assertTrue(tokens(views, root, viewer).containsAll(more), walled.toString());
      }
    }
  }

  @Test
  void whatTheGameMasterHidesIsHiddenAlsoFromItsOwner() {
    JsonObject root = put(table(), true, "maps", "m", "tokens", "t0", "hidden");
    Views views = new Views(Optional.empty());
    for (Viewer viewer : PLAYERS) {
      assertFalse(tokens(views, root, viewer).contains("t0"));
    }
  }

  @Test
  void aTokenOnAHiddenLayerIsHidden() {
    JsonObject root = put(table(), "low", "maps", "m", "tokens", "t0", "layer");
    root = put(root, false, "maps", "m", "tokens", "t0", "hidden");
    Views views = new Views(Optional.empty());
    Viewer owner = PLAYERS.get(0);
    assertTrue(tokens(views, root, owner).contains("t0"));
    JsonObject hidden =
        put(root, Map.of("name", "low", "hidden", true), "maps", "m", "layers", "low");
    assertFalse(tokens(views, hidden, owner).contains("t0"));
    assertNotNull(views.change(root, hidden, owner));
  }

  @Test
  void aLongWallIsShownAsFarAsItIsExplored() {
    JsonObject root = JsonObject.empty(1);
    root = put(root, Map.of("wide", 20, "high", 20), "maps", "m", "grid");
    root = put(root, Map.of("sight", true), "maps", "m", "lighting");
    List<Object> line =
        List.of(Map.of("x", 1, "y", 3), Map.of("x", 15, "y", 3), Map.of("x", 15, "y", 9));
    root = put(root, Map.of("points", line), "maps", "m", "walls", "w");
    Views views = new Views(Optional.empty());
    Viewer p1 = PLAYERS.get(0);
    assertFalse(((JsonObject) Trees.get(views.view(root, p1), "maps", "m", "walls")).has("w"));
    // Tiles 4 to 6 of row 2, above the wall.
    root = put(root, "70", "maps", "m", "explored", "p1", "seen", "2");
    assertEquals(
        Trees.get(put(root, List.of(Map.of("x", 4, "y", 3), Map.of("x", 7, "y", 3)), "z"), "z"),
        Trees.get(views.view(root, p1), "maps", "m", "walls", "w", "points"));
    // And the corner, seen from inside.
    root = put(root, "4000", "maps", "m", "explored", "p1", "seen", "4");
    JsonArray parts =
        (JsonArray) Trees.get(views.view(root, p1), "maps", "m", "walls", "w", "parts");
    assertEquals(2, parts.size());
    assertEquals(
        Trees.get(put(root, List.of(Map.of("x", 15, "y", 4), Map.of("x", 15, "y", 5)), "z"), "z"),
        parts.get(1));
    for (int row = 0; row < 20; row++) {
      root = put(root, "fffff", "maps", "m", "explored", "p1", "seen", "" + row);
    }
    assertEquals(
        Trees.get(root, "maps", "m", "walls", "w", "points"),
        Trees.get(views.view(root, p1), "maps", "m", "walls", "w", "points"));
    assertEquals(
        Trees.get(root, "maps", "m", "walls", "w", "points"),
        Trees.get(views.view(root, PLAYERS.get(2)), "maps", "m", "walls", "w", "points"));
  }
}

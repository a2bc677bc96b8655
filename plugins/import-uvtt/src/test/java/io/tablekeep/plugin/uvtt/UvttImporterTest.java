package io.tablekeep.plugin.uvtt;

import static io.tablekeep.plugin.uvtt.UvttFixture.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.uvtt.UvttFixture.Imported;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.map.Light;
import io.tablekeep.sdk.model.map.Lighting;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UvttImporterTest {
  @TempDir Path folder;

  private UvttFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new UvttFixture(folder);
  }

  @Test
  void theSmallestMapHasAGridAndNothingElse() throws IOException {
    Imported imported = fixture.read(map(""));
    assertEquals("small", imported.map().name());
    assertEquals(Optional.empty(), imported.map().picture());
    assertEquals(Map.of(), imported.map().walls());
    assertEquals(
        new Lighting(new Color("#ffffff"), 0, false, false),
        imported.map().lighting().orElseThrow());
  }

  @Test
  void theOrderOfThePartsDoesNotMatter() throws IOException {
    Imported imported =
        fixture.read(
            """
            {"image": "%s",
             "lights": [{"position": {"y": 1, "x": 4}, "range": 2}],
             "line_of_sight": [[{"x": 3, "y": 1.5}, {"x": 4, "y": 1.5}]],
             "resolution": {"pixels_per_grid": 10, "map_size": {"x": 2, "y": 2}, "map_origin": {"x": 3, "y": 0.5}}}
            """
                .formatted(UvttFixture.PICTURE));
    assertEquals(
        List.of(new Point(0, 1), new Point(1, 1)), imported.map().walls().get("w1").points());
    assertEquals(1, imported.map().lights().get("l1").x());
    assertEquals(0.5, imported.map().lights().get("l1").y());
    assertEquals(20, imported.map().picture().orElseThrow().width());
  }

  @Test
  void lightsKeepTheirColourAndReach() throws IOException {
    Imported imported =
        fixture.read(
            map(
                """
                "lights": [
                  {"position": {"x": 1, "y": 1}, "range": 4, "intensity": 0.5, "color": "80FF0010", "shadows": false},
                  {"position": {"x": 1, "y": 1}, "range": 4, "color": "ff0010"},
                  {"position": {"x": 1, "y": 1}, "range": -4, "intensity": 1000, "color": "red"},
                  {"range": 4}]
                """));
    assertEquals(
        new Light(1, 1, 2, 4, new Color("#ff001080"), 0.5, false, true, false),
        imported.map().lights().get("l1"));
    assertEquals(new Color("#ff0010"), imported.map().lights().get("l2").color());
    assertEquals(
        new Light(1, 1, 0, 0, new Color("#ffffff"), 100, true, true, false),
        imported.map().lights().get("l3"));
    assertEquals(
        Map.of("range", -4.0, "intensity", 1000.0, "color", "red"),
        imported.extras().get("/maps/m1/lights/l3/uvtt"));
    assertEquals(3, imported.map().lights().size());
    assertEquals(
        "NOT_UNDERSTOOD A light that is nowhere; it was left out.", imported.line("/lights/3"));
  }

  @Test
  void theLightOfTheNightIsDark() throws IOException {
    assertEquals(0.8, darkness("ff331100"));
    assertEquals(1, darkness("ff000000"));
    assertEquals(1, darkness("00ffffff"));
    assertEquals(0, darkness("ffffffff"));
    Imported odd = fixture.read(map("\"environment\": {\"ambient_light\": \"night\"}"));
    assertEquals(0, odd.map().lighting().orElseThrow().darkness());
    assertEquals("night", rest(odd).get("ambient_light"));
  }

  private double darkness(String ambient) throws IOException {
    return fixture
        .read(
            map(
                "\"environment\": {\"ambient_light\": \""
                    + ambient
                    + "\", \"baked_lighting\": true}"))
        .map()
        .lighting()
        .orElseThrow()
        .darkness();
  }

  @Test
  void doorsStandAsTheyStand() throws IOException {
    Imported imported =
        fixture.read(
            map(
                """
                "portals": [
                  {"position": {"x": 1, "y": 0.5}, "bounds": [{"x": 1, "y": 0}, {"x": 1, "y": 1}], "rotation": 1.570796, "closed": true, "freestanding": false},
                  {"position": {"x": 1, "y": 1}, "bounds": [{"x": 1, "y": 0}, {"x": 1, "y": 1}], "rotation": 0.2, "closed": false, "freestanding": true, "colour": "oak"},
                  {"bounds": [{"x": 1, "y": 0}, {"x": 1, "y": 1}], "rotation": -4.712389},
                  {"position": {"x": 1, "y": 1}, "bounds": [], "rotation": 0.2}]
                """));
    assertEquals(
        new Wall(
            List.of(new Point(1, 0), new Point(1, 1)),
            true,
            true,
            Optional.of(new Wall.Door(Wall.State.CLOSED, false))),
        imported.map().walls().get("d1"));
    assertEquals(Wall.State.OPEN, imported.map().walls().get("d2").door().orElseThrow().state());
    assertEquals(
        Map.of(
            "position",
            Map.of("x", 1.0, "y", 1.0),
            "rotation",
            0.2,
            "freestanding",
            true,
            "colour",
            "oak"),
        imported.extras().get("/maps/m1/walls/d2/uvtt"));
    assertEquals(
        List.of("/maps/m1/uvtt", "/maps/m1/walls/d2/uvtt"),
        List.copyOf(imported.extras().keySet()),
        "what follows from a door's ends is not kept twice");
    assertEquals(3, imported.map().walls().size());
    assertEquals(
        "NOT_UNDERSTOOD A door of no width; kept as it is under uvtt/portal2.",
        imported.line("/portals/3"));
    assertTrue(rest(imported).containsKey("portal2"));
  }

  @Test
  void wallsThatAreNoneAreLeftOutAndSaid() throws IOException {
    Imported imported = fixture.read(map("\"line_of_sight\": [[], [{\"x\": 1, \"y\": 1}], null]"));
    assertEquals(Map.of(), imported.map().walls());
    assertEquals(3, imported.lines(Fate.NOT_UNDERSTOOD));
  }

  @Test
  void aWallOfTooManyCornersComesInPieces() throws IOException {
    StringBuilder corners = new StringBuilder();
    for (int i = 0; i < 25_000; i++) {
      corners.append(i == 0 ? "" : ",").append("{\"x\":").append(i / 1000.0).append(",\"y\":0}");
    }
    Imported imported = fixture.read(map("\"line_of_sight\": [[" + corners + "]]"));
    List<Wall> walls = List.copyOf(imported.map().walls().values());
    assertEquals(3, walls.size());
    for (int i = 1; i < walls.size(); i++) {
      List<Point> before = walls.get(i - 1).points();
      assertEquals(before.get(before.size() - 1), walls.get(i).points().get(0), "no gap");
    }
    assertEquals(24.999, walls.get(2).points().get(walls.get(2).points().size() - 1).x());
    assertEquals(25_002, walls.stream().mapToInt(w -> w.points().size()).sum());
  }

  @Test
  void whatIsNotUnderstoodIsKeptWhereItBelongs() throws IOException {
    Imported imported =
        fixture.read(
            map(
                """
                "software": "Somebody's Maps", "creator": {"name": "A", "tags": ["x", 1, 2.5, true]},
                "big": 12345678901234567890, "tiny": 1e-400, "hole": [1, null], "__proto__": {"a": 1},
                "environment": {"weather": "rain"},
                "lights": [{"position": {"x": 1, "y": 1}, "flicker": 3}]
                """));
    Map<String, Object> rest = rest(imported);
    assertEquals("Somebody's Maps", rest.get("software"));
    assertEquals(Map.of("name", "A", "tags", List.of("x", 1L, 2.5, true)), rest.get("creator"));
    assertEquals("12345678901234567890", rest.get("big"));
    assertEquals("1E-400", String.valueOf(rest.get("tiny")).toUpperCase(java.util.Locale.ROOT));
    assertEquals("[1,null]", rest.get("hole"));
    assertEquals("rain", rest.get("weather"));
    assertTrue(
        rest.containsValue(Map.of("key", "__proto__", "value", Map.of("a", 1L))), rest::toString);
    assertEquals(Map.of("flicker", 3L), imported.extras().get("/maps/m1/lights/l1/uvtt"));
    assertEquals(8, imported.lines(Fate.NOT_UNDERSTOOD));
    assertEquals(
        "NOT_UNDERSTOOD Kept as it is under uvtt/flicker.", imported.line("/lights/0/flicker"));
  }

  @Test
  void tooMuchThatIsNotUnderstoodIsLeftOutAndSaid() throws IOException {
    ImportLimits limits = new ImportLimits(1 << 20, 32, 1000, 200);
    String json =
        map("\"a\": \"" + "x".repeat(150) + "\", \"b\": [" + "1,".repeat(100) + "1], \"c\": 1");
    Imported imported = fixture.read(UvttFixture.utf8(json), limits);
    assertEquals("NOT_UNDERSTOOD Kept as it is under uvtt/a.", imported.line("/a"));
    assertEquals("NOT_UNDERSTOOD Too much to be kept; it was left out.", imported.line("/b"));
    assertEquals(1L, rest(imported).get("c"));
  }

  @Test
  void thePictureSaysHowLargeACellIs() throws IOException {
    Imported imported =
        fixture.read(
            """
            {"resolution": {"map_size": {"x": 4, "y": 2}, "pixels_per_grid": 70}, "image": "%s"}
            """
                .formatted(UvttFixture.PICTURE));
    assertEquals(5, imported.map().grid().cellPixels());
    assertEquals(70.0, rest(imported).get("pixels_per_grid"));
    assertTrue(
        imported
            .line("/resolution/pixels_per_grid")
            .contains("The file says 70, and by the picture a cell is 5"));
    assertTrue(
        imported.report().lines().stream()
            .anyMatch(line -> line.sentence().contains("not square")));
  }

  @Test
  void base64MayHaveEscapesLineEndsAndNoPadding() throws IOException {
    String picture = UvttFixture.PICTURE;
    String broken =
        picture.substring(0, 8)
            + "\\n"
            + picture.substring(8, 40)
            + "\\r\\n "
            + picture.substring(40);
    String plain =
        fixture
            .read(map("\"image\": \"" + picture + "\""))
            .map()
            .picture()
            .orElseThrow()
            .asset()
            .sha256();
    for (String text : List.of(broken, picture.replace("/", "\\/"), picture.replace("=", ""))) {
      Imported imported = fixture.read(map("\"image\": \"" + text + "\""));
      assertEquals(plain, imported.map().picture().orElseThrow().asset().sha256());
    }
  }

  @Test
  void noPictureIsNoPicture() throws IOException {
    for (String image : List.of("null", "\"\"")) {
      assertEquals(Optional.empty(), fixture.read(map("\"image\": " + image)).map().picture());
    }
  }

  @Test
  void nullMeansNothing() throws IOException {
    Imported imported =
        fixture.read(
            """
            {"format": null, "resolution": {"map_origin": null, "map_size": {"x": 2, "y": 2}, "pixels_per_grid": null},
             "line_of_sight": null, "objects_line_of_sight": null, "portals": null, "lights": null,
             "environment": null, "other": null}
            """);
    assertEquals(Map.of(), imported.map().walls());
    assertEquals(100, imported.map().grid().cellPixels());
  }

  @Test
  void otherUnicodeIsReadToo() throws IOException {
    for (byte[] bytes :
        List.of(
            ("\ufeff" + map("")).getBytes(StandardCharsets.UTF_8),
            map("").getBytes(StandardCharsets.UTF_16BE),
            map("").getBytes(StandardCharsets.UTF_16LE))) {
      assertEquals(2, fixture.read(bytes, ImportLimits.defaults()).map().grid().wide());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> rest(Imported imported) {
    return (Map<String, Object>) imported.extras().get("/maps/m1/uvtt");
  }
}

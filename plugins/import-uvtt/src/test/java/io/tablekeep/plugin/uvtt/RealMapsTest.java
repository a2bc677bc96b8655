package io.tablekeep.plugin.uvtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.uvtt.UvttFixture.Imported;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.map.Light;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.transfer.ImportReport.Fate;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps that people drew elsewhere; the figures were counted apart from this program. */
class RealMapsTest {
  @TempDir Path folder;

  @Test
  void aCaveWithRoundWallsThreeDoorsAndBakedLight() throws Exception {
    Optional<Path> file = UvttFixture.data("uvtt/oganm/test.dd2vtt");
    if (file.isEmpty()) {
      return;
    }
    UvttFixture fixture = new UvttFixture(folder);
    Imported imported = fixture.read(file.get());
    TableMap map = imported.map();
    assertEquals("test", map.name());
    assertEquals(20, map.grid().wide());
    assertEquals(20, map.grid().high());
    assertEquals(64, map.grid().cellPixels());
    assertEquals(0, map.grid().originX());

    assertEquals(9, walls(map, "w").size());
    assertEquals(206, walls(map, "w").stream().mapToInt(w -> w.points().size()).sum());
    assertEquals(2, walls(map, "o").size());
    assertEquals(52, walls(map, "o").stream().mapToInt(w -> w.points().size()).sum());
    assertTrue(walls(map, "o").stream().noneMatch(Wall::blocksMovement));
    assertEquals(new Point(7.359375, 5), map.walls().get("w1").points().get(0));
    assertEquals(new Point(11, 6), map.walls().get("w1").points().get(5));

    List<Wall> doors = walls(map, "d");
    assertEquals(3, doors.size());
    assertTrue(doors.stream().allMatch(d -> d.door().orElseThrow().state() == Wall.State.CLOSED));
    assertEquals(List.of(new Point(12, 15.5), new Point(12, 14.5)), doors.get(1).points());

    assertEquals(1, map.lights().size());
    assertEquals(
        new Light(
            6.132305, 7.212773, 4.9500005, 9.900001, new Color("#eccd8b"), 1, true, true, false),
        map.lights().get("l1"));
    assertTrue(map.lighting().orElseThrow().baked());
    assertEquals(0, map.lighting().orElseThrow().darkness());

    Asset picture = fixture.store.find(map.picture().orElseThrow().asset()).orElseThrow();
    assertEquals(
        "8d8a6007b973a2739433fbda99b152001d30adc6a483b65891bc093e8b1a664f", picture.id().sha256());
    assertEquals(AssetType.PNG, picture.type());
    assertEquals(1_367_221, picture.bytes());
    assertEquals(1280, picture.width());
    assertEquals(1280, picture.height());

    assertEquals(Map.of("/maps/m1/uvtt", Map.of("format", 0.3)), imported.extras());
    assertEquals(0, imported.lines(Fate.NOT_UNDERSTOOD));
    assertEquals(0, imported.lines(Fate.CHANGED));
    // 9 walls, 2 outlines, 3 doors, 1 light; format, resolution, environment and picture.
    assertEquals(19, imported.lines(Fate.KEPT));
  }

  @Test
  void aRoomWhosePictureBeginsElsewhereThanItsPlaces() throws Exception {
    Optional<Path> file = UvttFixture.data("uvtt/imagix/exampleMaps/sampleMap.dd2vtt");
    if (file.isEmpty()) {
      return;
    }
    UvttFixture fixture = new UvttFixture(folder);
    Imported imported = fixture.read(file.get());
    TableMap map = imported.map();
    assertEquals(10, map.grid().wide());
    assertEquals(256, map.grid().cellPixels());

    // In the file x begins at 2 and y at 1.
    assertEquals(List.of(new Point(5, 1), new Point(5, 1.5)), map.walls().get("w1").points());
    assertEquals(new Point(5, 7.619141), map.walls().get("w2").points().get(1));
    assertEquals(
        List.of(
            new Point(9, 9), new Point(1, 9), new Point(1, 1), new Point(9, 1), new Point(9, 9)),
        map.walls().get("w4").points());
    assertEquals(4, walls(map, "w").size());
    assertEquals(60, walls(map, "o").get(0).points().size());

    List<Wall> doors = walls(map, "d");
    assertEquals(2, doors.size());
    assertEquals(List.of(new Point(5, 1.5), new Point(5, 2.5)), doors.get(0).points());
    assertEquals(Wall.State.CLOSED, doors.get(0).door().orElseThrow().state());
    assertEquals(List.of(new Point(5, 7.619141), new Point(5, 8.380859)), doors.get(1).points());
    assertEquals(Wall.State.OPEN, doors.get(1).door().orElseThrow().state());

    assertEquals(2, map.lights().size());
    Light green = map.lights().get("l2");
    assertEquals(6.007812, green.x());
    assertEquals(1.984375, green.y());
    assertEquals(5, green.dim());
    assertEquals(new Color("#4dd569"), green.color());

    assertEquals(
        "925a601d1a492380e1c9b2f6543d6f664f408cd186d9387b35d386ec9c3833a7",
        map.picture().orElseThrow().asset().sha256());
    assertEquals(
        Map.of("format", 0.3, "map_origin", Map.of("x", 2.0, "y", 1.0)),
        imported.extras().get("/maps/m1/uvtt"));
    assertEquals(0, imported.lines(Fate.NOT_UNDERSTOOD));
    assertEquals(1, imported.lines(Fate.CHANGED), "the places, moved");
    // 4 walls, 1 outline, 2 doors, 2 lights; format, environment and picture.
    assertEquals(12, imported.lines(Fate.KEPT));
    try (InputStream in = fixture.store.open(map.picture().orElseThrow().asset())) {
      assertEquals(2_836_658, in.readAllBytes().length);
    }
  }

  private static List<Wall> walls(TableMap map, String prefix) {
    return map.walls().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }
}

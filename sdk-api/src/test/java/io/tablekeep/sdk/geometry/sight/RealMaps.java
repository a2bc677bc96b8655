package io.tablekeep.sdk.geometry.sight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tablekeep.sdk.geometry.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Maps that people drew, which lie beside a checkout on the machines that have them. */
final class RealMaps {
  private RealMaps() {}

  /** Walls, objects and closed doors (w…, o…, d…) of each map by its file's name. */
  static Map<String, Map<String, Barrier>> walls() throws IOException {
    Map<String, Map<String, Barrier>> maps = new HashMap<>();
    for (String name : List.of("imagix/exampleMaps/sampleMap.dd2vtt", "oganm/test.dd2vtt")) {
      Path dir = Path.of("").toAbsolutePath();
      while (dir != null && !Files.isRegularFile(dir.resolve("shared/data/uvtt").resolve(name))) {
        dir = dir.getParent();
      }
      if (dir == null) {
        System.out.println("left out: shared/data/uvtt/" + name + " is not here");
        continue;
      }
      JsonNode file =
          new ObjectMapper().readTree(dir.resolve("shared/data/uvtt").resolve(name).toFile());
      Map<String, Barrier> walls = new HashMap<>();
      file.path("line_of_sight").forEach(line -> add(walls, "w", line));
      file.path("objects_line_of_sight").forEach(line -> add(walls, "o", line));
      file.path("portals").forEach(portal -> add(walls, "d", portal.path("bounds")));
      maps.put(name, walls);
    }
    return maps;
  }

  private static void add(Map<String, Barrier> walls, String kind, JsonNode corners) {
    List<Point> line = new ArrayList<>();
    corners.forEach(
        at -> line.add(new Point(at.path("x").doubleValue(), at.path("y").doubleValue())));
    walls.put(
        kind + walls.size(), new Barrier(line, true, true, !kind.equals("o"), Barrier.Side.BOTH));
  }
}

package io.tablekeep.plugin.uvtt;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.model.map.Light;
import io.tablekeep.sdk.model.map.Lighting;
import io.tablekeep.sdk.model.map.Picture;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a file says in the words of the document. */
final class UvttMap {
  private static final String OWN_KEY = "uvtt";
  private static final int MAX_CORNERS = 10_000;
  private static final double CLOSE = 1e-3;

  private final UvttFile file;
  private final ImportReport.Builder report;
  private final Pointer at;
  private final Map<String, Wall> walls = new LinkedHashMap<>();
  private final Map<String, Light> lights = new LinkedHashMap<>();
  private Changes extras = Changes.none();

  UvttMap(UvttFile file, String id, ImportReport.Builder report) {
    this.file = file;
    this.report = report;
    this.at = Pointer.of("maps", id);
  }

  ImportResult.Read result(String fileName) {
    Grid grid = grid();
    file.walls.forEach(line -> lines(line, "w", true));
    file.objects.forEach(line -> lines(line, "o", false));
    file.portals.forEach(this::door);
    file.lights.forEach(this::light);
    Optional<Picture> picture = file.picture.map(a -> new Picture(a.id(), a.width(), a.height()));
    Lighting lighting = lighting();
    TableMap map =
        new TableMap(
            name(fileName),
            picture,
            grid,
            Map.of(),
            walls,
            lights,
            Map.of(),
            Optional.of(lighting),
            false,
            "",
            false);
    if (!file.rest.isEmpty()) {
      extra(at, file.rest);
    }
    return new ImportResult.Read(Changes.none().set(at, map).and(extras), report.build());
  }

  private static String name(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String base = (dot > 0 ? fileName.substring(0, dot) : fileName).strip();
    String name =
        base.codePoints()
            .limit(200)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return name.isEmpty() ? "Map" : name;
  }

  private void extra(Pointer owner, Map<String, Object> values) {
    extras = extras.set(owner.child(OWN_KEY), values);
  }

  // -- grid -------------------------------------------------------------------------------------

  private Grid grid() {
    Point size =
        file.size.orElseThrow(
            () ->
                new Refusal(
                    "uvtt-no-size", "The file does not say how large its map is.", "/resolution"));
    inRange(size.x(), "/resolution/map_size/x", "The width of the map in cells");
    inRange(size.y(), "/resolution/map_size/y", "The height of the map in cells");
    double said = file.pixelsPerGrid.orElse(100);
    inRange(said, "/resolution/pixels_per_grid", "A cell's size in pixels");
    if (file.origin.x() == 0 && file.origin.y() == 0) {
      report.kept(
          "/resolution", "A grid of %s × %s cells.".formatted(number(size.x()), number(size.y())));
    } else {
      file.rest.put("map_origin", Map.of("x", file.origin.x(), "y", file.origin.y()));
      report.changed(
          "/resolution",
          "A grid of %s × %s cells; every place is moved by %s, %s so that (0,0) is the picture's corner."
              .formatted(
                  number(size.x()),
                  number(size.y()),
                  number(-file.origin.x()),
                  number(-file.origin.y())));
    }
    return new Grid(Grid.Type.SQUARE, size.x(), size.y(), cellPixels(size, said), 0, 0, 5, "ft");
  }

  /** What the picture says, when it contradicts the file. */
  private double cellPixels(Point size, double said) {
    if (file.picture.isEmpty()) {
      return said;
    }
    Asset picture = file.picture.get();
    double wide = picture.width() / size.x();
    double high = picture.height() / size.y();
    if (Math.abs(wide - high) > 0.01 * wide) {
      report.changed(
          "/image",
          "The picture's cells are %s × %s pixels and not square; the map goes by their width."
              .formatted(number(wide), number(high)));
    }
    // A picture ends at a whole pixel, its last cell may not.
    if (Math.abs(wide - said) * size.x() <= 1) {
      return said;
    }
    report.changed(
        "/resolution/pixels_per_grid",
        "The file says %s, and by the picture a cell is %s pixels wide; the picture counts."
            .formatted(number(said), number(wide)));
    file.rest.put("pixels_per_grid", said);
    inRange(wide, "/image", "A cell's size in pixels");
    return wide;
  }

  private static void inRange(double value, String at, String what) {
    if (!(value >= 1 && value <= 10_000)) {
      throw new Refusal(
          "uvtt-range", what + " must be from 1 to 10000, not " + number(value) + ".", at);
    }
  }

  private Point moved(Point place) {
    if (file.origin.x() == 0 && file.origin.y() == 0) {
      return place;
    }
    return new Point(tidy(place.x() - file.origin.x()), tidy(place.y() - file.origin.y()));
  }

  /** Without the noise of a subtraction: 3.4 - 2 is 1.4. */
  private static double tidy(double cells) {
    return Math.rint(cells * 1e9) / 1e9;
  }

  // -- walls ------------------------------------------------------------------------------------

  private void lines(UvttFile.Line line, String prefix, boolean blocksMovement) {
    List<Point> corners = line.corners().stream().map(this::moved).toList();
    if (corners.size() < 2) {
      report.notUnderstood(line.at(), "A wall of " + corners.size() + " corners; it was left out.");
      return;
    }
    int parts = 0;
    for (int from = 0; from < corners.size() - 1; from += MAX_CORNERS - 1) {
      int to = Math.min(corners.size(), from + MAX_CORNERS);
      addWall(prefix, new Wall(corners.subList(from, to), true, blocksMovement, Optional.empty()));
      parts++;
    }
    String what = blocksMovement ? "A wall" : "The outline of an object, which only blocks sight,";
    if (parts == 1) {
      report.kept(line.at(), what + " of " + corners.size() + " corners.");
    } else {
      report.changed(
          line.at(), what + " of " + corners.size() + " corners, in " + parts + " pieces.");
    }
  }

  private String addWall(String prefix, Wall wall) {
    String key = prefix + (walls.size() + 1);
    walls.put(key, wall);
    return key;
  }

  private void door(UvttFile.Portal portal) {
    Map<String, Object> rest = portal.rest;
    if (portal.bounds.size() < 2) {
      List<Object> bounds = new ArrayList<>();
      portal.bounds.forEach(point -> bounds.add(xy(point)));
      Map<String, Object> whole = new LinkedHashMap<>(rest);
      whole.put("bounds", bounds);
      portal.position.ifPresent(p -> whole.put("position", xy(p)));
      portal.rotation.ifPresent(r -> whole.put("rotation", r));
      whole.put("closed", portal.closed);
      whole.put("freestanding", portal.freestanding);
      String key = "portal" + (file.rest.size() + 1);
      file.rest.put(key, whole);
      report.notUnderstood(portal.at, "A door of no width; kept as it is under uvtt/" + key + ".");
      return;
    }
    keepWhatBoundsDoNotSay(portal);
    Wall.State state = portal.closed ? Wall.State.CLOSED : Wall.State.OPEN;
    Wall door =
        new Wall(
            portal.bounds.stream().map(this::moved).toList(),
            true,
            true,
            Optional.of(new Wall.Door(state, false)));
    String key = addWall("d", door);
    if (!rest.isEmpty()) {
      extra(at.child("walls").child(key), rest);
    }
    report.kept(portal.at, portal.closed ? "A closed door." : "An open door or a window.");
  }

  /** Place and direction follow from the ends of a door; when they do not, both are kept. */
  private static void keepWhatBoundsDoNotSay(UvttFile.Portal portal) {
    Point a = portal.bounds.get(0);
    Point b = portal.bounds.get(portal.bounds.size() - 1);
    Point middle = new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    if (portal.position.isPresent() && portal.position.get().to(middle) > CLOSE) {
      portal.rest.put("position", xy(portal.position.get()));
    }
    double direction = Math.atan2(b.y() - a.y(), b.x() - a.x());
    if (portal.rotation.isPresent()
        && Math.abs(Math.IEEEremainder(portal.rotation.getAsDouble() - direction, 2 * Math.PI))
            > CLOSE) {
      portal.rest.put("rotation", portal.rotation.getAsDouble());
    }
    if (portal.freestanding) {
      portal.rest.put("freestanding", true);
    }
  }

  private static Map<String, Object> xy(Point point) {
    return Map.of("x", point.x(), "y", point.y());
  }

  // -- lights -----------------------------------------------------------------------------------

  private void light(UvttFile.Lamp lamp) {
    if (lamp.position.isEmpty()) {
      report.notUnderstood(lamp.at, "A light that is nowhere; it was left out.");
      return;
    }
    Point place = moved(lamp.position.get());
    Optional<Color> color = UvttColor.read(lamp.color);
    double range = Math.max(0, Math.min(lamp.range, 10_000));
    double intensity = Math.max(0, Math.min(lamp.intensity, 100));
    boolean same = range == lamp.range && intensity == lamp.intensity && color.isPresent();
    if (!same) {
      lamp.rest.put("range", lamp.range);
      lamp.rest.put("intensity", lamp.intensity);
      lamp.rest.put("color", lamp.color);
    }
    String key = "l" + (lights.size() + 1);
    lights.put(
        key,
        new Light(
            place.x(),
            place.y(),
            range / 2,
            range,
            color.orElse(new Color("#ffffff")),
            intensity,
            lamp.shadows,
            true,
            false));
    if (!lamp.rest.isEmpty()) {
      extra(at.child("lights").child(key), lamp.rest);
    }
    String sentence =
        "A light that reaches %s cells, half of them brightly".formatted(number(range));
    if (same) {
      report.kept(lamp.at, sentence + ".");
    } else {
      report.changed(lamp.at, sentence + "; what it said beyond the limits is kept under uvtt.");
    }
  }

  private Lighting lighting() {
    Optional<Color> ambient = file.ambient.flatMap(UvttColor::read);
    if (file.ambient.isPresent()) {
      if (ambient.isPresent()) {
        report.kept("/environment", "The light that is everywhere.");
      } else {
        file.rest.put("ambient_light", file.ambient.get());
        report.changed("/environment/ambient_light", "No colour; the map lies in daylight.");
      }
    }
    Color color = ambient.orElse(new Color("#ffffff"));
    return new Lighting(color, UvttColor.darkness(color), file.baked, !walls.isEmpty());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}

package io.tablekeep.plugin.uvtt;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a file says, in its own words and places. Filled by {@link UvttReader}. */
final class UvttFile {
  Point origin = new Point(0, 0);
  Optional<Point> size = Optional.empty();
  OptionalDouble pixelsPerGrid = OptionalDouble.empty();
  boolean baked;
  Optional<String> ambient = Optional.empty();
  Optional<Asset> picture = Optional.empty();
  final List<Line> walls = new ArrayList<>();
  final List<Line> objects = new ArrayList<>();
  final List<Portal> portals = new ArrayList<>();
  final List<Lamp> lights = new ArrayList<>();

  /** What is kept under the map's own {@code uvtt}. */
  final Map<String, Object> rest = new LinkedHashMap<>();

  /** Corners in order. */
  record Line(String at, List<Point> corners) {}

  /** A door, window or gate. */
  static final class Portal {
    final String at;
    final List<Point> bounds = new ArrayList<>();
    final Map<String, Object> rest = new LinkedHashMap<>();
    Optional<Point> position = Optional.empty();
    OptionalDouble rotation = OptionalDouble.empty();
    boolean closed = true;
    boolean freestanding;

    Portal(String at) {
      this.at = at;
    }
  }

  /** A light. */
  static final class Lamp {
    final String at;
    final Map<String, Object> rest = new LinkedHashMap<>();
    Optional<Point> position = Optional.empty();
    double range;
    double intensity = 1;
    String color = "ffffffff";
    boolean shadows = true;

    Lamp(String at) {
      this.at = at;
    }
  }
}

package io.tablekeep.sdk.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.sdk.geometry.area.Area;
import io.tablekeep.sdk.geometry.area.Circle;
import io.tablekeep.sdk.geometry.area.Cone;
import io.tablekeep.sdk.geometry.area.Rectangle;
import io.tablekeep.sdk.geometry.grid.Cell;
import io.tablekeep.sdk.geometry.grid.GridGeometry;
import io.tablekeep.sdk.geometry.grid.HexGrid;
import io.tablekeep.sdk.geometry.grid.HexLayout;
import io.tablekeep.sdk.geometry.grid.Metric;
import io.tablekeep.sdk.geometry.grid.NoGrid;
import io.tablekeep.sdk.geometry.grid.SquareGrid;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.geometry.sight.Sight;
import io.tablekeep.sdk.geometry.sight.Visibility;
import io.tablekeep.sdk.geometry.sight.Walls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the values of the vectors. */
record VectorValues(JsonNode file) {
  GridGeometry grid(JsonNode node) {
    return switch (node.textValue()) {
      case "square" -> new SquareGrid();
      case "none" -> new NoGrid();
      default -> new HexGrid(HexLayout.valueOf(constant(node)));
    };
  }

  Metric metric(JsonNode one) {
    return Metric.valueOf(constant(one.get("metric")));
  }

  Passage passage(JsonNode node) {
    return Passage.valueOf(constant(node));
  }

  private static String constant(JsonNode node) {
    return node.textValue().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  Point point(JsonNode node) {
    return new Point(node.get(0).doubleValue(), node.get(1).doubleValue());
  }

  List<Point> points(JsonNode node) {
    return list(node, this::point);
  }

  Cell cell(JsonNode node) {
    return new Cell(node.get(0).intValue(), node.get(1).intValue());
  }

  List<Cell> cells(JsonNode node) {
    return list(node, this::cell);
  }

  private static <T> List<T> list(JsonNode node, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    node.forEach(element -> all.add(read.apply(element)));
    return all;
  }

  Space space(JsonNode node) {
    return new Space(point(node.get(0)), node.get(1).doubleValue(), node.get(2).doubleValue());
  }

  Area area(JsonNode node) {
    Point origin = point(node.get("origin"));
    if (node.get("shape").textValue().equals("circle")) {
      return new Circle(origin, node.get("radius").doubleValue());
    }
    Point arrow = point(node.get("direction"));
    Direction direction = new Direction(arrow.x(), arrow.y());
    double length = node.get("length").doubleValue();
    return node.get("shape").textValue().equals("cone")
        ? new Cone(origin, direction, length)
        : new Rectangle(origin, direction, length, node.get("width").doubleValue());
  }

  Walls walls(JsonNode node) {
    Map<String, Barrier> walls = new HashMap<>();
    for (JsonNode wall : node.isTextual() ? file.get("rooms") : node) {
      Set<String> stops = new HashSet<>(list(wall.get("stops"), JsonNode::textValue));
      walls.put(
          wall.get("key").textValue(),
          new Barrier(
              points(wall.get("line")),
              stops.contains("sight"),
              stops.contains("light"),
              stops.contains("movement"),
              Barrier.Side.valueOf(constant(wall.get("from")))));
    }
    return Walls.of(walls);
  }

  Eye eye(JsonNode node) {
    return new Eye(
        point(node.get("at")),
        node.get("range").doubleValue(),
        node.get("darkvision").doubleValue());
  }

  Sight scene(JsonNode one) {
    JsonNode scene = file.get("scenes").get(one.get("scene").textValue());
    return new Sight(
        walls(scene.get("walls")),
        list(scene.get("lamps"), this::lamp),
        Illumination.valueOf(constant(scene.get("ambient"))));
  }

  private Lamp lamp(JsonNode node) {
    return new Lamp(
        point(node.get("at")),
        node.get("bright").doubleValue(),
        node.get("dim").doubleValue(),
        node.get("shadows").booleanValue());
  }

  Visibility view(JsonNode one) {
    return walls(one.get("walls"))
        .visible(Passage.SIGHT, point(one.get("eye")), one.get("radius").doubleValue());
  }
}

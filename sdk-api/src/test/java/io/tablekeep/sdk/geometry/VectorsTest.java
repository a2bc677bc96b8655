package io.tablekeep.sdk.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tablekeep.sdk.geometry.grid.Cell;
import io.tablekeep.sdk.geometry.grid.GridGeometry;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Sight;
import io.tablekeep.sdk.geometry.sight.Visibility;
import io.tablekeep.sdk.geometry.sight.Walls;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published vectors, every one of them. */
class VectorsTest {
  private static final double CLOSE = 1e-9;

  @ParameterizedTest
  @CsvSource({"grid, 800", "area, 150", "walls, 200", "sight, 300", "view, 12"})
  void everyVectorHolds(String name, int atLeast) throws IOException {
    JsonNode file = file(name);
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : file.get("cases")) {
      Object got = answer(file, one);
      if (!holds(one, got)) {
        wrong.add(one + " but got " + got);
      }
    }
    assertEquals(List.of(), wrong, wrong.size() + " wrong");
    assertTrue(file.get("cases").size() >= atLeast);
  }

  private static JsonNode file(String name) throws IOException {
    try (InputStream in = Point.class.getResourceAsStream("vectors/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Object answer(JsonNode file, JsonNode one) {
    VectorValues read = new VectorValues(file);
    GridGeometry grid = one.has("grid") ? read.grid(one.get("grid")) : null;
    return switch (one.get("op").textValue()) {
      case "cellAt" -> grid.cellAt(read.point(one.get("point")));
      case "middle" -> grid.middle(read.cell(one.get("cell")));
      case "neighbours" -> grid.neighbours(read.cell(one.get("cell")));
      case "distance" ->
          grid.distance(read.cell(one.get("from")), read.cell(one.get("to")), read.metric(one));
      case "spaceCells" -> grid.cells(read.space(one.get("space")));
      case "spaceDistance" ->
          grid.distance(read.space(one.get("one")), read.space(one.get("other")), read.metric(one));
      case "snap" -> grid.snap(read.space(one.get("space")));
      case "cost" -> cost(grid, one, read);
      case "cells" -> grid.cells(read.area(one.get("area")));
      case "blocked" ->
          read.walls(one.get("walls"))
              .blocked(
                  read.passage(one.get("passage")),
                  read.point(one.get("from")),
                  read.point(one.get("to")));
      case "illumination" -> read.scene(one).illumination(read.point(one.get("point")));
      case "perceived" ->
          read.scene(one).perceived(read.eye(one.get("eye")), read.point(one.get("point")));
      case "sees" -> {
        Sight scene = read.scene(one);
        List<Eye> eyes = new ArrayList<>();
        one.get("eyes").forEach(eye -> eyes.add(read.eye(eye)));
        yield scene.sees(eyes, read.space(one.get("space")));
      }
      case "spots" -> read.walls(one.get("walls")).spots(read.space(one.get("space")));
      case "view", "corners" -> read.view(one);
      default -> throw new AssertionError("unknown op in " + one);
    };
  }

  private static double cost(GridGeometry grid, JsonNode one, VectorValues read) {
    Map<Cell, Double> factors = new HashMap<>();
    one.get("factors").forEach(f -> factors.put(read.cell(f.get(0)), f.get(1).doubleValue()));
    return grid.cost(
        read.cells(one.get("path")), read.metric(one), to -> factors.getOrDefault(to, 1.0));
  }

  private static boolean holds(JsonNode one, Object got) {
    VectorValues read = new VectorValues(one);
    JsonNode want = one.path("want");
    return switch (one.get("op").textValue()) {
      case "cellAt" -> got.equals(read.cell(want));
      case "middle", "snap" -> near((Point) got, read.point(want), CLOSE);
      case "neighbours", "spaceCells", "cells" ->
          new HashSet<>((List<?>) got).equals(new HashSet<>(read.cells(want)))
              && ((List<?>) got).size() == want.size();
      case "distance", "spaceDistance", "cost" ->
          Math.abs((Double) got - want.doubleValue()) < CLOSE;
      case "illumination", "perceived" ->
          ((Illumination) got).name().toLowerCase(Locale.ROOT).equals(want.textValue());
      case "spots" -> nearAll((List<?>) got, read.points(want));
      case "view" ->
          read.points(one.get("inside")).stream().allMatch(((Visibility) got)::contains)
              && read.points(one.get("outside")).stream().noneMatch(((Visibility) got)::contains);
      case "corners" -> corners(one, ((Visibility) got).outline(64), read);
      default -> got.equals(want.booleanValue());
    };
  }

  /** Every corner is on the outline, nothing else is far from a corner, and the area is right. */
  private static boolean corners(JsonNode one, List<Point> outline, VectorValues read) {
    List<Point> want = read.points(one.get("want"));
    double twice = 0;
    for (int i = 0; i < outline.size(); i++) {
      Point a = outline.get(i);
      Point b = outline.get((i + 1) % outline.size());
      twice += a.x() * b.y() - a.y() * b.x();
    }
    return want.stream().allMatch(p -> outline.stream().anyMatch(o -> near(o, p, 0.01)))
        && outline.stream().allMatch(o -> want.stream().anyMatch(p -> near(o, p, 0.01)))
        && Math.abs(twice / 2 - one.get("area").doubleValue()) < 0.05;
  }

  private static boolean nearAll(List<?> got, List<Point> want) {
    boolean all = got.size() == want.size();
    for (int i = 0; all && i < want.size(); i++) {
      all = near((Point) got.get(i), want.get(i), CLOSE);
    }
    return all;
  }

  private static boolean near(Point a, Point b, double most) {
    return a.to(b) < most;
  }

  @Test
  void aWallLessIsFound() throws IOException {
    JsonNode file = file("walls");
    VectorValues read = new VectorValues(file);
    for (JsonNode wall : file.get("rooms")) {
      String key = wall.get("key").textValue();
      Walls less = read.walls(file.get("rooms")).without(key);
      long wrong = 0;
      for (JsonNode one : file.get("cases")) {
        if (one.get("walls").isTextual()) {
          boolean blocked =
              less.blocked(
                  read.passage(one.get("passage")),
                  read.point(one.get("from")),
                  read.point(one.get("to")));
          wrong += blocked == one.get("want").booleanValue() ? 0 : 1;
        }
      }
      assertTrue(wrong > 0, key);
    }
  }
}

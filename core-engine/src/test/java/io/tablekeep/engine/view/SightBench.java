package io.tablekeep.engine.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tablekeep.engine.state.Shared;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.geometry.sight.Sight;
import io.tablekeep.sdk.geometry.sight.Visibility;
import io.tablekeep.sdk.geometry.sight.Walls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What sight costs on a real map of 250 pieces of wall, and on nine of it side by side. Where the
 * real map is missing, on rooms of about as many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SightBench {
  private static final int CELLS = 20;

  /** How many maps side by side, and below each other. */
  @Param({"1", "3"})
  int tiles;

  private final List<Point> places = new ArrayList<>();
  private final List<Space> creatures = new ArrayList<>();
  private final List<List<Point>> spots = new ArrayList<>();
  private List<Eye> party = List.of();
  private Walls walls = Walls.none();
  private Sight night = new Sight(Walls.none(), List.of(), Illumination.DARK);
  private String doorKey = "";
  private Barrier door = Barrier.wall(new Point(0, 0), new Point(1, 0));
  private Map<String, Barrier> all = new LinkedHashMap<>();
  private int next;

  @Setup
  public void setUp() throws IOException {
    List<List<Point>> lines = lines();
    all = new LinkedHashMap<>();
    for (int x = 0; x < tiles; x++) {
      for (int y = 0; y < tiles; y++) {
        for (List<Point> line : lines) {
          int right = x * CELLS;
          int down = y * CELLS;
          List<Point> moved =
              line.stream().map(p -> new Point(p.x() + right, p.y() + down)).toList();
          doorKey = "w" + all.size();
          door = new Barrier(moved, true, true, true, Barrier.Side.BOTH);
          all.put(doorKey, door);
        }
      }
    }
    walls = Walls.of(all);
    System.out.println(all.values().stream().mapToInt(w -> w.line().size() - 1).sum() + " pieces");
    SplittableRandom random = new SplittableRandom(7);
    List<Lamp> lamps = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lamps.add(new Lamp(place(random), 4, 8, true));
    }
    night = new Sight(walls, lamps, Illumination.DARK);
    for (int i = 0; i < 1024; i++) {
      places.add(place(random));
      creatures.add(Space.of(place(random), 1));
      spots.add(walls.spots(creatures.get(i)));
    }
    party = places.subList(0, 5).stream().map(at -> new Eye(at, Eye.FAR, 12)).toList();
  }

  private Point place(SplittableRandom random) {
    return new Point(random.nextDouble(CELLS * tiles), random.nextDouble(CELLS * tiles));
  }

  private static List<List<Point>> lines() throws IOException {
    Optional<byte[]> map = Shared.data("uvtt/oganm/test.dd2vtt");
    List<List<Point>> lines = new ArrayList<>();
    if (map.isEmpty()) {
      for (int i = 0; i < 250; i++) {
        int x = i % 16;
        int y = i / 16;
        lines.add(List.of(new Point(x, y), new Point(x + i % 2, y + (i + 1) % 2)));
      }
      return lines;
    }
    JsonNode file = new ObjectMapper().readTree(map.get());
    for (String part : List.of("line_of_sight", "objects_line_of_sight")) {
      file.path(part).forEach(line -> lines.add(corners(line)));
    }
    file.path("portals").forEach(portal -> lines.add(corners(portal.path("bounds"))));
    return lines;
  }

  private static List<Point> corners(JsonNode line) {
    List<Point> corners = new ArrayList<>();
    line.forEach(at -> corners.add(new Point(at.path("x").asDouble(), at.path("y").asDouble())));
    return corners;
  }

  @Benchmark
  public boolean lineOfSight() {
    next++;
    return walls.blocked(Passage.SIGHT, places.get(next & 1023), places.get((next * 7) & 1023));
  }

  @Benchmark
  public Visibility visibilityOf12Cells() {
    return walls.visible(Passage.SIGHT, places.get(next++ & 1023), 12);
  }

  @Benchmark
  public Visibility visibilityOfTheWholeMap() {
    return walls.visible(Passage.SIGHT, places.get(next++ & 1023), Eye.FAR);
  }

  @Benchmark
  public boolean aPartyOfFiveSeesACreatureAtNight() {
    return night.sees(party, spots.get(next++ & 1023));
  }

  @Benchmark
  public List<Point> spotsOfACreature() {
    return walls.spots(creatures.get(next++ & 1023));
  }

  @Benchmark
  public Walls aDoorOpens() {
    return walls.with(doorKey, door.opened());
  }

  @Benchmark
  public Walls indexAnew() {
    return Walls.of(all);
  }
}

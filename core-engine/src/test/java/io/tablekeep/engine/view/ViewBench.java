package io.tablekeep.engine.view;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Shared;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What a move costs until its differences are encoded, for six players and no GM, as they walk
 * about a cell at a time: on the fixture's map and on a real one, with sight off and on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ViewBench {
  private static final int MOVES = 2_048;

  @Param({"fixture", "imagix/exampleMaps/sampleMap.dd2vtt", "oganm/test.dd2vtt"})
  String map;

  @Param({"false", "true"})
  boolean sight;

  private final Onlookers viewers =
      Onlookers.of(
          IntStream.rangeClosed(1, 6)
              .mapToObj(n -> new Viewer(CampaignFixture.player(n).id(), false, false))
              .toList());
  private final List<JsonObject> roots = new ArrayList<>();
  private final List<List<Effect>> moves = new ArrayList<>();
  private final Views views = new Views(Optional.empty());
  private final Upkeep upkeep = views.upkeep();
  private int next;

  @Setup
  public void setUp() {
    JsonObject root =
        (JsonObject) Records.write(CampaignFixture.campaign(1, CampaignFixture.SMALL, 6), 1);
    root = Trees.put(root, at("lighting", "sight"), sight, 1);
    double fromX = CampaignFixture.HALL_FROM;
    double toX = CampaignFixture.HALL_TO;
    double toY = toX;
    if (!map.equals("fixture")) {
      root = withRealWalls(root);
      fromX = 0;
      toX = ((Number) Trees.get(root, at("grid", "wide"))).doubleValue();
      toY = ((Number) Trees.get(root, at("grid", "high"))).doubleValue();
    }
    SplittableRandom random = new SplittableRandom(5);
    double fromY = fromX;
    // First everywhere once, so that what is left is the cost of going about known places.
    for (int i = 0; i < 20_000; i++) {
      root = move(root, random, fromX, fromY, toX, toY, i < 20_000 - MOVES);
    }
    System.out.println(segments(root) + " wall segments");
  }

  private static Pointer at(String... keys) {
    return Pointer.of("maps", CampaignFixture.MAP.id()).resolve(Pointer.of(keys));
  }

  private JsonObject move(
      JsonObject root,
      SplittableRandom random,
      double fromX,
      double fromY,
      double toX,
      double toY,
      boolean first) {
    Pointer token = CampaignFixture.token(1 + random.nextInt(6)).pointer();
    double x = ((Number) Trees.get(root, token.child("x"))).doubleValue();
    double y = ((Number) Trees.get(root, token.child("y"))).doubleValue();
    x = Math.floor(Math.max(fromX, Math.min(toX - 1, x + random.nextInt(-1, 2)))) + 0.5;
    y = Math.floor(Math.max(fromY, Math.min(toY - 1, y + random.nextInt(-1, 2)))) + 0.5;
    List<Effect> effects =
        List.of(
            new Effect.Put(token.child("x"), Records.write(x, 1)),
            new Effect.Put(token.child("y"), Records.write(y, 1)));
    Decided decided = upkeep.complete(decided(root, Effects.apply(root, effects, 2), effects), 2);
    if (!first) {
      roots.add(decided.root());
      moves.add(effects);
    }
    return decided.root();
  }

  private static Decided decided(JsonObject before, JsonObject after, List<Effect> effects) {
    return Decided.of(before, after, effects, effects.size(), List.of(), Outcome.OK);
  }

  private JsonObject withRealWalls(JsonObject root) {
    byte[] file = Shared.data("uvtt/" + map).orElseThrow();
    JsonObject uvtt =
        JsonReader.readObject(file, new JsonReader.Limits(1 << 28, 64, 1 << 28, 10_000_000), 1);
    JsonObject now = Trees.remove(root, at("walls"), 1);
    Object size = Trees.get(uvtt, "resolution", "map_size");
    now =
        Trees.put(
            now,
            at("grid"),
            Records.write(
                Map.of(
                    "wide", Trees.get(size, "x"),
                    "high", Trees.get(size, "y")),
                1),
            1);
    int n = 0;
    for (Object line : ((JsonArray) uvtt.get("line_of_sight")).elements()) {
      now = Trees.put(now, at("walls", "w" + n++, "points"), line, 1);
    }
    return now;
  }

  private static int segments(JsonObject root) {
    int[] count = {0};
    ((JsonObject) Trees.get(root, at("walls")))
        .forEach((key, wall) -> count[0] += ((JsonArray) Trees.get(wall, "points")).size() - 1);
    return count[0];
  }

  private int step() {
    next = next + 2 < roots.size() ? next + 1 : 0;
    return next;
  }

  /** What publishing costs. */
  @Benchmark
  public int changes() {
    int i = step();
    return encoded(views.changes(roots.get(i), roots.get(i + 1), viewers));
  }

  /** The same after the entry has been completed, as it goes in the engine. */
  @Benchmark
  public int completedAndChanges() {
    int i = step();
    Decided decided = upkeep.complete(decided(roots.get(i), roots.get(i + 1), moves.get(i + 1)), 2);
    return encoded(views.changes(roots.get(i), decided.root(), viewers));
  }

  private static int encoded(ViewChange[] changes) {
    int bytes = 0;
    for (ViewChange change : changes) {
      bytes += change == null ? 0 : change.json().length;
    }
    return bytes;
  }
}

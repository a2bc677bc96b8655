package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole clusters on virtual time. Each build plays small ones; {@code -Ptorture} plays 10,000 nodes
 * with 5,000,000 campaigns, {@code -Dtablekeep.town.nodes} and {@code -Dtablekeep.town.documents}
 * choose others.
 */
class TownTest {
  private static final List<Double> EQUAL = List.of(1.0);
  private static final List<Double> MIXED = List.of(1.0, 2.0, 4.0, 8.0);

  private final long seed = Seed.of("TownTest");

  private Town town(int nodes, int documents, int views, int oldest, List<Double> weights) {
    int room = nodes + Math.max(1, nodes / 10);
    return new Town(
        new Town.Plan(
            nodes, room, documents, views == 0 ? room : views, oldest, weights, 0.35, 0.9, seed));
  }

  @Test
  void smallClustersLiveThroughEverything() {
    for (int nodes : new int[] {2, 3, 5, 12}) {
      new TownStory(town(nodes, 400 * nodes, 0, 3, EQUAL), "small").play(5 * nodes);
    }
  }

  @Test
  void fortyNodesLiveThroughEverything() {
    new TownStory(town(40, 12_000, 0, 3, EQUAL), "40").play(3);
  }

  @Test
  void capacitiesMayDiffer() {
    new TownStory(town(24, 24_000, 0, 5, MIXED), "1:8").play(3);
  }

  /** No node knows what the others, or it itself, have just decided. */
  @Test
  void nobodyHasToCount() {
    new TownStory(town(120, 48_000, 4, 5, EQUAL), "blind").play(5);
  }

  @Test
  void aNodeAloneMovesNothing() {
    Town town = town(1, 300, 1, 2, EQUAL);
    town.open(5);
    run(town, 300);
    assertEquals(300, town.held[0]);
    town.state[0] = NodeState.DRAINING;
    run(town, 60);
    town.check();
    assertEquals(0, town.moves, "there is nowhere to go");
  }

  @Test
  void noiseMovesNothingForLong() {
    Town town = town(20, 10_000, 0, 3, EQUAL);
    town.open(20);
    town.noise = 0.08;
    run(town, 600);
    long before = town.moves;
    for (int i = 0; i < 3_600; i++) {
      town.change(3);
      town.tick();
    }
    long moved = town.moves - before;
    System.out.printf(Locale.ROOT, "TownTest: an hour of noise and change moved %d%n", moved);
    assertTrue(moved < 100, moved + " of 10,000 moved in an hour");
    town.check();
  }

  @Test
  void aSlowNodeIsEmptiedAndComesBack() {
    Town town = town(10, 4_000, 0, 3, EQUAL);
    town.open(10);
    run(town, 120);
    town.drag[3] = 60;
    run(town, 40);
    assertEquals(NodeState.SLOW, town.state[3]);
    run(town, 200);
    assertEquals(0, town.held[3], "it is emptied");
    assertEquals(0, town.wants());
    town.drag[3] = 1;
    run(town, 400);
    assertEquals(NodeState.READY, town.state[3]);
    assertTrue(town.fillBalance()[2] > 0.8, "it is filled again");
    town.check();
  }

  /** It is slow only while it has something to do: it must not be filled and emptied for ever. */
  @Test
  void aNodeThatIsSlowUnderLoadIsTriedLessAndLess() {
    Town town = town(10, 4_000, 0, 3, EQUAL);
    town.open(10);
    run(town, 120);
    long before = town.moves;
    int turns = 0;
    for (int i = 0; i < 3 * 3_600; i++) {
      town.drag[3] = town.held[3] > 50 ? 60 : 1;
      NodeState was = town.state[3];
      town.tick();
      turns += was != town.state[3] ? 1 : 0;
    }
    long moved = town.moves - before;
    System.out.printf(
        Locale.ROOT,
        "TownTest: slow under load for 3 h, turned %d times, %d moves%n",
        turns,
        moved);
    assertTrue(turns <= 24, turns + " turns");
    town.check();
  }

  @Test
  void whenAllAreSlowNothingMoves() {
    Town town = town(6, 2_400, 0, 3, EQUAL);
    town.open(10);
    run(town, 200);
    long before = town.moves;
    for (int i = 0; i < 6; i++) {
      town.drag[i] = 60;
    }
    run(town, 300);
    assertEquals(before, town.moves);
  }

  @Test
  @Tag("torture")
  void tenThousandNodes() {
    String level = System.getProperty("tablekeep.torture", "quick");
    int nodes = Integer.getInteger("tablekeep.town.nodes", level.equals("quick") ? 60 : 10_000);
    int documents = Integer.getInteger("tablekeep.town.documents", 500 * nodes);
    new TownStory(town(nodes, documents, 4, 5, EQUAL), "large").play(Math.max(2, nodes / 50));
    if (level.equals("long")) {
      new TownStory(town(nodes, documents, 4, 5, MIXED), "large 1:8").play(nodes / 20);
    }
  }

  private static void run(Town town, int ticks) {
    for (int i = 0; i < ticks; i++) {
      town.tick();
    }
  }
}

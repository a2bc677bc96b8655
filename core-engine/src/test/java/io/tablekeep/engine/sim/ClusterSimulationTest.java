package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes that die, are cut off and give a table to each other, on a store they share. */
class ClusterSimulationTest {
  private static Plan plan(long seed) {
    Plan plan = Plan.calm(seed);
    plan.actionsEach = 40;
    plan.window = 3;
    return plan;
  }

  @Test
  void aCalmClusterKeepsTheTableAtOneNode() {
    ClusterWorld world = new ClusterWorld(plan(3), 3, 0);
    world.play();
    assertEquals(2, world.taken(), "once to be made, once to be opened");
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertEquals(new ClusterWorld(plan(5), 3, 6).play(), new ClusterWorld(plan(5), 3, 6).play());
  }

  @Test
  @Tag("torture")
  void whatWasAcknowledgedIsThereOnceAndInOrderWhicheverNodeDies() {
    long from = Seed.of("whatWasAcknowledgedIsThereOnceAndInOrderWhicheverNodeDies");
    String level = System.getProperty("tablekeep.torture", "quick");
    int runs = level.equals("long") ? 5_000 : level.equals("short") ? 200 : 20;
    int taken = 0;
    int moved = 0;
    for (int i = 0; i < runs; i++) {
      ClusterWorld world = new ClusterWorld(plan(from + i), 3 + i % 3, 8);
      world.play();
      taken += world.taken();
      moved += world.moved();
    }
    assertTrue(moved > runs, "the table was to move, not to move " + moved);
    assertTrue(taken > 2 * runs, "the table was to change hands, not to be taken " + taken);
  }

  @Test
  void aNodeThatWritesAfterItHasLostTheTableIsFound() {
    for (int seed = 0; seed < 200; seed++) {
      try {
        new ClusterWorld(plan(seed).planted(Plan.Plant.NO_FENCING), 3, 8).play();
      } catch (AssertionError found) {
        assertTrue(String.valueOf(found.getMessage()).contains("had the table"), found::toString);
        return;
      }
    }
    throw new AssertionError("nothing was found");
  }
}

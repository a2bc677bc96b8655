package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Engines on a disk that drops, tears, fills up and fails, from seeds. */
class EngineSimulationTest {
  @Test
  void aCalmEveningHasNothingToTell() {
    new World(Plan.calm(1)).play();
  }

  @Test
  void theSameSeedIsTheSameRun() {
    for (int seed = 0; seed < 10; seed++) {
      assertEquals(
          new World(Plan.ofSeed(seed)).play(), new World(Plan.ofSeed(seed)).play(), "seed " + seed);
    }
  }

  @Test
  void offersAreDecidedInSuchEvenings() {
    int decided = 0;
    for (int seed = 0; seed < 20; seed++) {
      World world = new World(Plan.ofSeed(seed));
      world.play();
      decided += world.evidence().decided();
    }
    assertTrue(decided >= 10, "only " + decided);
  }

  @Test
  @Tag("torture")
  void whatWasAcknowledgedIsThereOnceAndInOrderWhateverHappens() {
    long from = Seed.of("whatWasAcknowledgedIsThereOnceAndInOrderWhateverHappens");
    String level = System.getProperty("tablekeep.torture", "quick");
    int runs = level.equals("long") ? 50_000 : level.equals("short") ? 2_000 : 100;
    for (int i = 0; i < runs; i++) {
      new World(Plan.ofSeed(from + i)).play();
    }
    assertTrue(runs > 0);
  }
}

package io.tablekeep.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.torture.Effort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing that was done to servers shows in what people were told. {@code -Dtablekeep.faults.runs}
 * says how many runs of each kind, {@code -Dtablekeep.faults.from} the seed of the first.
 */
@Tag("torture")
@Tag("cluster")
class FaultsTest {
  /** Runs until the planted fault must have been found. */
  private static final int FOUND_WITHIN = 4;

  /** Deaths while the same people play. */
  private static final int DEATHS = 6;

  private static long from() {
    return Long.getLong("tablekeep.faults.from", Effort.seed() & 0xffff_ffffL);
  }

  private static void runs(Cluster.Mode mode, int many) throws Exception {
    int runs = Integer.getInteger("tablekeep.faults.runs", many);
    Effort.say("faults: %s, %d runs from seed %d", mode, runs, from());
    List<String> found = new ArrayList<>();
    try (Town town = new Town(mode)) {
      for (int i = 0; i < runs; i++) {
        long seed = from() + i;
        town.run(seed).forEach(each -> found.add("seed " + seed + ": " + each));
      }
      assertEquals(List.of(), found, () -> "files in " + town.folder());
    }
  }

  @Test
  void nothingIsLostOrDoubledOnOneDatabase() throws Exception {
    runs(Cluster.Mode.SHARED, Effort.pick(1, 5, 200));
  }

  @Test
  void nothingIsLostOrDoubledOnDisksOfTheirOwn() throws Exception {
    runs(Cluster.Mode.DISKS, Effort.pick(1, 3, 100));
  }

  @Test
  void aStoreThatDoesNotFenceIsFoundOut() throws Exception {
    int runs = 0;
    boolean found = false;
    try (Town town = new Town(Cluster.Mode.UNFENCED)) {
      while (!found && runs < FOUND_WITHIN) {
        long seed = from() + runs++;
        Fault duel =
            Fault.possible(town.cluster()).contains(Fault.ALONE) ? Fault.ALONE : Fault.STOP;
        List<Fault> faults = List.of(duel, duel);
        found = !town.run(seed, faults, new SplittableRandom(seed)).isEmpty();
      }
    }
    assertTrue(found, "the planted fault was not found in " + runs + " runs");
    Effort.say("faults: the planted fault was found in run %d", runs);
  }

  /** What it takes until a table whose owner dies, or hangs, takes the next action. */
  @Test
  void tablesGoOnWhenTheirOwnersDieOrHang() throws Exception {
    List<String> found = new ArrayList<>();
    try (Town town = new Town(Cluster.Mode.SHARED)) {
      for (Fault fault : List.of(Fault.KILL, Fault.HANG)) {
        List<Long> waits = new ArrayList<>();
        int times = Integer.getInteger("tablekeep.faults.deaths", Effort.pick(3, 3, 50));
        for (int i = 0; i < times; i += DEATHS) {
          found.addAll(town.run(from() + i, fault, Math.min(DEATHS, times - i), waits));
        }
        waits.sort(Comparator.naturalOrder());
        Effort.say(
            "faults: %d of %s, %d tables waited, ms: median %d, p99 %d, most %d",
            times, fault, waits.size(), at(waits, 0.5), at(waits, 0.99), at(waits, 1));
      }
      assertEquals(List.of(), found, () -> "files in " + town.folder());
    }
  }

  private static long at(List<Long> sorted, double part) {
    return sorted.isEmpty() ? -1 : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}

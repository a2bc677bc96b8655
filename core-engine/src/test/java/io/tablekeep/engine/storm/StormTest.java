package io.tablekeep.engine.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten devices of eight people, cut lines, hours without one, edits of the same, moves, turns,
 * questions, hosts that die, going back in time, branches and merges, all at once. In the end
 * everyone sees what the server would show them, a replay ends where the table does, and whatever
 * anybody wanted has one end that they are told.
 */
class StormTest {
  /** So many storms; {@code -Dtablekeep.storms=3000} for more. */
  private static int storms(int usual) {
    return Integer.getInteger("tablekeep.storms", usual);
  }

  @Test
  @Tag("torture")
  void nothingIsLostSilentlyAndEveryoneSeesTheSame() {
    String level = System.getProperty("tablekeep.torture", "quick");
    int storms = storms(level.equals("long") ? 5_000 : level.equals("short") ? 400 : 25);
    Map<String, Integer> counts = blow(Seed.of("StormTest"), storms);
    System.out.println("StormTest: " + storms + " storms, " + sums(counts) + ", " + counts);
    for (String often :
        new String[] {"return ok", "branch opened", "merge ok", "asked", "settled", "kill"}) {
      assertTrue(sum(counts, often) * 10 > storms, often + " is too rare: " + counts);
    }
    int all = sum(counts, "end ");
    assertTrue(sum(counts, "end accepted") * 2 > all, "most are accepted: " + counts);
  }

  static Map<String, Integer> blow(long first, int storms) {
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = first; seed < first + storms; seed++) {
      try {
        new Storm(seed, counts, Plant.NONE).play();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    return counts;
  }

  static String sums(Map<String, Integer> counts) {
    int all = sum(counts, "end ");
    return all
        + " intentions: "
        + sum(counts, "end accepted")
        + " accepted, "
        + sum(counts, "end conflicted")
        + " conflicted, "
        + sum(counts, "end refused")
        + " refused, "
        + sum(counts, "end ended")
        + " ended while they waited";
  }

  private static int sum(Map<String, Integer> counts, String prefix) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Test
  void theSameSeedIsTheSameStorm() {
    Map<String, Integer> one = new TreeMap<>();
    Map<String, Integer> other = new TreeMap<>();
    new Storm(7, one, Plant.NONE).play();
    new Storm(7, other, Plant.NONE).play();
    assertEquals(one, other);
  }

  /** What the first storm says that notices a mistake. */
  private static @Nullable String found(Plant plant) {
    for (long seed = 1; seed <= 20; seed++) {
      try {
        new Storm(seed, new TreeMap<>(), plant).play();
      } catch (AssertionError found) {
        return found.getMessage();
      }
    }
    return null;
  }

  @Test
  void aFrameThatIsLeftOutIsFound() {
    assertNotNull(found(Plant.SKIPPED_FRAME));
  }

  @Test
  void aChangeThatIsNotToldIsFound() {
    assertNotNull(found(Plant.EMPTY_FRAME));
  }
}

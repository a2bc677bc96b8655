package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Mistakes made on purpose: tests that do not notice them would prove nothing. */
class PlantedFaultsTest {
  /** What the first run says that notices the mistake. */
  private static String found(Plan.Plant plant) {
    for (int seed = 0; seed < 50; seed++) {
      try {
        new World(Plan.ofSeed(seed).planted(plant)).play();
      } catch (AssertionError found) {
        return String.valueOf(found.getMessage());
      }
    }
    return "nothing";
  }

  @Test
  void anAcknowledgementBeforeTheSyncIsFound() {
    String found = found(Plan.Plant.ACK_BEFORE_SYNC);
    assertTrue(found.contains("its entry is not on the platter"), found);
  }

  @Test
  void aSyncThatIsBelievedTheSecondTimeIsFound() {
    String found = found(Plan.Plant.SYNC_AGAIN);
    assertTrue(found.contains("its entry is not on the platter"), found);
  }

  @Test
  void aHostThatWritesAfterItHasLostTheTableIsFound() {
    String found = found(Plan.Plant.NO_FENCING);
    assertTrue(found.contains("had the table"), found);
  }

  @Test
  void aRetryThatIsAppliedTwiceIsFound() {
    String found = found(Plan.Plant.RETRY_TWICE);
    // It is seen in the journal, or by who is told of other dice the second time.
    assertTrue(found.contains("is in entry ") || found.contains(" and then Receipt"), found);
  }

  @Test
  void aSkippedEntryIsFound() {
    String found = found(Plan.Plant.SKIPPED_ENTRY);
    assertTrue(found.contains("is not on the platter") || found.contains("damaged"), found);
  }
}

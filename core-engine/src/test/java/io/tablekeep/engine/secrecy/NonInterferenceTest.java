package io.tablekeep.engine.secrecy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tablekeep.contracts.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two tables that look equal to a seat tell it the same bytes. */
@Tag("torture")
class NonInterferenceTest {
  private static final String LEVEL = System.getProperty("tablekeep.torture", "quick");
  private static final boolean QUICK = LEVEL.equals("quick");

  /** What these are about is made in no story: a branch, a conflict that was settled. */
  private static final Set<String> UNTOLD =
      Set.of("branch.merge", "branch.remove", "branch.rename", "conflict.dispute");

  @Test
  void twoTablesThatLookEqualToASeatTellItTheSameBytes() {
    long usual = QUICK ? 12_000 : LEVEL.equals("short") ? 150_000 : 1_000_000;
    long most = Long.getLong("actions", usual);
    Tally tally = play(Seed.of("twoTablesThatLookEqualToASeatTellItTheSameBytes", 1), most);
    int each = (int) Math.min(1_000, most / 200);
    List<String> lacking = new ArrayList<>(tally.lacking(each, (int) (most / 10_000)));
    lacking.removeAll(UNTOLD);
    assertEquals(List.of(), lacking, "too rare");
  }

  /** Where more than a build's share is played, what is new each day comes on top of it. */
  @Test
  void norDoTheStoriesOfTheDayTellThemApart() {
    assumeFalse(QUICK || Seed.isAskedFor(), "the seeds of always are enough");
    play(Seed.of("norDoTheStoriesOfTheDayTellThemApart"), 50_000);
  }

  private static Tally play(long from, long most) {
    Tally tally = new Tally();
    List<String> broken = new ArrayList<>();
    long seed = from;
    int told = 0;
    while (tally.sent() < most && broken.size() < Integer.getInteger("broken", 1)) {
      Story story = Story.tell(seed++, tally, Leak.NONE);
      if (story.isBroken()) {
        broken.add(story.explained());
      }
      if (tally.sent() / 100_000 > told) {
        told++;
        System.out.println("seeds " + from + " to " + (seed - 1) + ": " + tally.line());
      }
    }
    System.out.println("seeds " + from + " to " + (seed - 1) + ": " + tally.table());
    if (!broken.isEmpty()) {
      fail("from seed " + from + ": " + String.join(System.lineSeparator(), broken));
    }
    assertTrue(tally.accepted() * 2 >= tally.sent(), "too few actions are accepted");
    return tally;
  }
}

package io.tablekeep.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.torture.Effort;
import io.tablekeep.server.torture.Folder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node with a third of all sockets and of all tables dies, and everybody comes in elsewhere at
 * once. {@code -Dtablekeep.storm.seats} says how many there are.
 */
@Tag("torture")
@Tag("cluster")
class JoinStormTest {
  private static final int OF_A_TABLE = 4;
  private static final int PATIENCE_SECONDS = 120;

  @Test
  void everybodyIsBackSoonAfterADeathAndNothingElseBreaks() throws Exception {
    int seats = Integer.getInteger("tablekeep.storm.seats", Effort.pick(120, 600, 6_000));
    try (Cluster cluster = new Cluster(Folder.fresh("storm"), Cluster.Mode.SHARED, "768m");
        Crowd crowd = new Crowd(cluster, Effort.seed())) {
      for (int i = 0; i < seats / OF_A_TABLE; i++) {
        String table = "s" + i;
        Map<String, String> tokens = cluster.table(table, i);
        int n = 0;
        for (String seat : Journals.SEATS) {
          crowd.join(table, seat + i, String.valueOf(tokens.get(seat)), (i + n++) % cluster.size());
        }
      }
      int all = seats / OF_A_TABLE * OF_A_TABLE;
      await(crowd, all);
      Effort.say("storm: %d seats sit, %s", all, crowd.heard());
      int lines = crowd.lines();
      cluster.node(1).kill();
      long began = System.nanoTime();
      awaitLess(crowd, all);
      int least = await(crowd, all);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      Effort.say(
          "storm: %d of %d lost the table, %d lines anew; all are back %d ms after the death, %s",
          all - least, all, crowd.lines() - lines, millis, crowd.heard());
      assertTrue(cluster.node(0).isAlive() && cluster.node(2).isAlive(), "a second node died");
      Cluster.sleep(2_000);
      assertEquals(all, crowd.seated());
    }
  }

  /** Waits until so many sit; the fewest that were seen meanwhile. */
  private static int await(Crowd crowd, int seats) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    int least = seats;
    while (crowd.seated() < seats) {
      least = Math.min(least, crowd.seated());
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            crowd.seated() + " of " + seats + " sit at their tables: " + crowd.heard());
      }
      Cluster.sleep(10);
    }
    return least;
  }

  private static void awaitLess(Crowd crowd, int seats) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (crowd.seated() == seats) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("nobody has lost a table");
      }
      Cluster.sleep(1);
    }
  }
}

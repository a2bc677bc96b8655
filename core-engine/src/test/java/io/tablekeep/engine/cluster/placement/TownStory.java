package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

/** What happens to a cluster, one thing after another, with what it cost. */
final class TownStory {
  private final Town town;
  private final String name;
  private long moves;
  private long placed;
  private long failed;
  private int began;

  TownStory(Town town, String name) {
    this.town = town;
    this.name = name;
  }

  /** Plays; a rolling restart takes so many nodes at a time. */
  void play(int atOnce) {
    int nodes = town.plan.nodes();
    begin();
    town.open(20);
    tell("opened", 0);
    assertTrue(town.fillBalance()[1] < 1.45, "opened out of balance");
    begin();
    int steady = settle();
    tell("evened out", steady);
    balanced();

    begin();
    int lost = town.held[0];
    town.kill(0);
    int back = untilActiveAreBack();
    tell("one died with " + lost + ", those in use back after " + back + " s", settle());
    assertTrue(back <= 12, back + " s");
    assertTrue(town.moves - moves < lost + 40, "hardly more moves than documents lost");
    balanced();

    if (nodes >= 10) {
      dieTogether(nodes / 10);
    }
    begin();
    int joining = Math.max(1, nodes / 10);
    for (int i = 0; i < joining; i++) {
      town.build();
    }
    steady = settle();
    long ideal = (long) joining * town.plan.documents() / serving();
    tell(joining + " joined, their share is " + ideal, steady);
    assertTrue(town.moves - moves < 1.6 * ideal + 100, "moves for those that joined");
    balanced();
    if (nodes > 2) {
      restartAll(Math.max(1, Math.min(atOnce, nodes / 4)));
      balanced();
    }
    town.check();
  }

  private void dieTogether(int dying) {
    begin();
    int lost = 0;
    for (int i = 1; i <= dying; i++) {
      lost += town.held[i];
      town.kill(i);
    }
    int back = untilActiveAreBack();
    tell(dying + " died with " + lost + ", those in use back after " + back + " s", settle());
    assertTrue(back <= 12, back + " s");
    assertTrue(town.moves - moves < lost + 40, "hardly more moves than documents lost");
    balanced();
  }

  private void restartAll(int atOnce) {
    begin();
    int[] waiting = new int[town.used];
    int count = 0;
    for (int node = 0; node < town.used; node++) {
      if (town.state[node] == NodeState.READY) {
        waiting[count++] = node;
      }
    }
    double worst = 0;
    for (int from = 0; from < count; from += atOnce) {
      int to = Math.min(count, from + atOnce);
      for (int i = from; i < to; i++) {
        town.state[waiting[i]] = NodeState.DRAINING;
      }
      for (int wait = 0; !areEmpty(waiting, from, to); wait++) {
        assertTrue(wait < 2_000, "a node cannot be emptied");
        town.tick();
        worst = Math.max(worst, town.fillBalance()[0]);
        assertTrue(town.wants() == 0, "a document lost its node");
      }
      for (int i = from; i < to; i++) {
        town.kill(waiting[i]);
      }
      for (int i = 0; i < 5; i++) {
        town.tick();
      }
      for (int i = from; i < to; i++) {
        town.restart(waiting[i]);
      }
      for (int i = 0; i < 15; i++) {
        town.tick();
      }
    }
    int took = town.now - began;
    int steady = settle();
    tell(
        String.format(
            Locale.ROOT,
            "%d restarted, %d at once, in %d s, %.2f moves a document, fill at most %.2f",
            count,
            atOnce,
            took,
            (double) (town.moves - moves) / town.plan.documents(),
            worst),
        steady);
    assertTrue(town.moves - moves < 3.2 * town.plan.documents(), "moves of a rolling restart");
  }

  private boolean areEmpty(int[] nodes, int from, int to) {
    for (int i = from; i < to; i++) {
      int node = nodes[i];
      if (town.held[node] + town.leaving[node] + town.coming[node] > 0) {
        return false;
      }
    }
    return true;
  }

  private int serving() {
    int serving = 0;
    for (int node = 0; node < town.used; node++) {
      serving += town.state[node] == NodeState.READY ? 1 : 0;
    }
    return serving;
  }

  private void balanced() {
    double[] fill = town.fillBalance();
    double few = 10 / (fill[3] * 800);
    assertTrue(fill[0] < 1.15 + few, () -> name + ": fill is " + fill[0]);
    assertTrue(isLoadEven(), () -> name + ": load is " + town.loadBalance()[0]);
    assertTrue(town.mostInFlight <= town.policy.moving(), "moves in flight");
  }

  private int untilActiveAreBack() {
    int from = town.now;
    do {
      town.tick();
    } while (town.wants() > 0 && town.now < from + 100);
    return town.now - from;
  }

  /** Until hardly anything moved for two minutes; the seconds until then. */
  private int settle() {
    int from = town.now;
    int busy = from;
    while (true) {
      assertTrue(town.now < from + 4_000, name + ": it does not come to rest");
      long before = town.moves;
      for (int i = 0; i < 10; i++) {
        town.tick();
      }
      if (town.moves - before > Math.max(2, town.plan.documents() / 50_000)) {
        busy = town.now;
      }
      boolean waking = town.sleepers() * town.wakes >= 1;
      if (town.now >= busy + 120 && !waking && (isLoadEven() || town.now > from + 900)) {
        return busy - from;
      }
    }
  }

  private boolean isLoadEven() {
    double[] load = town.loadBalance();
    return load[0] * load[3] < load[3] + 0.2;
  }

  private void begin() {
    moves = town.moves;
    placed = town.placed;
    failed = town.failedPlacements;
    began = town.now;
  }

  private void tell(String what, int steady) {
    double[] fill = town.fillBalance();
    double[] load = town.loadBalance();
    System.out.printf(
        Locale.ROOT,
        "%s: %s; steady after %d s, %d moves, %d placed, %d asked in vain;"
            + " fill of %.2f: max %.2f, p99 %.2f, min %.2f; load of %.2f: max %.2f, p99 %.2f%n",
        name,
        what,
        steady,
        town.moves - moves,
        town.placed - placed,
        town.failedPlacements - failed,
        fill[3],
        fill[0],
        fill[1],
        fill[2],
        load[3],
        load[0],
        load[1]);
  }
}

package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowWatchTest {
  private final List<NodeCard> cards = new ArrayList<>();
  private final Roster roster = new Roster(PlacementPolicy.defaults());

  private SlowWatch watch(int nodes) {
    for (int i = 0; i < nodes; i++) {
      cards.add(Cards.ready("n" + i, 10));
      roster.put(cards.get(i));
    }
    return new SlowWatch("n0", roster, Duration.ofSeconds(20), Duration.ofSeconds(60));
  }

  private void answers(int node, long micros) {
    cards.set(node, Cards.p99(cards.get(node), micros));
    roster.put(cards.get(node));
  }

  private void becomes(int node, NodeState state) {
    cards.set(node, cards.get(node).in(state));
    roster.put(cards.get(node));
  }

  @Test
  void aNodeIsSlowWhenItLasts() {
    SlowWatch watch = watch(3);
    answers(0, 101_000);
    assertEquals(NodeState.READY, watch.judge(0, NodeState.READY));
    assertEquals(NodeState.READY, watch.judge(19_999, NodeState.READY));
    answers(0, 99_000);
    assertEquals(NodeState.READY, watch.judge(20_000, NodeState.READY), "once in time is enough");
    answers(0, 101_000);
    assertEquals(NodeState.READY, watch.judge(20_001, NodeState.READY));
    assertEquals(NodeState.SLOW, watch.judge(40_001, NodeState.READY));
  }

  @Test
  void itIsReadyAgainLaterAndLaterEachTime() {
    SlowWatch watch = watch(3);
    long now = 0;
    for (long hold : new long[] {60_000, 120_000, 240_000}) {
      becomes(0, NodeState.READY);
      answers(0, 200_000);
      assertEquals(NodeState.READY, watch.judge(now, NodeState.READY));
      assertEquals(NodeState.SLOW, watch.judge(now += 20_000, NodeState.READY));
      becomes(0, NodeState.SLOW);
      answers(0, 60_000);
      assertEquals(NodeState.SLOW, watch.judge(now += 600_000, NodeState.SLOW), "not yet fast");
      answers(0, 50_000);
      assertEquals(NodeState.SLOW, watch.judge(now, NodeState.SLOW));
      assertEquals(NodeState.SLOW, watch.judge(now + hold - 1, NodeState.SLOW));
      assertEquals(NodeState.READY, watch.judge(now += hold, NodeState.SLOW));
    }
  }

  @Test
  void whereAllAreSlowNoneIs() {
    SlowWatch watch = watch(3);
    for (int i = 0; i < 3; i++) {
      answers(i, 900_000);
    }
    watch.judge(0, NodeState.READY);
    assertEquals(NodeState.READY, watch.judge(60_000, NodeState.READY));
  }

  @Test
  void noMoreThanAThirdIsSlow() {
    SlowWatch watch = watch(5);
    answers(0, 900_000);
    becomes(1, NodeState.SLOW);
    watch.judge(0, NodeState.READY);
    assertEquals(NodeState.READY, watch.judge(60_000, NodeState.READY));
    becomes(1, NodeState.READY);
    assertEquals(NodeState.SLOW, watch.judge(60_001, NodeState.READY));
  }

  @Test
  void oneOfTwoMayBeSlowAndOneAloneMayNot() {
    SlowWatch watch = watch(2);
    answers(0, 900_000);
    watch.judge(0, NodeState.READY);
    assertEquals(NodeState.SLOW, watch.judge(20_000, NodeState.READY));
    roster.remove("n1");
    watch.judge(20_001, NodeState.READY);
    assertEquals(NodeState.READY, watch.judge(90_000, NodeState.READY));
  }

  @Test
  void otherStatesStay() {
    SlowWatch watch = watch(3);
    answers(0, 900_000);
    watch.judge(0, NodeState.DRAINING);
    assertEquals(NodeState.DRAINING, watch.judge(90_000, NodeState.DRAINING));
  }
}

package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.cluster.placement.Move.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebalancerTest {
  private static final RebalancePolicy POLICY = RebalancePolicy.defaults();
  private static final long LONG = 600_000;

  private final Roster roster = new Roster(PlacementPolicy.defaults());
  private final Rebalancer<String> rebalancer = new Rebalancer<>("n0", roster, POLICY);
  private final List<Movable<String>> idle = new ArrayList<>();
  private final List<Movable<String>> active = new ArrayList<>();
  private int asked;

  private final Holdings<String> holdings =
      new Holdings<>() {
        @Override
        public List<Movable<String>> idle(int most) {
          asked++;
          return idle.subList(0, Math.min(most, idle.size()));
        }

        @Override
        public List<Movable<String>> active(int most, double mostLoad) {
          asked++;
          return active.stream().filter(each -> each.load() <= mostLoad).limit(most).toList();
        }
      };

  private void cards(NodeCard... cards) {
    for (NodeCard card : cards) {
      roster.put(card);
    }
  }

  private void documents(int idleOnes, double... loads) {
    for (int i = 0; i < idleOnes; i++) {
      idle.add(new Movable<>("idle" + i, Wish.of(Mix.of(i)), 0, LONG));
    }
    for (int i = 0; i < loads.length; i++) {
      active.add(new Movable<>("busy" + i, Wish.of(Mix.of(99 + i)), loads[i], LONG));
    }
  }

  private List<Move<String>> plan(long now, int leaving, int coming) {
    return rebalancer.plan(now, leaving, coming, holdings);
  }

  @Test
  void aNodeThatIsToLeaveGivesItsIdleDocumentsFirst() {
    cards(Cards.ready("n0", 9).in(NodeState.DRAINING), Cards.ready("n1", 9), Cards.ready("n2", 9));
    documents(5, 0.2, 0.1, 0.1, 0.1);
    List<Move<String>> moves = plan(0, 0, 0);
    assertEquals(POLICY.moving(), moves.size());
    assertEquals("idle0", moves.get(0).document());
    assertEquals("busy0", moves.get(5).document());
    for (Move<String> move : moves) {
      assertEquals(Reason.DRAIN, move.reason());
      assertNotEquals("n0", move.to());
    }
    assertEquals(2, plan(0, POLICY.moving() - 3, 1).size(), "those in flight count");
    assertEquals(List.of(), plan(0, POLICY.moving(), 0));
  }

  @Test
  void aNodeWithManyMovesInFlightIsGivenNoMore() {
    NodeCard busy = Cards.ready("n1", 9);
    cards(Cards.ready("n0", 9).in(NodeState.DRAINING), busy, Cards.ready("n2", 9));
    for (int i = 0; i < POLICY.moving(); i++) {
      roster.sent("n1");
    }
    documents(8);
    for (Move<String> move : plan(0, 0, 0)) {
      assertEquals("n2", move.to());
    }
    assertTrue(rebalancer.admits(POLICY.moving() - 1));
    assertFalse(rebalancer.admits(POLICY.moving()));
  }

  @Test
  void aSlowNodeKeepsItsDocumentsWhenNobodyIsWell() {
    cards(Cards.ready("n0", 9).in(NodeState.SLOW), Cards.ready("n1", 9).in(NodeState.SLOW));
    documents(8);
    assertEquals(List.of(), plan(0, 0, 0));
    cards(Cards.ready("n2", 9));
    List<Move<String>> moves = plan(1_000, 0, 0);
    assertEquals(POLICY.moving() / 2, moves.size());
    assertEquals(Reason.SLOW, moves.get(0).reason());
  }

  @Test
  void tooMuchHasToLast() {
    cards(Cards.ready("n0", 300), Cards.ready("n1", 200), Cards.ready("n2", 250));
    documents(300);
    assertEquals(List.of(), plan(0, 0, 0));
    assertEquals(List.of(), plan(14_999, 0, 0));
    assertEquals(0, asked, "documents are looked at only when some are to move");
    List<Move<String>> moves = plan(15_000, 0, 0);
    assertEquals(POLICY.perRound(), moves.size());
    for (Move<String> move : moves) {
      assertEquals(new Move<>(move.document(), "n1", Reason.FILL), move);
    }
    assertEquals(List.of(), plan(16_000, POLICY.moving() / 2, 0), "half is left for others");
    cards(Cards.of("n0", 1, 255, 2), Cards.of("n1", 1, 245, 2));
    assertEquals(List.of(), plan(17_000, 0, 0), "it is even");
    cards(Cards.of("n0", 1, 272, 3), Cards.of("n1", 1, 228, 3));
    assertEquals(List.of(), plan(40_000, 0, 0), "it ends below where it begins");
    assertEquals(List.of(), plan(80_000, 0, 0));
  }

  @Test
  void whatHasJustComeStays() {
    cards(Cards.ready("n0", 300), Cards.ready("n1", 100));
    idle.add(new Movable<>("new", Wish.of(1), 0, 299_999));
    idle.add(new Movable<>("old", Wish.of(2), 0, 300_000));
    plan(0, 0, 0);
    List<Move<String>> moves = plan(15_000, 0, 0);
    assertEquals(List.of(new Move<>("old", "n1", Reason.FILL)), moves);
  }

  @Test
  void busyDocumentsMoveOneAtATimeWhenItLastsLong() {
    cards(
        Cards.load(Cards.ready("n0", 100), 0.8),
        Cards.load(Cards.ready("n1", 100), 0.2),
        Cards.load(Cards.ready("n2", 100), 0.2));
    documents(0, 0.6, 0.3, 0.1);
    assertEquals(List.of(), plan(0, 0, 0));
    assertEquals(List.of(), plan(59_999, 0, 0));
    List<Move<String>> moves = plan(60_000, 0, 0);
    assertEquals(1, moves.size());
    assertEquals("busy1", moves.get(0).document(), "the busiest would only take it along");
    assertEquals(Reason.LOAD, moves.get(0).reason());
    assertEquals(List.of(), plan(74_999, 0, 0), "a while lies between");
    assertEquals(1, plan(75_000, 0, 0).size());
  }

  @Test
  void oneHotDocumentAloneStays() {
    cards(Cards.load(Cards.ready("n0", 10), 0.8), Cards.load(Cards.ready("n1", 10), 0.1));
    documents(0, 0.79);
    for (int second = 0; second < 600; second++) {
      assertEquals(List.of(), plan(second * 1_000L, 0, 0));
    }
  }

  @Test
  void whoIsNotOnTheRosterPlansNothing() {
    documents(10);
    assertEquals(List.of(), plan(0, 0, 0));
  }
}

package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.cluster.placement.NodeCard.Pulse;
import io.tablekeep.engine.cluster.placement.Placement.Reason;
import io.tablekeep.sdk.state.DocumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacerTest {
  private static final int DOCUMENTS = 20_000;

  private static Wish wish(long i) {
    return Wish.of(DocumentId.campaign("table-" + i));
  }

  private static List<NodeCard> cards(int nodes, int documents) {
    List<NodeCard> cards = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      cards.add(Cards.ready("node-" + i, documents));
    }
    return cards;
  }

  private static Map<String, Integer> shares(Placer placer, int documents) {
    Map<String, Integer> shares = new HashMap<>();
    for (int i = 0; i < documents; i++) {
      shares.merge(Cards.on(placer.place(wish(i))), 1, Integer::sum);
    }
    return shares;
  }

  private static NodeCard any(SplittableRandom random, int i) {
    double weight = 0.5 * random.nextInt(1, 17);
    NodeCard card =
        Cards.of("node-" + i, weight, random.nextInt((int) (weight * 800)), random.nextInt(9));
    NodeCard pulsed =
        Cards.with(
            card,
            new Pulse(random.nextDouble(), random.nextDouble(), 1_000, random.nextInt(1, 400_000)));
    NodeState[] states = {
      NodeState.READY, NodeState.READY, NodeState.SLOW, NodeState.DRAINING, NodeState.STARTING
    };
    return pulsed.in(states[random.nextInt(states.length)]);
  }

  /** Whoever knows the same decides the same, whatever they knew before. */
  @Test
  void equalCardsGiveEqualAnswers() {
    SplittableRandom random = Seed.random("PlacerTest.equal");
    for (int round = 0; round < 40; round++) {
      int nodes = 1 + random.nextInt(40);
      List<NodeCard> cards = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        cards.add(any(random, i));
      }
      Roster one = Cards.roster(cards);
      Collections.shuffle(cards, new Random(random.nextLong()));
      Roster other = new Roster(PlacementPolicy.defaults());
      for (int i = nodes; i < nodes + 8; i++) {
        other.put(any(random, i));
      }
      for (NodeCard card : cards) {
        other.put(Cards.of(card.name(), 1, random.nextInt(800), 0));
        new Placer(other).place(wish(random.nextLong()));
        other.put(card);
      }
      for (int i = nodes; i < nodes + 8; i++) {
        assertTrue(other.remove("node-" + i));
      }
      for (int i = 0; i < 300; i++) {
        assertEquals(new Placer(one).place(wish(i)), new Placer(other).place(wish(i)));
      }
    }
  }

  /** The places of documents on disk outlive this release: whoever changes them, moves them all. */
  @Test
  void placesAreTheSameInEveryRelease() {
    Placer placer = new Placer(Cards.roster(cards(5, 100)));
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      String node = Cards.on(placer.place(wish(i)));
      found.append(node.charAt(node.length() - 1));
    }
    assertEquals("223022242302423120343122", found.toString());
  }

  @Test
  void sharesFollowWeights() {
    List<NodeCard> cards = new ArrayList<>();
    double weights = 0;
    for (int i = 0; i < 16; i++) {
      cards.add(Cards.of("node-" + i, 1 << (i % 4), 0, 1));
      weights += 1 << (i % 4);
    }
    Map<String, Integer> shares = shares(new Placer(Cards.roster(cards)), DOCUMENTS);
    for (NodeCard card : cards) {
      double fair = DOCUMENTS * card.capacity().weight() / weights;
      double share = shares.getOrDefault(card.name(), 0) / fair;
      assertTrue(share > 0.6 && share < 1.5, () -> card.name() + " has " + share);
    }
  }

  @Test
  void whoComesTakesAndNobodyElse() {
    for (int nodes : new int[] {1, 2, 3, 10, 63, 64, 65, 300}) {
      Roster roster = Cards.roster(cards(nodes, 100));
      Placer placer = new Placer(roster);
      List<String> before = new ArrayList<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        before.add(Cards.on(placer.place(wish(i))));
      }
      roster.put(Cards.ready("new", 100));
      int moved = 0;
      for (int i = 0; i < DOCUMENTS; i++) {
        String now = Cards.on(placer.place(wish(i)));
        if (!now.equals(before.get(i))) {
          assertEquals("new", now);
          moved++;
        }
      }
      double ideal = (double) DOCUMENTS / (nodes + 1);
      assertTrue(moved < 1.6 * ideal + 30, moved + " of " + ideal + " at " + nodes);
      roster.remove("new");
      for (int i = 0; i < DOCUMENTS; i++) {
        assertEquals(before.get(i), Cards.on(placer.place(wish(i))));
      }
    }
  }

  /** Also where the others are fuller than the new one: they lose little but what it takes. */
  @Test
  void anEmptyNodeMovesLittleElse() {
    Roster roster = Cards.roster(cards(20, 480));
    Placer placer = new Placer(roster);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      before.add(Cards.on(placer.place(wish(i))));
    }
    roster.put(Cards.ready("new", 0));
    int taken = 0;
    int moved = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String now = Cards.on(placer.place(wish(i)));
      if (now.equals("new")) {
        taken++;
      } else if (!now.equals(before.get(i))) {
        moved++;
      }
    }
    assertTrue(taken > DOCUMENTS / 21 && taken < DOCUMENTS / 7, taken + " are taken");
    assertEquals(0, moved);
  }

  @Test
  void theDocumentsOfADeadNodeSpreadByRoom() {
    List<NodeCard> cards = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      cards.add(Cards.ready("node-" + i, i % 3 == 0 ? 640 : i % 3 == 1 ? 400 : 160));
    }
    Roster roster = Cards.roster(cards);
    Placer placer = new Placer(roster);
    List<Long> lost = new ArrayList<>();
    for (long i = 0; i < 60_000; i++) {
      if (Cards.on(placer.place(wish(i))).equals("node-1")) {
        lost.add(i);
      }
    }
    roster.remove("node-1");
    int[] kinds = new int[3];
    for (long i : lost) {
      String node = Cards.on(placer.place(wish(i)));
      assertNotEquals("node-1", node);
      kinds[Integer.parseInt(node.substring(5)) % 3]++;
    }
    // Room is 1 : 2.5 : 4, of 10, 9 and 10 nodes.
    double unit = lost.size() / (10 + 9 * 2.5 + 40);
    assertEquals(10, kinds[0] / unit, 4.5, "full ones");
    assertEquals(22.5, kinds[1] / unit, 7, "those between");
    assertEquals(40, kinds[2] / unit, 8, "empty ones");
  }

  @Test
  void nothingGoesToNodesThatAreNotWellWhileOneIs() {
    SplittableRandom random = Seed.random("PlacerTest.well");
    for (int round = 0; round < 60; round++) {
      List<NodeCard> cards = new ArrayList<>();
      int nodes = 3 + random.nextInt(60);
      for (int i = 0; i < nodes; i++) {
        cards.add(bad(random, Cards.ready("node-" + i, 100)));
      }
      cards.add(Cards.p99(Cards.ready("well", 700), 50));
      Roster roster = Cards.roster(cards);
      for (int i = 0; i < 200; i++) {
        Wish wish = wish(i).withCopies(List.of("node-1")).withRelated(List.of("node-2"));
        assertEquals("well", Cards.on(new Placer(roster).place(wish)));
      }
    }
  }

  private static NodeCard bad(SplittableRandom random, NodeCard card) {
    return switch (random.nextInt(6)) {
      case 0 -> card.in(NodeState.DRAINING);
      case 1 -> card.in(NodeState.STARTING);
      case 2 -> card.in(NodeState.SLOW);
      case 3 -> Cards.ready(card.name(), 800);
      case 4 -> Cards.load(card, 0.96);
      default -> Cards.with(card, new Pulse(0, 0.4, 1_000, 2_000));
    };
  }

  @Test
  void aNodeMuchSlowerThanTheOthersIsLeftOut() {
    List<NodeCard> cards = cards(5, 100);
    cards.set(2, Cards.p99(cards.get(2), 150_000));
    Map<String, Integer> shares = shares(new Placer(Cards.roster(cards)), 1_000);
    assertEquals(4, shares.size(), shares::toString);
    for (int i = 0; i < 5; i++) {
      cards.set(i, Cards.p99(Cards.ready("node-" + i, 100), 150_000 + i));
    }
    shares = shares(new Placer(Cards.roster(cards)), 1_000);
    assertEquals(5, shares.size(), "all are slow: none is slower than the others");
  }

  @Test
  void theLeastBadIsBetterThanNone() {
    List<NodeCard> cards = cards(4, 100);
    for (int i = 0; i < 3; i++) {
      cards.set(i, cards.get(i).in(i == 0 ? NodeState.DRAINING : NodeState.SLOW));
    }
    cards.set(3, cards.get(3).in(NodeState.STARTING));
    Map<String, Integer> shares = new HashMap<>();
    Placer placer = new Placer(Cards.roster(cards));
    for (int i = 0; i < 500; i++) {
      Placement.On on = (Placement.On) placer.place(wish(i));
      assertEquals(Reason.LEAST_BAD, on.reason());
      shares.merge(on.node(), 1, Integer::sum);
    }
    assertEquals(Set.of("node-1", "node-2"), shares.keySet());
  }

  @Test
  void whoIsRefusedIsToldWhy() {
    assertEquals("no-node-ready", refused(List.of()));
    assertEquals("no-node-ready", refused(List.of(Cards.ready("a", 9).in(NodeState.DRAINING))));
    assertEquals("no-node-ready", refused(List.of(Cards.ready("a", 9).in(NodeState.STARTING))));
    assertEquals("cluster-full", refused(List.of(Cards.ready("a", 800), Cards.ready("b", 801))));
    Placer placer = new Placer(Cards.roster(cards(2, 10)));
    Placement none = placer.place(wish(1).without(Set.of("node-0", "node-1")));
    assertEquals("no-node-ready", ((Placement.Refused) none).code());
  }

  private static String refused(List<NodeCard> cards) {
    return ((Placement.Refused) new Placer(Cards.roster(cards)).place(wish(7))).code();
  }

  @Test
  void copiesComeFirstUnlessTheirNodeIsNearlyFull() {
    List<NodeCard> cards = cards(10, 400);
    cards.set(1, Cards.ready("node-1", 780));
    Placer placer = new Placer(Cards.roster(cards));
    for (int i = 0; i < 100; i++) {
      Wish wish = wish(i).withCopies(List.of("gone", "node-1", "node-3"));
      assertEquals(new Placement.On("node-3", Reason.COPY), placer.place(wish));
    }
  }

  @Test
  void manyThatAreRelatedToOneDoNotAllGoToItsNode() {
    Roster roster = Cards.roster(cards(10, 400));
    Placer placer = new Placer(roster);
    int near = 0;
    for (int i = 0; i < 1_000; i++) {
      near +=
          Cards.on(placer.place(wish(i).withRelated(List.of("node-4")))).equals("node-4") ? 1 : 0;
    }
    assertTrue(near > 400 && near < 700, near + " on unchanging cards");
    int counted = 0;
    for (int i = 0; i < 1_000; i++) {
      String node = Cards.on(placer.place(wish(i).withRelated(List.of("node-4"))));
      roster.sent(node);
      counted += node.equals("node-4") ? 1 : 0;
    }
    assertTrue(counted < 250, counted + " when it counts what it has sent");
  }

  /** Every node decides by itself, on cards that nobody renews: none is flooded. */
  @Test
  void staleCardsFloodNobody() {
    SplittableRandom random = Seed.random("PlacerTest.stale");
    for (int nodes : new int[] {2, 3, 10, 100}) {
      List<NodeCard> cards = cards(nodes, 500);
      cards.set(0, Cards.ready("node-0", 0));
      Map<String, Integer> shares = new HashMap<>();
      int each = 60;
      for (int decider = 0; decider < nodes; decider++) {
        Roster roster = Cards.roster(cards);
        Placer placer = new Placer(roster);
        for (int i = 0; i < each; i++) {
          String node = Cards.on(placer.place(Wish.of(random.nextLong())));
          roster.sent(node);
          shares.merge(node, 1, Integer::sum);
        }
      }
      int largest = Collections.max(shares.values());
      assertTrue(largest < 3.2 * each, () -> nodes + " nodes: " + shares);
      assertEquals(largest, shares.get("node-0"), "the empty one has most");
    }
  }

  @Test
  void oneNodeTakesAllItCan() {
    Roster roster = Cards.roster(cards(1, 0));
    Placer placer = new Placer(roster);
    for (int i = 0; i < 800; i++) {
      assertEquals("node-0", Cards.on(placer.place(wish(i))));
      roster.sent("node-0");
    }
    assertEquals(
        "cluster-full", ((Placement.Refused) placer.place(wish(800))).code(), "at its limit");
  }
}

package io.tablekeep.engine.cluster.placement;

import io.tablekeep.engine.cluster.placement.Placement.Reason;
import java.util.List;

/**
 * Finds the node for a document that nobody owns. Equal cards and wishes give equal answers; asking
 * changes nothing: whoever acts on an answer says so with {@link Roster#sent}.
 *
 * <p>A document has an endless sequence of places on the ring, each with a number of chance. The
 * first whose node takes it, which it does when its acceptance is above the number, is where it
 * goes. Acceptance is the node's spare capacity next to the mean of all, a half for an average
 * node, so shares follow capacity and room; a node that comes, goes or changes takes or gives only
 * what is its own.
 *
 * <p>One thread at a time, the same as its roster.
 */
public final class Placer {
  /** Acceptance of an average node: one with twice its room takes all it is asked for. */
  private static final double AVERAGE = 0.5;

  /** Below this mean, in parts of 1, what is spared is compared with it: all are nearly full. */
  private static final double LEAST_MEAN = 0.02;

  /** So many places are tried before all nodes are looked at. */
  private static final int TRIES = 128;

  /** A copy is worth it while its node has this share of the mean spare capacity. */
  private static final double COPY_SPARE = 0.25;

  /**
   * From so far above the mean fill, as a share of it, a node is given less than its spare capacity
   * is worth, down to {@link #LEAST_BOUND}.
   */
  private static final double OVER = 0.05;

  private static final double MOST_OVER = 0.25;

  private static final double LEAST_BOUND = 0.4;

  /** So many documents above the mean never matter. */
  private static final int FEW = 8;

  /** Which numbers of a key are places, chances, scores: none of them twice. */
  private static final long CHANCES = 1L << 32;

  private static final long RELATED = 2L << 32;

  private final Roster roster;
  private final PlacementPolicy policy;

  /**
   * A placer.
   *
   * @param roster the nodes it chooses from
   */
  public Placer(Roster roster) {
    this.roster = roster;
    this.policy = roster.policy;
  }

  /**
   * Finds the node for a document.
   *
   * @param wish the document
   * @return where, or why nowhere
   */
  public Placement place(Wish wish) {
    int node = copy(wish);
    if (node >= 0) {
      return on(node, Reason.COPY);
    }
    node = related(wish);
    if (node >= 0) {
      return on(node, Reason.RELATED);
    }
    node = choose(wish, this::acceptance);
    if (node >= 0) {
      return on(node, Reason.SHARE);
    }
    // A slow table is still a table; one on a node that is leaving would keep it from leaving, and
    // one on a full node would take the others' memory.
    node = choose(wish, this::lastResort);
    return node >= 0 ? on(node, Reason.LEAST_BAD) : refused(wish);
  }

  /**
   * A node for a document that leaves its own, one with fewer moves in flight than {@code most}; -1
   * for none at present.
   */
  int refuge(Wish wish, int most, boolean evenBad) {
    int node = copy(wish);
    if (node >= 0 && roster.moving(node) < most) {
      return node;
    }
    node = choose(wish, each -> roster.moving(each) < most ? acceptance(each) : 0);
    if (node < 0 && evenBad && isNowhereWell(wish)) {
      node = choose(wish, each -> roster.moving(each) < most ? lastResort(each) : 0);
    }
    return node;
  }

  private boolean isNowhereWell(Wish wish) {
    return choose(wish, this::acceptance) < 0;
  }

  private Placement.On on(int node, Reason reason) {
    return new Placement.On(roster.card(node).name(), reason);
  }

  private int copy(Wish wish) {
    List<String> copies = wish.copies();
    for (int i = 0; i < Math.min(Wish.MOST_NAMED, copies.size()); i++) {
      int node = roster.number(copies.get(i));
      if (node >= 0 && allowed(wish, node) && isWell(node) && relative(node) >= COPY_SPARE) {
        return node;
      }
    }
    return -1;
  }

  /** Only every other document follows what it is related to, so that not all do on old cards. */
  private int related(Wish wish) {
    List<String> related = wish.related();
    for (int i = 0; i < Math.min(Wish.MOST_NAMED, related.size()); i++) {
      int node = roster.number(related.get(i));
      if (node >= 0 && allowed(wish, node)) {
        double chance = Mix.fraction(Mix.of(wish.key() ^ roster.hash(node), RELATED));
        if (isWell(node) && relative(node) >= 1 && chance < acceptance(node)) {
          return node;
        }
      }
    }
    return -1;
  }

  /** How willing a node is, 0 to 1. */
  interface Acceptance {
    double of(int node);
  }

  /** The first node in the document's sequence that takes it; -1 when none would. */
  int choose(Wish wish, Acceptance acceptance) {
    for (int i = 0; i < TRIES; i++) {
      int node = roster.ring.ownerOf(Mix.of(wish.key(), i));
      if (node < 0) {
        return -1;
      }
      double chance = Mix.fraction(Mix.of(wish.key(), CHANCES + i));
      if (chance < acceptance.of(node) && allowed(wish, node)) {
        return node;
      }
    }
    return among(wish, acceptance);
  }

  /** Weighted rendezvous hashing over all nodes, for when few of them take anything. */
  private int among(Wish wish, Acceptance acceptance) {
    int best = -1;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int node = 0; node < roster.used(); node++) {
      double willing = roster.isKnown(node) ? acceptance.of(node) : 0;
      if (willing > 0 && allowed(wish, node)) {
        double weight = willing * roster.card(node).capacity().weight();
        double chance = Mix.fraction(Mix.of(wish.key() ^ roster.hash(node)));
        double score = Math.log(chance) / weight;
        if (score > bestScore || best < 0) {
          best = node;
          bestScore = score;
        }
      }
    }
    return best;
  }

  private boolean allowed(Wish wish, int node) {
    return wish.not().isEmpty() || !wish.not().contains(roster.card(node).name());
  }

  /** Whether a node may be given documents without need. */
  boolean isWell(int node) {
    NodeCard card = roster.card(node);
    return card.state() == NodeState.READY
        && roster.fill(node) < Roster.UNIT
        && roster.load(node) < policy.mostLoad() * Roster.UNIT
        && card.pulse().health() >= policy.leastHealth()
        && card.pulse().p99() <= slowFrom(node);
  }

  /** From here on a node is slow, in microseconds. */
  long slowFrom(int node) {
    return Math.max(policy.slowMicros(), (long) (policy.slowRatio() * roster.medianOfOthers(node)));
  }

  private double acceptance(int node) {
    return isWell(node) ? Math.min(1, AVERAGE * relative(node)) : 0;
  }

  private double lastResort(int node) {
    NodeState state = roster.card(node).state();
    boolean serves = state == NodeState.READY || state == NodeState.SLOW;
    if (!serves || roster.fill(node) >= Roster.UNIT) {
      return 0;
    }
    return Math.max(0.01, AVERAGE * (double) roster.spare(node) / Roster.UNIT);
  }

  /**
   * A node's spare capacity next to the mean, weighed with how fast it answers; 1 within the band,
   * so that a document's place does not change with every card.
   */
  double relative(int node) {
    double mean = Math.max(roster.meanSpare(), LEAST_MEAN * Roster.UNIT);
    double relative = Math.min(bound(node), roster.spare(node) / mean) * speed(node);
    double band = policy.band();
    if (relative > 1 + band) {
      return relative / (1 + band);
    }
    return relative < 1 - band ? relative / (1 - band) : 1;
  }

  /** No bound until a node holds clearly more than its share, then falling. */
  private double bound(int node) {
    double few = (double) FEW * Roster.UNIT / roster.card(node).capacity().documents();
    double mean = roster.meanFill();
    double over = (roster.fill(node) - mean - few) / Math.max(1, mean);
    return over <= OVER
        ? 2 / AVERAGE
        : Math.max(LEAST_BOUND, 1 - (over - OVER) / (MOST_OVER - OVER));
  }

  /** 1 up to half of what is slow, falling to a quarter. */
  private double speed(int node) {
    double slow = slowFrom(node);
    double p99 = roster.card(node).pulse().p99();
    return p99 <= slow / 2 ? 1 : Math.max(0.25, 1 - 0.75 * (p99 - slow / 2) / (slow / 2));
  }

  private Placement.Refused refused(Wish wish) {
    for (int node = 0; node < roster.used(); node++) {
      boolean full = roster.isKnown(node) && roster.fill(node) >= Roster.UNIT;
      NodeState state = roster.card(node).state();
      if (full && allowed(wish, node) && (state == NodeState.READY || state == NodeState.SLOW)) {
        return new Placement.Refused(
            "cluster-full", "All servers have as many tables as they can hold. Try again later.");
      }
    }
    return new Placement.Refused(
        "no-node-ready", "No server is ready for this table yet. Try again in a moment.");
  }
}

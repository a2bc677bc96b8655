package io.tablekeep.engine.cluster.placement;

import io.tablekeep.engine.cluster.placement.Move.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which of a node's own documents are to move, and where. Each node asks its own, every second or
 * so; none decides for another, and what it wants of another that one may refuse ({@link #admits}).
 *
 * <p>One thread at a time, the same as its roster.
 *
 * @param <D> what the caller knows documents by
 */
public final class Rebalancer<D> {
  /** While a node is below this share of the mean fill, all that are above the mean help it. */
  private static final double HOLLOW = 0.75;

  /** Until it has this. */
  private static final double HELPED = 0.95;

  /** A node so far below the mean fill, as a share of it, takes all it is asked for. */
  private static final double WILLING = 0.3;

  /** A node has to be this busy before documents leave it for that. */
  private static final double BUSY = 0.4;

  private static final int LOOKED_AT = 8;

  private final String self;
  private final Roster roster;
  private final Placer placer;
  private final RebalancePolicy policy;

  private long fullSince = -1;
  private boolean giving;
  private boolean helping;
  private long busySince = -1;
  private long rounds;

  /**
   * A rebalancer.
   *
   * @param self the node's name
   * @param roster the nodes, with this one
   * @param policy when and how many
   */
  public Rebalancer(String self, Roster roster, RebalancePolicy policy) {
    this.self = self;
    this.roster = roster;
    this.placer = new Placer(roster);
    this.policy = policy;
  }

  /**
   * Whether this node takes one more document that another wants to give it.
   *
   * @param moving moves in flight to and from this node
   * @return false when the other is to ask again later
   */
  public boolean admits(int moving) {
    return moving < policy.moving();
  }

  /**
   * Says what is to move now. Asking changes nothing in the roster: whoever starts a move says so
   * with {@link Roster#sent}.
   *
   * @param now a time in milliseconds that does not go back
   * @param leaving moves in flight from this node
   * @param coming moves in flight to it
   * @param holdings its documents
   * @return moves to start, none when all is well
   */
  public List<Move<D>> plan(long now, int leaving, int coming, Holdings<D> holdings) {
    rounds++;
    int node = roster.number(self);
    int free = policy.moving() - leaving - coming;
    if (node < 0) {
      return List.of();
    }
    List<Move<D>> moves = new ArrayList<>();
    switch (roster.card(node).state()) {
      case DRAINING -> empty(free, Reason.DRAIN, holdings, moves);
      case SLOW ->
          empty(Math.min(free, policy.moving() / 2 - leaving), Reason.SLOW, holdings, moves);
      case READY -> {
        evenFill(now, node, leaving, free, holdings, moves);
        evenLoad(now, node, free - moves.size(), holdings, moves);
      }
      default -> {}
    }
    return moves;
  }

  private void empty(int most, Reason reason, Holdings<D> holdings, List<Move<D>> moves) {
    if (most <= 0) {
      return;
    }
    List<Movable<D>> documents = new ArrayList<>(holdings.idle(most));
    if (documents.size() < most) {
      documents.addAll(holdings.active(most - documents.size(), 1));
    }
    for (Movable<D> document : documents) {
      Wish wish = document.wish().without(Set.of(self));
      int to = placer.refuge(wish, policy.moving(), reason == Reason.DRAIN);
      if (to >= 0) {
        move(document, to, reason, moves);
      }
    }
  }

  private void move(Movable<D> document, int to, Reason reason, List<Move<D>> moves) {
    moves.add(new Move<>(document.document(), roster.card(to).name(), reason));
  }

  private void evenFill(
      long now, int node, int leaving, int free, Holdings<D> holdings, List<Move<D>> moves) {
    double one = (double) Roster.UNIT / roster.card(node).capacity().documents();
    double mean = roster.meanFill();
    double over = roster.fill(node) - leaving * one - mean;
    judgeFill(now, over, mean, one);
    double end = helping ? one : Math.max(policy.end() * mean, one);
    int most = Math.min(Math.min(policy.perRound(), free), policy.moving() / 2 - leaving);
    if (!giving || most <= 0) {
      return;
    }
    double below = mean * (helping ? HELPED : 1);
    most = paced(Math.min(most, (int) Math.ceil((over - end) / one)), mean + end, below);
    for (Movable<D> document : most > 0 ? holdings.idle(most) : List.<Movable<D>>of()) {
      if (document.here() >= policy.rest().toMillis()) {
        int to = placer.choose(document.wish(), each -> takes(each, below, mean, node));
        if (to >= 0) {
          move(document, to, Reason.FILL, moves);
        }
      }
    }
  }

  private void judgeFill(long now, double over, double mean, double one) {
    double least = policy.least() * one;
    boolean much = over > Math.max(policy.begin() * mean, least);
    boolean helps = over > one && roster.filledBelow(HOLLOW * mean - least) > 0;
    if (giving) {
      helping = over > one && (helping || helps) && roster.filledBelow(HELPED * mean - least) > 0;
      giving = helping || over > Math.max(policy.end() * mean, one);
      fullSince = giving ? fullSince : -1;
    } else if (much || helps) {
      fullSince = fullSince < 0 ? now : fullSince;
      giving = now - fullSince >= policy.patience().toMillis();
      helping = giving && helps;
    } else {
      fullSince = -1;
    }
  }

  /**
   * Of many nodes with too much and few with room only so many give at a time as the others can
   * take; a number of chance of the node's own says whose turn it is.
   */
  private int paced(int most, double above, double below) {
    int givers = roster.ready() - roster.filledBelow(above);
    double takers = roster.filledBelow(below);
    double share = takers * policy.moving() / 2 / Math.max(1, givers);
    double chance = Mix.fraction(Mix.of(Mix.of(self), rounds));
    return (int) Math.min(most, Math.floor(share + chance));
  }

  private double takes(int each, double below, double mean, int from) {
    double room = below - roster.fill(each);
    boolean can = each != from && room > 0 && roster.moving(each) < policy.moving();
    return can && placer.isWell(each) ? Math.min(1, room / (WILLING * mean)) : 0;
  }

  private void evenLoad(long now, int node, int free, Holdings<D> holdings, List<Move<D>> moves) {
    double load = (double) roster.load(node) / Roster.UNIT;
    double mean = roster.meanLoad() / Roster.UNIT;
    double over = load - mean;
    if (over < policy.loadBegin() || load < BUSY) {
      busySince = -1;
      return;
    }
    busySince = busySince < 0 ? now : busySince;
    long patience = policy.loadPatience().toMillis();
    if (now - busySince < patience || free <= 0) {
      return;
    }
    busySince = now - patience + patience / 4;
    for (Movable<D> document : holdings.active(LOOKED_AT, over)) {
      if (document.here() >= policy.rest().toMillis()) {
        int to = placer.choose(document.wish(), each -> relieves(each, node, document.load()));
        if (to >= 0) {
          move(document, to, Reason.LOAD, moves);
          return;
        }
      }
    }
  }

  /**
   * Another node with the document would be clearly less busy than this one is now: each such move
   * lowers the sum of the squares, so that they come to an end.
   */
  private double relieves(int each, int from, double documentLoad) {
    double weight = roster.card(from).capacity().weight() / roster.card(each).capacity().weight();
    double mean = roster.meanLoad() / Roster.UNIT;
    double there = (double) roster.load(each) / Roster.UNIT;
    double here = (double) roster.load(from) / Roster.UNIT;
    boolean can =
        each != from
            && there < mean
            && there + documentLoad * weight < here - policy.loadBegin() / 2
            && roster.moving(each) < policy.moving();
    return can && placer.isWell(each) ? Math.min(1, (mean - there) / (WILLING * mean)) : 0;
  }
}

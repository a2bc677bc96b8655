package io.tablekeep.engine.cluster.placement;

import java.time.Duration;

/**
 * Whether a node is to call itself slow: its 99th percentile of durable acks has been above what
 * {@link PlacementPolicy} calls slow for a while. It is ready again when it has been below half of
 * that for longer; a node that turns slow again soon waits twice as long each time, so that one
 * which is slow only under load is not filled and emptied for ever.
 *
 * <p>No more than a third of the nodes calls itself slow: where more are, it is not the nodes.
 *
 * <p>One thread at a time, the same as its roster.
 */
public final class SlowWatch {
  private static final int MOST_DOUBLINGS = 5;

  private final String self;
  private final Roster roster;
  private final Placer placer;
  private final long slowAfter;
  private final long wellAfter;

  private long since = -1;
  private long lastSlow;
  private int relapses = -1;

  /**
   * A watch.
   *
   * @param self the node's name
   * @param roster the nodes, with this one
   * @param slowAfter how long a node answers late before it is slow, 20 s for example
   * @param wellAfter how long it answers in time before it is ready again, a minute for example
   */
  public SlowWatch(String self, Roster roster, Duration slowAfter, Duration wellAfter) {
    this.self = self;
    this.roster = roster;
    this.placer = new Placer(roster);
    this.slowAfter = slowAfter.toMillis();
    this.wellAfter = wellAfter.toMillis();
  }

  /**
   * Judges the node by its newest card and those of the others.
   *
   * @param now a time in milliseconds that does not go back
   * @param present the state it is in
   * @return the state it is to be in: ready or slow when it is one of them, else the same
   */
  public NodeState judge(long now, NodeState present) {
    int node = roster.number(self);
    if (node < 0 || (present != NodeState.READY && present != NodeState.SLOW)) {
      since = -1;
      return present;
    }
    long p99 = roster.card(node).pulse().p99();
    long slowFrom = placer.slowFrom(node);
    boolean turns = present == NodeState.READY ? p99 > slowFrom : p99 <= slowFrom / 2;
    if (!turns) {
      since = -1;
      return present;
    }
    since = since < 0 ? now : since;
    return present == NodeState.READY ? perhapsSlow(now) : perhapsReady(now);
  }

  private NodeState perhapsSlow(long now) {
    boolean few = 3 * (roster.slow() + 1) <= roster.ready() + roster.slow();
    boolean pair = roster.ready() == 2 && roster.slow() == 0;
    if (now - since < slowAfter || !(few || pair)) {
      return NodeState.READY;
    }
    boolean again = relapses >= 0 && now - lastSlow < 10 * hold();
    relapses = again ? Math.min(MOST_DOUBLINGS, relapses + 1) : 0;
    since = -1;
    return NodeState.SLOW;
  }

  private NodeState perhapsReady(long now) {
    if (now - since < hold()) {
      return NodeState.SLOW;
    }
    lastSlow = now;
    since = -1;
    return NodeState.READY;
  }

  private long hold() {
    return wellAfter << Math.max(0, relapses);
  }
}

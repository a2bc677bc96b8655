package io.tablekeep.engine.cluster.placement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes as one of them knows them from their cards, and what it has sent them since. Taking a
 * card costs the same for any number of nodes. Sums are of whole numbers, so that two nodes that
 * know the same cards know the same, in whichever order the cards came.
 *
 * <p>A card is always a little old. What this node has given to another since is added to the card
 * until the second newer one: the next may have been cut before the document came.
 *
 * <p>One thread at a time.
 */
public final class Roster {
  /** Parts of 1 in which shares are counted. */
  static final int UNIT = 10_000;

  /** Steps in which fill and load are tallied. */
  private static final int STEPS = 256;

  /** Four to each doubling of microseconds. */
  private static final int TIMES = 160;

  final PlacementPolicy policy;
  final Ring ring = new Ring();

  private final Map<String, Integer> numbers = new HashMap<>();
  private NodeCard[] cards = new NodeCard[16];
  private long[] hashes = new long[16];
  private int[] sent = new int[16];
  private int[] sentBefore = new int[16];
  private int[] fill = new int[16];
  private int[] load = new int[16];
  private int[] spare = new int[16];
  private boolean[] here = new boolean[16];
  private int used;
  private int[] free = new int[16];
  private int freed;
  private long ignored;

  private long weights;
  private long spares;
  private long fills;
  private long loads;
  private int slow;
  private final Tally fillTally = new Tally(STEPS + 1);
  private final Tally times = new Tally(TIMES);

  /**
   * A roster of no nodes.
   *
   * @param policy when a node is fit
   */
  public Roster(PlacementPolicy policy) {
    this.policy = policy;
  }

  /**
   * Takes a card.
   *
   * @param card of any node, also this one
   * @return false when a newer card of that node is known, or there are too many nodes
   */
  public boolean put(NodeCard card) {
    Integer known = numbers.get(card.name());
    if (known == null) {
      return card.state() != NodeState.GONE && enter(card);
    }
    int node = known;
    NodeCard old = cards[node];
    if (!card.isAfter(old)) {
      return false;
    }
    if (card.state() == NodeState.GONE) {
      remove(card.name());
      return true;
    }
    count(node, -1);
    if (card.capacity().weight() != old.capacity().weight()) {
      ring.remove(node);
      ring.add(node, hashes[node], card.capacity().weight());
    }
    boolean sameRun = card.incarnation() == old.incarnation();
    sentBefore[node] = sameRun ? sent[node] : 0;
    sent[node] = 0;
    cards[node] = card;
    count(node, 1);
    return true;
  }

  private boolean enter(NodeCard card) {
    if (numbers.size() >= policy.nodes()) {
      ignored++;
      return false;
    }
    int node = freed > 0 ? free[--freed] : used++;
    if (node == cards.length) {
      grow(2 * node);
    }
    numbers.put(card.name(), node);
    hashes[node] = Mix.of(card.name());
    ring.add(node, hashes[node], card.capacity().weight());
    cards[node] = card;
    here[node] = true;
    sent[node] = 0;
    sentBefore[node] = 0;
    count(node, 1);
    return true;
  }

  private void grow(int size) {
    cards = Arrays.copyOf(cards, size);
    hashes = Arrays.copyOf(hashes, size);
    sent = Arrays.copyOf(sent, size);
    sentBefore = Arrays.copyOf(sentBefore, size);
    fill = Arrays.copyOf(fill, size);
    load = Arrays.copyOf(load, size);
    spare = Arrays.copyOf(spare, size);
    here = Arrays.copyOf(here, size);
    free = Arrays.copyOf(free, size);
  }

  /**
   * Forgets a node, because it has left or died.
   *
   * @param name its name
   * @return whether it was known
   */
  public boolean remove(String name) {
    Integer node = numbers.remove(name);
    if (node == null) {
      return false;
    }
    count(node, -1);
    here[node] = false;
    ring.remove(node);
    if (freed == free.length) {
      free = Arrays.copyOf(free, 2 * freed);
    }
    free[freed++] = node;
    return true;
  }

  /**
   * Counts a document that this node has just sent to another, before the card of that one tells.
   *
   * @param name the other node; nothing happens when it is not known
   */
  public void sent(String name) {
    Integer node = numbers.get(name);
    if (node != null) {
      count(node, -1);
      sent[node]++;
      count(node, 1);
    }
  }

  /** Measures a node before it is counted in, and counts it out as it was measured. */
  private void count(int node, int sign) {
    NodeCard card = cards[node];
    if (sign > 0) {
      measure(node, card);
    }
    if (card.state() == NodeState.READY) {
      long weight = sign * NodeCard.thousandths(card.capacity().weight());
      weights += weight;
      spares += weight * spare[node];
      fills += weight * fill[node];
      loads += weight * load[node];
      fillTally.add(fill[node] * STEPS / UNIT, sign);
    }
    if (card.state() == NodeState.SLOW) {
      slow += sign;
    }
    if (serves(card)) {
      times.add(step(card.pulse().p99()), sign);
    }
  }

  private static boolean serves(NodeCard card) {
    return (card.state() == NodeState.READY || card.state() == NodeState.SLOW)
        && card.pulse().p99() > 0;
  }

  private void measure(int node, NodeCard card) {
    NodeCard.Capacity capacity = card.capacity();
    NodeCard.Held held = card.held();
    long coming = (long) sent[node] + sentBefore[node];
    long documents = held.documents() + coming;
    long each = held.bytes() / Math.max(1, held.documents());
    double byBytes = (double) (held.bytes() + coming * each) / capacity.bytes();
    long byDocuments = documents * UNIT / capacity.documents();
    fill[node] = (int) Math.min(UNIT, Math.max(byDocuments, (long) (byBytes * UNIT)));
    double perDocument = card.pulse().load() / Math.max(8, held.active());
    load[node] = (int) (Math.min(1, card.pulse().load() + coming * perDocument) * UNIT);
    int pressure = Math.max(fill[node], load[node]);
    spare[node] = (int) ((UNIT - pressure) * card.pulse().health());
  }

  private static int step(long micros) {
    int log = 63 - Long.numberOfLeadingZeros(micros);
    int quarter = (int) (log >= 2 ? micros >>> (log - 2) : micros << (2 - log)) & 3;
    return Math.min(TIMES - 1, 4 * log + quarter);
  }

  private static long micros(int step) {
    double least = Math.scalb(1.0 + (step & 3) / 4.0, step >> 2);
    return (long) (least * 1.125);
  }

  /** The median of the 99th percentiles of the other nodes, in microseconds; 0 if none has any. */
  long medianOfOthers(int node) {
    int median = times.medianWithout(serves(cards[node]) ? step(cards[node].pulse().p99()) : -1);
    return median < 0 ? 0 : micros(median);
  }

  /** The number of a node; -1 when it is not known. */
  int number(String name) {
    return numbers.getOrDefault(name, -1);
  }

  NodeCard card(int node) {
    return cards[node];
  }

  /** The numbers of nodes are below this one; some may be free. */
  int used() {
    return used;
  }

  boolean isKnown(int node) {
    return here[node];
  }

  long hash(int node) {
    return hashes[node];
  }

  int fill(int node) {
    return fill[node];
  }

  int load(int node) {
    return load[node];
  }

  int spare(int node) {
    return spare[node];
  }

  double meanSpare() {
    return weights == 0 ? 0 : (double) spares / weights;
  }

  double meanFill() {
    return weights == 0 ? 0 : (double) fills / weights;
  }

  double meanLoad() {
    return weights == 0 ? 0 : (double) loads / weights;
  }

  /** How many ready nodes are filled to less than this, in parts of {@link #UNIT}. */
  int filledBelow(double limit) {
    return fillTally.below((int) Math.max(0, Math.min(STEPS + 1, limit * STEPS / UNIT)));
  }

  int ready() {
    return fillTally.size();
  }

  int slow() {
    return slow;
  }

  /** Moves in flight at a node, as its card says, and those sent to it since. */
  int moving(int node) {
    return cards[node].held().moving() + sent[node] + sentBefore[node];
  }

  /**
   * The newest card of a node.
   *
   * @param name its name
   * @return the card, if the node is known
   */
  public Optional<NodeCard> card(String name) {
    Integer node = numbers.get(name);
    return node == null ? Optional.empty() : Optional.of(cards[node]);
  }

  /**
   * How many nodes are known.
   *
   * @return the number
   */
  public int size() {
    return numbers.size();
  }

  /**
   * How often a card was not taken because there were too many nodes.
   *
   * @return a count since the start
   */
  public long ignored() {
    return ignored;
  }

  /**
   * How many documents this node has sent to another that cannot show in its card yet.
   *
   * @param name the other
   * @return 0 when it is not known
   */
  public int coming(String name) {
    Integer node = numbers.get(name);
    return node == null ? 0 : sent[node] + sentBefore[node];
  }
}

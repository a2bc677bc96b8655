package io.tablekeep.engine.cluster.placement;

import java.util.Objects;

/**
 * What a node tells the others about itself, every second or so. {@link NodeCards} writes it in at
 * most {@value NodeCards#MOST_BYTES} bytes.
 *
 * @param name the node's lasting name, the same after a restart: documents find their places by it;
 *     1 to {@value #MOST_NAME} characters
 * @param address how this run of the node is reached on the bus, 1 to {@value #MOST_ADDRESS}
 *     characters
 * @param incarnation larger in each run of the node, for example the time of its start
 * @param version larger in each card of a run
 * @param at when the card was cut, by the node's own clock, in milliseconds since 1970; told to
 *     people, never compared with another clock
 * @param state what it is up to
 * @param capacity what it can take
 * @param held what it has
 * @param pulse how it feels
 */
public record NodeCard(
    String name,
    String address,
    long incarnation,
    long version,
    long at,
    NodeState state,
    Capacity capacity,
    Held held,
    Pulse pulse) {
  /** The longest name. */
  public static final int MOST_NAME = 64;

  /** The longest address. */
  public static final int MOST_ADDRESS = 128;

  /**
   * Checks the card.
   *
   * @param name as in the record
   * @param address as in the record
   * @param incarnation as in the record
   * @param version as in the record
   * @param at as in the record
   * @param state as in the record
   * @param capacity as in the record
   * @param held as in the record
   * @param pulse as in the record
   */
  public NodeCard {
    checkText("name", name, MOST_NAME);
    checkText("address", address, MOST_ADDRESS);
    if (incarnation < 0 || version < 0 || at < 0) {
      throw new IllegalArgumentException("incarnation, version and time are not below 0");
    }
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(capacity, "capacity");
    Objects.requireNonNull(held, "held");
    Objects.requireNonNull(pulse, "pulse");
  }

  private static void checkText(String what, String text, int most) {
    if (text.isEmpty() || text.length() > most) {
      throw new IllegalArgumentException(
          "a node's " + what + " has 1 to " + most + " characters, not " + text.length());
    }
  }

  /**
   * Whether this card is to replace another of the same node.
   *
   * @param other a card of that node
   * @return true when it is of a later run, or a later card of the same
   */
  public boolean isAfter(NodeCard other) {
    return incarnation != other.incarnation
        ? incarnation > other.incarnation
        : version > other.version;
  }

  /**
   * What a node can take.
   *
   * @param weight its share among the others, 1 for a usual node; 1/8 to 64, kept to a thousandth.
   *     Documents find their places by it, so it is for the host to set, not for measurements
   * @param documents most documents it may hold, at least 1
   * @param bytes most bytes that they may take, at least 1
   */
  public record Capacity(double weight, int documents, long bytes) {
    /** The least weight. */
    public static final double LEAST_WEIGHT = 0.125;

    /** The largest weight. */
    public static final double MOST_WEIGHT = 64;

    /**
     * Checks and rounds.
     *
     * @param weight as in the record
     * @param documents as in the record
     * @param bytes as in the record
     */
    public Capacity {
      if (!(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
        throw new IllegalArgumentException("a node's weight is 1/8 to 64, not " + weight);
      }
      if (documents < 1 || bytes < 1) {
        throw new IllegalArgumentException("a node takes at least one document and one byte");
      }
      weight = thousandths(weight) / 1_000.0;
    }

    /**
     * A capacity whose weight follows from the documents: 1 for 800, which is what the source
     * documents ask of a server.
     *
     * @param documents most documents
     * @param bytes most bytes
     * @return the capacity
     */
    public static Capacity of(int documents, long bytes) {
      double weight = documents / 800.0;
      return new Capacity(Math.max(LEAST_WEIGHT, Math.min(MOST_WEIGHT, weight)), documents, bytes);
    }
  }

  /**
   * What a node has.
   *
   * @param documents documents in memory
   * @param active those among them that somebody sits at
   * @param bytes what they take, as estimated
   * @param moving moves in flight to and from it
   */
  public record Held(int documents, int active, long bytes, int moving) {
    /** What a new node has. */
    public static final Held NOTHING = new Held(0, 0, 0, 0);

    /**
     * Checks.
     *
     * @param documents as in the record
     * @param active as in the record
     * @param bytes as in the record
     * @param moving as in the record
     */
    public Held {
      if (documents < 0 || active < 0 || active > documents || bytes < 0 || moving < 0) {
        throw new IllegalArgumentException("no node holds less than nothing");
      }
    }
  }

  /**
   * How a node feels.
   *
   * @param load how busy the scarcest thing is (a core of its loops, for example), 0 to 1
   * @param health from 1, well, to 0; see {@link Health}
   * @param p50 half of the durable acks of late were faster, in microseconds; 0 when there were
   *     none
   * @param p99 99 in 100 were, in microseconds; 0 when there were none
   */
  public record Pulse(double load, double health, long p50, long p99) {
    /** That of a node which has not done anything. */
    public static final Pulse RESTING = new Pulse(0, 1, 0, 0);

    /**
     * Rounds load and health to a thousandth between 0 and 1.
     *
     * @param load as in the record
     * @param health as in the record
     * @param p50 as in the record
     * @param p99 as in the record
     */
    public Pulse {
      if (Double.isNaN(load) || Double.isNaN(health) || p50 < 0 || p99 < 0) {
        throw new IllegalArgumentException("load, health and times are numbers from 0");
      }
      load = thousandths(Math.max(0, Math.min(1, load))) / 1_000.0;
      health = thousandths(Math.max(0, Math.min(1, health))) / 1_000.0;
    }
  }

  static long thousandths(double value) {
    return Math.round(value * 1_000);
  }

  /**
   * This card, in another state.
   *
   * @param next the state
   * @return the card with a version one larger
   */
  public NodeCard in(NodeState next) {
    return new NodeCard(name, address, incarnation, version + 1, at, next, capacity, held, pulse);
  }
}

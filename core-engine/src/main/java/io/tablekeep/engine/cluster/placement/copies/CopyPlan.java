package io.tablekeep.engine.cluster.placement.copies;

import java.time.Duration;
import java.util.List;

/**
 * What is to be done about the reads of one document.
 *
 * @param pattern what its rates are like
 * @param nodes names of nodes that keep a read copy, in alphabetical order
 * @param maxAge how long any node may use what it has read, or its copy without word from the
 *     owner; only for reads that decide nothing
 */
public record CopyPlan(Pattern pattern, List<String> nodes, Duration maxAge) {
  /** The seeds' three patterns. */
  public enum Pattern {
    /** Ten times as many reads as writes. */
    READ_HEAVY,
    /** More than 100 writes a second. */
    WRITE_HEAVY,
    /** Neither. */
    BALANCED
  }

  /**
   * Copies the list.
   *
   * @param pattern as in the record
   * @param nodes as in the record
   * @param maxAge as in the record
   */
  public CopyPlan {
    nodes = List.copyOf(nodes);
  }

  /**
   * Whether a node is to keep a copy.
   *
   * @param node its name
   * @return whether it is among {@link #nodes}
   */
  public boolean keeps(String node) {
    return nodes.contains(node);
  }
}

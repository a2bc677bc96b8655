package io.tablekeep.engine.cluster.placement;

/**
 * When a node is fit to be given documents. All nodes of a cluster have to go by the same.
 *
 * @param slowMicros a node whose 99th percentile of durable acks is up to here is not slow, in
 *     microseconds
 * @param slowRatio nor is one whose 99th percentile is up to so many times that of the others
 * @param leastHealth the least health score of a node that is well
 * @param mostLoad the load from which on a node is given nothing more
 * @param band how far, as a share of the mean, a node's spare capacity may be from that of the
 *     others before it matters: within it a document's place is always the same
 * @param nodes most nodes that are known; cards of others are not taken
 */
public record PlacementPolicy(
    long slowMicros,
    double slowRatio,
    double leastHealth,
    double mostLoad,
    double band,
    int nodes) {
  /**
   * Checks the bounds.
   *
   * @param slowMicros as in the record
   * @param slowRatio as in the record
   * @param leastHealth as in the record
   * @param mostLoad as in the record
   * @param band as in the record
   * @param nodes as in the record
   */
  public PlacementPolicy {
    if (slowMicros < 1 || !(slowRatio >= 1.5) || !(band >= 0 && band < 1)) {
      throw new IllegalArgumentException(
          "slow is from a microsecond and 1.5 times the others on; the band is 0 to less than 1");
    }
    if (!(leastHealth >= 0 && leastHealth <= 1) || !(mostLoad > 0 && mostLoad <= 1)) {
      throw new IllegalArgumentException("health and load are 0 to 1");
    }
    if (nodes < 1 || nodes > Ring.MOST) {
      throw new IllegalArgumentException("there are 1 to " + Ring.MOST + " nodes");
    }
  }

  /**
   * What suits a cluster: slow is above 100 ms, as the source documents say, and three times the
   * others; well is a score of a half.
   *
   * @return the policy
   */
  public static PlacementPolicy defaults() {
    return new PlacementPolicy(100_000, 3, 0.5, 0.95, 0.1, 16_384);
  }
}

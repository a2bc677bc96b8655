package io.tablekeep.engine.cluster.placement;

/** Where a document is to be. */
public sealed interface Placement {
  /** Why a node was chosen. */
  enum Reason {
    /** It has a warm copy or a backup. */
    COPY,
    /** It owns what the document is used together with. */
    RELATED,
    /** Chance of the document's own, weighed with capacity, room and health. */
    SHARE,
    /** No node is well: this one is slow, ill or busy, but not full. */
    LEAST_BAD
  }

  /**
   * On a node.
   *
   * @param node its name
   * @param reason why
   */
  record On(String node, Reason reason) implements Placement {}

  /**
   * Nowhere for now.
   *
   * @param code {@code no-node-ready}: all nodes are coming up or leaving; {@code cluster-full}:
   *     those that are there hold what they may
   * @param message one sentence that a player understands
   */
  record Refused(String code, String message) implements Placement {}
}

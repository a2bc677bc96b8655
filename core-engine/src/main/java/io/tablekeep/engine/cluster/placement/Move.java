package io.tablekeep.engine.cluster.placement;

/**
 * A document that is to move.
 *
 * @param document which
 * @param to the name of the node that is to own it
 * @param reason why
 * @param <D> what the caller knows documents by
 */
public record Move<D>(D document, String to, Reason reason) {
  /** Why documents move. */
  public enum Reason {
    /** The node is to leave. */
    DRAIN,
    /** The node has answered much later than the others for a while. */
    SLOW,
    /** The node holds more than its share. */
    FILL,
    /** The node has been busier than the others for a while. */
    LOAD
  }
}

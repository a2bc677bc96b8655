package io.tablekeep.engine.cluster.placement;

/** What a node says it is up to. The numbers are on the wire: never reuse one. */
public enum NodeState {
  /** Comes up; holds nothing yet and is given nothing. */
  STARTING(1),
  /** Takes documents. */
  READY(2),
  /** Answers much later than the others for a while: gives its documents away, is given none. */
  SLOW(3),
  /** Is to leave: gives its documents away, is given none. */
  DRAINING(4),
  /** Has left. */
  GONE(5);

  private final int number;

  NodeState(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** A state that a later release may have made up is none in which documents are given to it. */
  static NodeState of(long number) {
    for (NodeState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    return STARTING;
  }
}

package io.tablekeep.engine.cluster;

import java.util.Set;
import java.util.function.Consumer;

/** The nodes that this one reaches and trusts. Thread-safe. */
public interface Members {
  /**
   * This node.
   *
   * @return its name on the bus, another one after each start
   */
  String self();

  /**
   * Those that are here, this one among them.
   *
   * @return names on the bus; an unmodifiable copy
   */
  Set<String> live();

  /**
   * Whether a node is here.
   *
   * @param node a name on the bus
   * @return true for this node
   */
  default boolean isLive(String node) {
    return live().contains(node);
  }

  /**
   * Tells of nodes that are not here any more. One that was cut off may come back.
   *
   * @param lost told on some thread, soon after
   */
  void onLost(Consumer<String> lost);
}

package io.tablekeep.engine.cluster.hazelcast;

import java.util.List;

/**
 * How a node finds the others.
 *
 * @param name name of the node, for people
 * @param cluster name of the cluster: nodes with another one are not joined
 * @param host address to listen on, which the others can reach
 * @param port port to listen on, or the first free one of the {@value #PORTS} from there
 * @param join where the others may be, {@code host} or {@code host:port}; may name this node; empty
 *     for a cluster of one
 * @param secret what nodes prove to each other before they deal with each other; empty for none
 */
public record HazelcastOptions(
    String name, String cluster, String host, int port, List<String> join, String secret) {
  /** Ports that are tried. */
  static final int PORTS = 20;

  /** Where nodes listen unless they are told otherwise. */
  public static final int PORT = 5701;

  /**
   * Checks what can be checked.
   *
   * @param name not blank
   * @param cluster not blank
   * @param host not blank
   * @param port 1 to 65,535
   * @param join no blank addresses
   * @param secret as in the record
   */
  public HazelcastOptions {
    join = List.copyOf(join);
    if (name.isBlank() || cluster.isBlank() || host.isBlank()) {
      throw new IllegalArgumentException("a node needs a name, a cluster and an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }
    if (join.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an address to join is blank");
    }
  }
}

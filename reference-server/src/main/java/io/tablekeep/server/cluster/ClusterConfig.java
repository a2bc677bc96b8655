package io.tablekeep.server.cluster;

import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import io.tablekeep.engine.cluster.hazelcast.NodeTls;
import java.util.List;
import java.util.Optional;

/**
 * How a server joins others.
 *
 * @param host address that the other nodes reach this one by; empty to find it out
 * @param port port to be joined by, or the first free one after it
 * @param join where the others may be, in the forms of {@link HazelcastOptions}; may name this node
 * @param name the node's lasting name; empty for one that the data folder keeps
 * @param secret what nodes prove to each other; may be empty on a loopback address
 * @param tls what nodes show each other; empty for plain connections
 * @param nodes how many nodes the cluster has; matters when each has its own disk
 */
public record ClusterConfig(
    Optional<String> host,
    int port,
    List<String> join,
    Optional<String> name,
    String secret,
    Optional<NodeTls> tls,
    int nodes) {
  /**
   * Checks nothing that joining does not.
   *
   * @param host as in the record
   * @param port as in the record
   * @param join as in the record
   * @param name as in the record
   * @param secret as in the record
   * @param tls as in the record
   * @param nodes as in the record
   */
  public ClusterConfig {
    join = List.copyOf(join);
  }

  /** As Hazelcast is told. */
  HazelcastOptions options(String address, String lastingName, boolean ownDisks) {
    HazelcastOptions options =
        new HazelcastOptions(lastingName, "tablekeep", address, port, join, secret);
    return ownDisks ? options.withDisks(nodes) : options;
  }
}

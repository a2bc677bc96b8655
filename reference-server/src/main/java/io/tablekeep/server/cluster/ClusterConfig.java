package io.tablekeep.server.cluster;

import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import java.util.List;
import java.util.Optional;

/**
 * How a server joins others.
 *
 * @param host address that the other nodes reach this one by; empty to find it out
 * @param port port to be joined by, or the first free one after it
 * @param join where the others may be, {@code host} or {@code host:port}; may name this node
 * @param name the node's lasting name; empty for one that the data folder keeps
 * @param secret what nodes prove to each other; may be empty on a loopback address
 */
public record ClusterConfig(
    Optional<String> host, int port, List<String> join, Optional<String> name, String secret) {
  /**
   * Checks nothing that joining does not.
   *
   * @param host as in the record
   * @param port as in the record
   * @param join as in the record
   * @param name as in the record
   * @param secret as in the record
   */
  public ClusterConfig {
    join = List.copyOf(join);
  }

  /** As Hazelcast is told. */
  HazelcastOptions options(String address, String lastingName) {
    return new HazelcastOptions(lastingName, "tablekeep", address, port, join, secret);
  }
}

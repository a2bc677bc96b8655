package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.cluster.Address;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node finds the others.
 *
 * @param name name of the node, for people
 * @param cluster name of the cluster: nodes with another one are not joined
 * @param host address to listen on, which the others can reach
 * @param port port to listen on, or the first free one of the {@value #PORTS} from there
 * @param join where the others may be: {@code host} or {@code host:port}; {@code dns:name:port} for
 *     all addresses of a name; {@code srv:name} for its SRV records; or, alone, {@code
 *     kubernetes:service} for the endpoints of a service. May name this node; empty for a cluster
 *     of one. README.md has all of the forms
 * @param secret what nodes prove to each other before they deal with each other, at least {@value
 *     #SECRET} characters; may be empty where nobody else can listen, on a loopback address
 * @param disks how many nodes the cluster has when each has its own disk and they keep copies for
 *     each other; 0 when all share one store
 */
public record HazelcastOptions(
    String name,
    String cluster,
    String host,
    int port,
    List<String> join,
    String secret,
    int disks) {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastOptions.class);

  /** Ports that are tried. */
  static final int PORTS = 20;

  /** The shortest secret. */
  static final int SECRET = 16;

  /** Where nodes listen unless they are told otherwise. */
  public static final int PORT = 5701;

  /**
   * Checks what can be checked.
   *
   * @param name not blank
   * @param cluster not blank
   * @param host not blank
   * @param port 1 to 65,535
   * @param join of the forms above
   * @param secret long enough, or not needed
   * @param disks not negative
   */
  public HazelcastOptions {
    join = List.copyOf(join);
    if (name.isBlank() || cluster.isBlank() || host.isBlank()) {
      throw new IllegalArgumentException("a node needs a name, a cluster and an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }
    if (secret.length() < SECRET && !(secret.isEmpty() && isLoopback(host))) {
      throw new IllegalArgumentException(
          "nodes that listen on " + host + " need a secret of " + SECRET + " characters or more");
    }
    if (disks < 0) {
      throw new IllegalArgumentException("a cluster has no negative number of nodes: " + disks);
    }
    checkJoin(join);
  }

  /**
   * Options of a node that shares a store with the others.
   *
   * @param name as in the record
   * @param cluster as in the record
   * @param host as in the record
   * @param port as in the record
   * @param join as in the record
   * @param secret as in the record
   */
  public HazelcastOptions(
      String name, String cluster, String host, int port, List<String> join, String secret) {
    this(name, cluster, host, port, join, secret, 0);
  }

  /**
   * The same for a node with its own disk.
   *
   * @param nodes how many nodes the cluster has; more than half of them are needed for writes. With
   *     2, one alone goes on, and what it answers is then on its own disk only
   * @return new options
   */
  public HazelcastOptions withDisks(int nodes) {
    return new HazelcastOptions(name, cluster, host, port, join, secret, nodes);
  }

  /**
   * Checks where the others may be, without looking.
   *
   * @param join as in the record
   * @throws IllegalArgumentException with a sentence that names what is not understood
   */
  public static void checkJoin(List<String> join) {
    if (join.stream().map(Place::of).anyMatch(Place.Kubernetes.class::isInstance)
        && join.size() > 1) {
      throw new IllegalArgumentException(
          "kubernetes:… stands alone, with no other address to join");
    }
  }

  /**
   * Looks where others may be. Blocks, for some seconds at most.
   *
   * @param place an entry of the list
   * @param port where they listen unless the entry says it
   * @return what is known at present; nothing for a service of Kubernetes, which is asked while
   *     joining
   */
  public static List<InetSocketAddress> lookUp(String place, int port) {
    List<InetSocketAddress> found = new ArrayList<>();
    try {
      for (Address each : NamedPlaces.look(Place.of(place), port)) {
        found.add(each.getInetSocketAddress());
      }
    } catch (UnknownHostException e) {
      LOG.debug("nobody is to be found at {} at present", place, e);
    }
    return found;
  }

  /**
   * Whether an entry says where others are by what is looked up while they come and go.
   *
   * @param place an entry of the list
   * @return false for a host
   */
  public static boolean isLookedUp(String place) {
    return !(Place.of(place) instanceof Place.Known);
  }

  /** The name that members compare before they join: another secret is another cluster. */
  String clusterName() {
    if (secret.isEmpty()) {
      return cluster;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] mark = mac.doFinal(("cluster " + cluster).getBytes(StandardCharsets.UTF_8));
      return cluster + "-" + HexFormat.of().formatHex(mark, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}

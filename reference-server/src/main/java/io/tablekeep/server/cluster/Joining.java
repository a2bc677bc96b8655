package io.tablekeep.server.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins a cluster, and waits until those are members that can be reached. Blocks. */
final class Joining {
  private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REACH_MILLIS = 500;
  private static final int PAUSE_MILLIS = 100;

  private Joining() {}

  static ClusterNode join(
      ClusterConfig config,
      boolean ownDisks,
      Path data,
      NodeCard.Capacity capacity,
      VertxOptions vertx,
      MeterRegistry meters) {
    String host = config.host().orElseGet(() -> OwnAddress.towards(config.join()));
    String name = config.name().orElseGet(() -> NodeName.in(data));
    HazelcastOptions options;
    try {
      options = config.options(host, name, ownDisks);
    } catch (IllegalArgumentException e) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-config", "This server cannot join: " + e.getMessage() + ".");
    }
    vertx.getEventBusOptions().setHost(host).setClusterPublicHost(host);
    config.tls().ifPresent(tls -> tls.on(vertx));
    ClusterNode node = ClusterNode.join(options, capacity, vertx, meters);
    try {
      await(node, config.join());
    } catch (Throwable e) {
      node.close();
      throw e;
    }
    LOG.atInfo()
        .addKeyValue("node", name)
        .addKeyValue("host", host)
        .addKeyValue("port", node.port())
        .addKeyValue("nodes", node.members().live().size())
        .log("joined");
    return node;
  }

  /** Who is of the list and answers, but is no member yet, may still be on its way. */
  private static void await(ClusterNode node, List<String> join) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<String> missing = missing(node, join);
    while (!missing.isEmpty()) {
      if (System.nanoTime() > until) {
        throw new TablekeepException(
            ErrorKind.RESOURCE,
            "cluster-join",
            "Something answers at "
                + String.join(", ", missing)
                + ", but it is no node of this cluster: is it of another one, or has it another"
                + " --cluster-secret?");
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TablekeepException(ErrorKind.RESOURCE, "cluster-join", "Joining was ended.");
      }
      missing = missing(node, join);
    }
  }

  private static List<String> missing(ClusterNode node, List<String> join) {
    Set<InetSocketAddress> members = node.places();
    List<String> missing = new ArrayList<>();
    for (String each : join) {
      for (InetSocketAddress place : HazelcastOptions.lookUp(each, HazelcastOptions.PORT)) {
        if (!members.contains(place) && answers(place)) {
          missing.add(each);
          break;
        }
      }
    }
    return missing;
  }

  private static boolean answers(InetSocketAddress place) {
    try (Socket socket = new Socket()) {
      socket.connect(place, REACH_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

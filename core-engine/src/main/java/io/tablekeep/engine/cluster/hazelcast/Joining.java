package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.DiscoveryStrategyConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells Hazelcast where the others may be. Names are looked up anew each time it looks for others,
 * at the start and, as long as a cluster may be in pieces, every few seconds.
 */
final class Joining {
  private Joining() {}

  static void into(Config config, HazelcastOptions options) {
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(false);
    List<Place> places = options.join().stream().map(Place::of).toList();
    if (places.stream().allMatch(Place.Known.class::isInstance)) {
      join.getTcpIpConfig().setEnabled(true).setMembers(options.join());
    } else if (places.get(0) instanceof Place.Kubernetes kubernetes) {
      // Else every node would watch the state of its StatefulSet, which is for data on disks.
      config.setProperty("hazelcast.persistence.auto.cluster.state", "false");
      kubernetes(join.getKubernetesConfig(), kubernetes, options.port());
    } else {
      config.setProperty("hazelcast.discovery.enabled", "true");
      join.getDiscoveryConfig()
          .addDiscoveryStrategyConfig(
              new DiscoveryStrategyConfig(new NamedPlaces.Factory(places, options.port())));
    }
  }

  private static void kubernetes(KubernetesConfig config, Place.Kubernetes place, int port) {
    config
        .setEnabled(true)
        .setProperty("service-name", place.service())
        .setProperty("service-port", place.settings().getOrDefault("port", Integer.toString(port)))
        // Pods find each other before they are ready: they are ready when they have.
        .setProperty("resolve-not-ready-addresses", "true");
    place
        .settings()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "namespace" -> config.setProperty("namespace", value);
                case "api" -> config.setProperty("kubernetes-master", value);
                case "token" -> config.setProperty("api-token", read(value));
                case "ca" -> config.setProperty("ca-certificate", read(value));
                default -> {}
              }
            });
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new TablekeepException(
          ErrorKind.USER,
          "cluster-join",
          "The file " + file + " that is to be shown to Kubernetes cannot be read.",
          null,
          e);
    }
  }
}

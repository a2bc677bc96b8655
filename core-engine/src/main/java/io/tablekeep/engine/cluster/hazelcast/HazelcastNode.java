package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.cluster.TimelyMap;
import io.tablekeep.engine.cluster.disks.OwnDisks;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.store.CampaignStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * This process as a member of a Hazelcast cluster. Thread-safe.
 *
 * <pre>{@code
 * try (HazelcastNode node = HazelcastNode.start(options)) {
 *   Vertx vertx = node.vertx(new VertxOptions());
 *   …
 * }
 * }</pre>
 */
public final class HazelcastNode implements AutoCloseable {
  /** The attribute by which vertx-hazelcast knows a member. */
  static final String NODE_ID = "__vertx.nodeId";

  /** The attribute with the name for people. */
  static final String NAME = "tablekeep.name";

  private static final String SHARED = "tablekeep.";
  private static final String DIRECTORY = "directory";
  private static final Duration JOINED = Duration.ofSeconds(60);

  /** For a question to the shared maps; an operation of Hazelcast's is tried for five. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** Copies of an entry besides the first, each on another member. */
  private static final int BACKUPS = 2;

  private final HazelcastInstance hazelcast;
  private final HazelcastMembers members;
  private final HazelcastClusterManager manager;

  private final int disks;

  private HazelcastNode(HazelcastInstance hazelcast, String self, int disks) {
    this.hazelcast = hazelcast;
    this.disks = disks;
    members = new HazelcastMembers(hazelcast, self);
    manager = new HazelcastClusterManager(hazelcast);
  }

  /**
   * Joins the cluster, or begins one when nobody of it is there. Blocks, for some seconds.
   *
   * @param options how it finds the others
   * @param self an opaque name of this process that no other has had
   * @return a member, to be closed
   * @throws TablekeepException code {@code cluster-join} when it cannot listen or join
   */
  public static HazelcastNode start(HazelcastOptions options, String self) {
    Config config = config(options, self);
    try {
      return new HazelcastNode(Hazelcast.newHazelcastInstance(config), self, options.disks());
    } catch (RuntimeException e) {
      // Of many kinds; the reason is often that of the last.
      Throwable last = e;
      while (last.getCause() != null) {
        last = last.getCause();
      }
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "cluster-join",
          "This node cannot join the cluster: "
              + e.getMessage()
              + (last == e ? "" : " (" + last.getMessage() + ")"),
          null,
          e);
    }
  }

  private static Config config(HazelcastOptions options, String self) {
    Config config = new Config();
    config.setClusterName(options.clusterName());
    config.setInstanceName(self);
    config.getMemberAttributeConfig().setAttribute(NODE_ID, self);
    config.getMemberAttributeConfig().setAttribute(NAME, options.name());
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        // Who listens on a loopback address is to be reached from this machine alone.
        .setProperty("hazelcast.socket.bind.any", "false")
        // A process that ends is noticed by its connections; one that hangs only by these.
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "4")
        .setProperty("hazelcast.master.confirmation.interval.seconds", "5")
        .setProperty("hazelcast.operation.call.timeout.millis", "5000")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "3")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "3")
        .setProperty("hazelcast.wait.seconds.before.join", "1")
        .setProperty("hazelcast.max.wait.seconds.before.join", "5")
        .setProperty("hazelcast.graceful.shutdown.max.wait", "30");
    network(config.getNetworkConfig(), options);
    Joining.into(config, options);
    // What members send each other is made of a few classes; nothing else is brought to life.
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter
        .getWhitelist()
        .addPrefixes("io.tablekeep.", "com.hazelcast.", "io.vertx.spi.cluster.", "java.");
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter);
    config.addMapConfig(shared());
    if (options.disks() > 0) {
      DiskConfig.into(config, options.disks());
    }
    return config;
  }

  private static void network(NetworkConfig network, HazelcastOptions options) {
    network
        .setPort(options.port())
        .setPortAutoIncrement(true)
        .setPortCount(HazelcastOptions.PORTS)
        .setPublicAddress(options.host());
    network.getInterfaces().setEnabled(true).addInterface(options.host());
  }

  /** After a cluster was in pieces, what the larger piece says stays. */
  private static MapConfig shared() {
    MapConfig map = new MapConfig(SHARED + "*").setBackupCount(BACKUPS);
    map.getMergePolicyConfig().setPolicy(PutIfAbsentMergePolicy.class.getName());
    return map;
  }

  /**
   * A Vert.x whose event bus reaches the other nodes. Blocks.
   *
   * @param options how it is set up, with the address of its event bus
   * @return to be closed before this
   * @throws TablekeepException code {@code cluster-join} when its event bus cannot listen
   */
  public Vertx vertx(VertxOptions options) {
    try {
      return Vertx.builder()
          .with(options)
          .withClusterManager(manager)
          .buildClustered()
          .await(JOINED.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE, "cluster-join", "The event bus did not start in time.", null, e);
    } catch (HazelcastException e) {
      // Nodes that come and go at the same moment can keep the first words from being heard.
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "cluster-join",
          "The event bus did not start: " + e.getMessage(),
          null,
          e);
    }
  }

  /**
   * What keeps this node to be found on the event bus.
   *
   * @param runtime on the Vert.x of {@link #vertx}
   * @return to be begun
   */
  BusEntry busEntry(EngineRuntime runtime) {
    return new BusEntry(hazelcast, manager, members.self(), runtime);
  }

  /**
   * Who is here.
   *
   * @return the members
   */
  public HazelcastMembers members() {
    return members;
  }

  /**
   * A map that all nodes share, each entry on up to three of them.
   *
   * @param name lower-case words joined by hyphens
   * @param runtime for what takes long
   * @return the map
   */
  public SharedMap shared(String name, EngineRuntime runtime) {
    return new TimelyMap(
        new HazelcastMap(hazelcast.getMap(SHARED + name), runtime), PATIENCE, runtime);
  }

  /**
   * Where the directory of documents stands.
   *
   * @param runtime for what takes long
   * @return the map
   */
  public SharedMap directory(EngineRuntime runtime) {
    return shared(DIRECTORY, runtime);
  }

  /**
   * A store over the disk of this node, with copies on the others.
   *
   * @param local the store on this disk, which belongs to the other one from now on
   * @param among the members to trust
   * @param runtime time and a loop
   * @param meters where the figures go
   * @return takes writes when the cluster is whole; to be closed before this
   */
  public OwnDisks ownDisks(
      CampaignStore local, Members among, EngineRuntime runtime, MeterRegistry meters) {
    if (disks == 0) {
      throw new IllegalStateException("this node was not started for disks of its own");
    }
    return new OwnDisks(
        local,
        new OwnDisks.Ground(
            among,
            new HazelcastBackup(hazelcast, runtime, meters),
            new HazelcastPeers(hazelcast, members, runtime, meters),
            new HazelcastMap(hazelcast.getMap(DiskConfig.NODES), runtime),
            runtime,
            meters),
        disks);
  }

  /**
   * The port it listens on for other members.
   *
   * @return the one asked for, or one of those after it
   */
  public int port() {
    return hazelcast.getCluster().getLocalMember().getAddress().getPort();
  }

  /**
   * Where the members listen for each other.
   *
   * @return addresses and ports, this node's among them; those that prove no secret too
   */
  public Set<InetSocketAddress> places() {
    Set<InetSocketAddress> places = new HashSet<>();
    for (Member member : hazelcast.getCluster().getMembers()) {
      places.add(member.getSocketAddress());
    }
    return places;
  }

  /** Leaves the cluster; what it held for others is handed over first. Blocks. */
  @Override
  public void close() {
    members.close();
    hazelcast.shutdown();
  }

  /** Ends at once, as a process does that is killed. */
  void terminate() {
    hazelcast.getLifecycleService().terminate();
  }
}

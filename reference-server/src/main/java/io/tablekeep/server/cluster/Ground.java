package io.tablekeep.server.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.server.ServerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server stands on: its Vert.x and runtime, alone or as a node of a cluster. */
public final class Ground implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ground.class);
  private static final long CLOSING_SECONDS = 10;
  private static final Duration DRAINING = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final VertxRuntime runtime;
  private final Optional<ClusterNode> node;

  private Ground(Vertx vertx, VertxRuntime runtime, Optional<ClusterNode> node) {
    this.vertx = vertx;
    this.runtime = runtime;
    this.node = node;
  }

  /**
   * The ground of a server. Blocks, for a node of a cluster until every reachable node of its list
   * has joined; such a node has the keys of the cluster in its data folder then.
   *
   * @param config how the server is set up; its data folder is there
   * @param store what its engine will write to
   * @param meters where the figures go
   * @return the ground, to be closed after what stands on it
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code cluster-join}, {@code bad-config}
   *     or {@code other-keys}
   */
  public static Ground lay(ServerConfig config, CampaignStore store, MeterRegistry meters) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(config.loops())
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    if (config.cluster().isEmpty()) {
      Vertx vertx = Vertx.vertx(options);
      return new Ground(
          vertx, VertxRuntime.builder().vertx(vertx).meters(meters).build(), Optional.empty());
    }
    NodeCard.Capacity capacity =
        NodeCard.Capacity.of(config.residency().documents(), config.residency().bytes());
    ClusterNode node =
        Joining.join(
            config.cluster().get(), isOwnDisk(store), config.data(), capacity, options, meters);
    try {
      new SharedKeys(config.data(), config.cluster().get().secret()).agree(node.shared("keys"));
    } catch (Throwable e) {
      node.close();
      throw e;
    }
    return new Ground(node.vertx(), node.runtime(), Optional.of(node));
  }

  /** A store that lasts and that no other server can open: what is in it is here alone. */
  private static boolean isOwnDisk(CampaignStore store) {
    return store.capabilities().contains(StoreCapability.DURABLE)
        && !store.capabilities().contains(StoreCapability.SHARED);
  }

  /**
   * The store of an engine here: on a node of a cluster, one with its own disk has copies on the
   * others.
   *
   * @param local as it was opened
   * @param meters where the figures go
   * @return the same, or one that closes it
   */
  public CampaignStore store(CampaignStore local, MeterRegistry meters) {
    return node.isPresent() && isOwnDisk(local) ? node.get().ownDisks(local, meters) : local;
  }

  /**
   * The Vert.x of all of the server.
   *
   * @return open until {@link #close}
   */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * The runtime of the engine.
   *
   * @return open until {@link #close}
   */
  public VertxRuntime runtime() {
    return runtime;
  }

  /**
   * The node that this server is.
   *
   * @return empty for a server that stands alone
   */
  public Optional<ClusterNode> node() {
    return node;
  }

  /**
   * An engine's options here.
   *
   * @param options without a runtime
   * @return with it, and for a node of a cluster with what decides on ownership
   */
  public EngineOptions on(EngineOptions options) {
    return node.map(each -> each.on(options)).orElseGet(() -> options.withRuntime(runtime));
  }

  /**
   * Begins to take documents from the cluster, if there is one.
   *
   * @param engine made of what {@link #on} gave
   * @param meters what it measures
   * @param config how the server is set up
   */
  public void serve(Engine engine, MeterRegistry meters, ServerConfig config) {
    node.ifPresent(
        each -> {
          Vitals vitals = new Vitals(engine, meters, config.data());
          each.serve(engine, vitals::now);
        });
  }

  /** Has the tables of this node go on at others, as far as that is done soon. Blocks. */
  public void drain() {
    if (node.isPresent() && !node.get().drain(DRAINING)) {
      LOG.warn("some tables are still here; they go on where somebody asks for them");
    }
  }

  /** Leaves the cluster and stops. Blocks. */
  @Override
  public void close() {
    if (node.isPresent()) {
      node.get().close();
      return;
    }
    runtime.close();
    try {
      vertx.close().await(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("some connections were not closed in time");
    }
  }
}

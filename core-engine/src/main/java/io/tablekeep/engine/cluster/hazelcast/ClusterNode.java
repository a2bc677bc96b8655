package io.tablekeep.engine.cluster.hazelcast;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.cluster.TrustedMembers;
import io.tablekeep.engine.cluster.disks.OwnDisks;
import io.tablekeep.engine.cluster.line.Lines;
import io.tablekeep.engine.cluster.line.Services;
import io.tablekeep.engine.cluster.move.Mover;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.cluster.placement.NodeState;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.vertx.VertxBus;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.sdk.store.CampaignStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a node of a cluster that shares a store: an engine that stands on it opens only
 * what no other node keeps. Thread-safe.
 *
 * <pre>{@code
 * ClusterNode node = ClusterNode.join(options, capacity, new VertxOptions(), meters);
 * Engine engine = Engine.start(node.on(EngineOptions.on(store)));
 * node.serve(engine, () -> new Census.Vitals(held, pulse));
 * }</pre>
 */
public final class ClusterNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HazelcastNode hazelcast;
  private final Vertx vertx;
  private final VertxRuntime runtime;
  private final Bus bus;
  private final Members members;
  private final Optional<TrustedMembers> trusted;
  private final Census census;
  private final String name;
  private final String host;
  private volatile Supplier<Census.Vitals> vitals =
      () -> new Census.Vitals(NodeCard.Held.NOTHING, NodeCard.Pulse.RESTING);
  private final Directory directory;
  private final Services services = new Services();
  private final Lines lines;
  private final Mover mover;
  private final BusEntry busEntry;

  private ClusterNode(
      HazelcastNode hazelcast,
      Vertx vertx,
      HazelcastOptions options,
      NodeCard.Capacity capacity,
      MeterRegistry meters) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
    name = options.name();
    host = options.host();
    runtime = VertxRuntime.builder().vertx(vertx).meters(meters).build();
    bus = new VertxBus(vertx, meters);
    trusted =
        options.secret().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new TrustedMembers(hazelcast.members(), bus, runtime, options.secret(), meters));
    members = trusted.isPresent() ? trusted.get() : hazelcast.members();
    census = new Census(bus, members, runtime, options.name(), capacity, () -> vitals.get());
    directory = new Directory(hazelcast.directory(runtime), members, census, runtime);
    lines = new Lines(bus, members, runtime, services, meters);
    members.onLost(node -> LOG.warn("node {} is not here any more", node));
    mover = new Mover(bus, members, census, directory, runtime, meters);
    busEntry = hazelcast.busEntry(runtime);
    Gauge.builder("tablekeep.cluster.nodes", members, each -> each.live().size())
        .description("Nodes of the cluster that this one sees, itself among them")
        .strongReference(true)
        .register(meters);
  }

  /**
   * Joins a cluster, or begins one. Blocks, for some seconds.
   *
   * @param options how the others are found
   * @param capacity what this node can take
   * @param vertx how its Vert.x is set up; its event bus listens where the others can reach it
   * @param meters where the figures go
   * @return the node, to be closed after the engine that stands on it
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code cluster-join}
   */
  public static ClusterNode join(
      HazelcastOptions options,
      NodeCard.Capacity capacity,
      VertxOptions vertx,
      MeterRegistry meters) {
    HazelcastNode hazelcast = HazelcastNode.start(options, VertxBus.freshName());
    try {
      ClusterNode node =
          new ClusterNode(hazelcast, hazelcast.vertx(vertx), options, capacity, meters);
      node.begin();
      return node;
    } catch (Throwable e) {
      hazelcast.close();
      throw e;
    }
  }

  private void begin() {
    busEntry.begin();
    boolean reached = trusted.isEmpty() || runtime.await(trusted.get().begin(), PATIENCE);
    boolean lined = runtime.await(lines.listen(), PATIENCE);
    if (!runtime.await(census.begin(), PATIENCE) || !reached || !lined) {
      LOG.warn("the other nodes may not reach this one yet");
    }
  }

  /**
   * An engine's options on this node: its runtime, its name, and the directory as ownership.
   *
   * @param options with the store that all nodes share
   * @return new options
   */
  public EngineOptions on(EngineOptions options) {
    return options.withRuntime(runtime).withOwnership(directory).withOwner(name);
  }

  /**
   * The store of an engine on this node, when each node has its own disk. Writes are refused until
   * the cluster is whole.
   *
   * @param local the store on the disk of this node, which belongs to the other one from now on
   * @param meters where the figures go
   * @return to be given to the engine, and to be closed before this
   * @throws IllegalStateException when {@link HazelcastOptions#disks} was 0
   */
  public OwnDisks ownDisks(CampaignStore local, MeterRegistry meters) {
    return hazelcast.ownDisks(local, members, runtime, meters);
  }

  /**
   * Begins to take documents.
   *
   * @param engine made of what {@link #on} gave; lets go of what another node has taken over
   * @param measures what the others are told of this node, each second, on a loop
   */
  public void serve(Engine engine, Supplier<Census.Vitals> measures) {
    vitals = () -> moving(measures.get());
    directory.onSuperseded(
        id -> {
          CompletableFuture<Void> unused =
              engine
                  .release(id)
                  .whenComplete(
                      (gone, failure) -> {
                        if (failure != null) {
                          LOG.error("{} could not be let go", id, failure);
                        }
                      });
        });
    if (!runtime.await(mover.begin(engine), PATIENCE)) {
      LOG.warn("the other nodes may not give tables to this one yet");
    }
    census.become(NodeState.READY);
  }

  private Census.Vitals moving(Census.Vitals measured) {
    NodeCard.Held held = measured.held();
    return new Census.Vitals(
        new NodeCard.Held(held.documents(), held.active(), held.bytes(), mover.moves().underWay()),
        measured.pulse());
  }

  /**
   * Has all documents leave this node before the engine is closed. Blocks; not on a loop.
   *
   * @param atMost how long to wait
   * @return whether nothing is left here
   */
  public boolean drain(Duration atMost) {
    boolean alone = members.live().size() < 2;
    return alone || runtime.await(mover.drain(), atMost);
  }

  /**
   * Moves of documents from this node to others.
   *
   * @return what decides on them, and drains the node
   */
  public Mover mover() {
    return mover;
  }

  /**
   * What the node stands on.
   *
   * @return a clustered Vert.x, open until {@link #close}
   */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * A map that all nodes share while one of them is there.
   *
   * @param name lower-case words joined by hyphens
   * @return the map
   */
  public SharedMap shared(String name) {
    return hazelcast.shared(name, runtime);
  }

  /**
   * Messages to the other nodes.
   *
   * @return the bus
   */
  public Bus bus() {
    return bus;
  }

  /**
   * Who is here and belongs here.
   *
   * @return the members
   */
  public Members members() {
    return members;
  }

  /**
   * Which node keeps which document.
   *
   * @return the directory
   */
  public Directory directory() {
    return directory;
  }

  /**
   * Conversations with other nodes.
   *
   * @return the lines that this node opens
   */
  public Lines lines() {
    return lines;
  }

  /**
   * What other nodes may open lines to.
   *
   * @return the services of this node, to be added to before {@link #serve}
   */
  public Services services() {
    return services;
  }

  /**
   * The runtime of what stands on this node.
   *
   * @return closed with it
   */
  public VertxRuntime runtime() {
    return runtime;
  }

  /**
   * What the nodes tell of themselves.
   *
   * @return the census
   */
  public Census census() {
    return census;
  }

  /**
   * The address that others reach it by.
   *
   * @return the one it was given
   */
  public String host() {
    return host;
  }

  /**
   * The port that others join it by.
   *
   * @return the one asked for, or one of those after it
   */
  public int port() {
    return hazelcast.port();
  }

  /**
   * Where the nodes listen for each other.
   *
   * @return addresses and ports, this one's among them
   */
  public Set<InetSocketAddress> places() {
    return hazelcast.places();
  }

  /** Ends at once, as a process does that is killed; for tests. */
  void terminate() {
    hazelcast.terminate();
  }

  /** Says goodbye and leaves. Blocks; to be called when the engine is closed. */
  @Override
  public void close() {
    mover.stop();
    busEntry.end();
    census.become(NodeState.GONE);
    trusted.ifPresent(TrustedMembers::stop);
    runtime.await(directory.stop(), PATIENCE);
    runtime.close();
    try {
      vertx.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("some connections were not closed in time");
    }
    hazelcast.close();
  }
}

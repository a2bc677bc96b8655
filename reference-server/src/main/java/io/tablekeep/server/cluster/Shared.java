package io.tablekeep.server.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.copy.Copies;
import io.tablekeep.engine.cluster.copy.Copy;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.accounts.Arrivals;
import io.tablekeep.server.accounts.HashDesk;
import io.tablekeep.server.assets.Peers;
import io.tablekeep.server.assets.Repair;
import io.tablekeep.server.assets.SharedPictures;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.house.House;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node has at hand of the documents that other nodes keep. Thread-safe. */
public final class Shared implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shared.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Whoever arrives has arrived by then, or waits no more. */
  private static final long ARRIVED_MILLIS = 60_000;

  private final ClusterNode node;
  private final Copies copies;
  private final Repair repair;

  private Shared(ClusterNode node, Copies copies, Repair repair) {
    this.repair = repair;
    this.node = node;
    this.copies = copies;
  }

  /**
   * Begins to answer other nodes. Blocks, until they can reach it.
   *
   * @param node of the cluster
   * @param engine of this node
   * @param house whose pictures are those of all nodes from now on
   * @param meters where the figures go
   * @return to be closed before the engine
   */
  public static Shared begin(ClusterNode node, Engine engine, House house, MeterRegistry meters) {
    Copies copies =
        new Copies(
            new Copies.Ground(
                node.bus(), node.members(), node.directory(), node.lines(), node.runtime()),
            engine,
            Accounts.beginnings(),
            meters);
    if (!node.runtime().await(copies.begin(node.services()), PATIENCE)) {
      LOG.warn("the other nodes may not reach the documents of this one yet");
    }
    Peers peers = new Peers(node, house.assets(), house.data().resolve("peers.tmp"), meters);
    house.share(new SharedPictures(house.assets(), peers));
    Repair repair = new Repair(node, house.assets(), peers, meters);
    repair.begin();
    return new Shared(node, copies, repair);
  }

  /**
   * The accounts of all nodes.
   *
   * @param keys that all nodes have
   * @param hashes where passwords are hashed
   * @return to be begun when this node takes documents
   */
  public Accounts accounts(Keys keys, HashDesk hashes) {
    return new Accounts(copies, node.members().self(), keys, hashes, Clock.systemUTC());
  }

  /**
   * A campaign, wherever it is.
   *
   * @param campaign its key
   * @return its document, or a failure with code {@code copy-behind} when its owner is not reached
   */
  public CompletableFuture<Node> look(String campaign) {
    return copies.look(DocumentId.campaign(campaign), PATIENCE).thenApply(Copy.State::root);
  }

  /**
   * Finishes arrivals that the end of a node has interrupted, once it is sure that they are on
   * nobody's way.
   *
   * @param vertx tells the time
   * @param accounts know of the invitations
   */
  public void finishArrivals(Vertx vertx, Accounts accounts) {
    Arrivals arrivals = new Arrivals(this::look, accounts);
    Set<String> before = arrivals.pending();
    if (!before.isEmpty()) {
      long unused =
          vertx.setTimer(
              ARRIVED_MILLIS,
              timer -> {
                CompletableFuture<Void> unusedEnd = arrivals.finish(before);
              });
    }
  }

  /** Follows nothing any more. */
  @Override
  public void close() {
    repair.stop();
    copies.close();
  }
}

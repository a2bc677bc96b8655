package io.tablekeep.server.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.move.MoveReport;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.cluster.placement.NodeState;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.ServerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the host is shown of the nodes, and may tell them. A server that stands alone is a cluster
 * of one, itself. Thread-safe.
 */
public final class ClusterDesk {
  /** What a server that stands alone is called here. */
  private static final String ALONE = "this-server";

  private final Optional<ClusterNode> node;
  private final Vitals vitals;
  private final NodeCard.Capacity capacity;
  private final long began = System.currentTimeMillis();

  /**
   * A desk.
   *
   * @param ground what the server stands on
   * @param engine its engine
   * @param meters what it measures
   * @param config how it is set up
   */
  public ClusterDesk(Ground ground, Engine engine, MeterRegistry meters, ServerConfig config) {
    node = ground.node();
    vitals = new Vitals(engine, meters, config.data());
    capacity = NodeCard.Capacity.of(config.residency().documents(), config.residency().bytes());
  }

  /**
   * A document and its place.
   *
   * @param id the document
   * @param node name of the node that keeps it; its address where the name is not known here
   * @param turn how often it has been given to a node
   */
  public record Kept(DocumentId id, String node, long turn) {}

  /**
   * Some documents.
   *
   * @param documents in the order of their names
   * @param more whether there are more behind them
   * @param all how many there are
   */
  public record Page(List<Kept> documents, boolean more, int all) {}

  /**
   * Whether this server is a node of a cluster.
   *
   * @return false for one that stands alone
   */
  public boolean clustered() {
    return node.isPresent();
  }

  /**
   * The nodes that this one knows of.
   *
   * @return by name, at least one
   */
  public List<NodeCard> nodes() {
    return node.map(each -> each.census().cards()).orElseGet(() -> List.of(alone()));
  }

  private NodeCard alone() {
    Census.Vitals now;
    synchronized (vitals) {
      now = vitals.now();
    }
    return new NodeCard(
        ALONE,
        ALONE,
        began,
        0,
        System.currentTimeMillis(),
        NodeState.READY,
        capacity,
        now.held(),
        now.pulse());
  }

  /**
   * Whether a node is this server.
   *
   * @param card a node
   * @return true for one of them
   */
  public boolean isSelf(NodeCard card) {
    return node.map(each -> each.members().self().equals(card.address())).orElse(true);
  }

  /**
   * Documents in memory somewhere, as the directory has them.
   *
   * @param of only those of the node of this name
   * @param after only those whose name comes after this
   * @param most how many at most
   * @return a page; none for a server that stands alone, which has no directory
   */
  public CompletionStage<Page> documents(Optional<String> of, String after, int most) {
    if (node.isEmpty()) {
      return CompletableFuture.completedFuture(new Page(List.of(), false, 0));
    }
    Map<String, String> names = new HashMap<>();
    node.get().census().cards().forEach(card -> names.put(card.address(), card.name()));
    return node.get().directory().all().thenApply(all -> page(all, names, of, after, most));
  }

  private static Page page(
      Map<DocumentId, Directory.Place> all,
      Map<String, String> names,
      Optional<String> of,
      String after,
      int most) {
    List<Kept> kept = new ArrayList<>();
    all.forEach(
        (id, place) -> {
          String name = names.getOrDefault(place.node(), place.node());
          if (of.isEmpty() || of.get().equals(name)) {
            kept.add(new Kept(id, name, place.turn()));
          }
        });
    int total = kept.size();
    List<Kept> behind =
        kept.stream()
            .filter(each -> each.id().toString().compareTo(after) > 0)
            .sorted((one, two) -> one.id().toString().compareTo(two.id().toString()))
            .limit(most + 1L)
            .toList();
    boolean more = behind.size() > most;
    return new Page(more ? behind.subList(0, most) : behind, more, total);
  }

  /**
   * Moves of documents from this node to others, as it knows them.
   *
   * @return those under way and the last that are over, newest first
   */
  public List<MoveReport> moves() {
    return node.map(each -> each.mover().moves().list()).orElse(List.of());
  }

  /**
   * What a node is called.
   *
   * @param address what the bus calls it; may be empty
   * @return its name; the address itself where that is not known here
   */
  public String name(String address) {
    return node.map(each -> each.census().name(address)).orElse(address);
  }

  /**
   * Has a node give its documents away and take none, or takes that back.
   *
   * @param name the node
   * @param away whether it is to
   * @return done when it has heard; a failure with code {@code no-such-node}, {@code
   *     node-unreachable} or {@code not-clustered}
   */
  public CompletionStage<Void> drain(String name, boolean away) {
    if (node.isEmpty()) {
      return refused(
          "not-clustered", "This server stands alone; there is no other that could take over.");
    }
    for (NodeCard card : nodes()) {
      if (card.name().equals(name)) {
        return node.get().mover().drain(card.address(), away);
      }
    }
    return refused("no-such-node", "There is no node of that name here.");
  }

  private static CompletionStage<Void> refused(String code, String message) {
    return CompletableFuture.failedFuture(new TablekeepException(ErrorKind.USER, code, message));
  }
}

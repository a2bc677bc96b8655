package io.tablekeep.engine.cluster;

import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.cluster.placement.NodeCards;
import io.tablekeep.engine.cluster.placement.NodeState;
import io.tablekeep.engine.cluster.placement.Placement;
import io.tablekeep.engine.cluster.placement.PlacementPolicy;
import io.tablekeep.engine.cluster.placement.Placer;
import io.tablekeep.engine.cluster.placement.Roster;
import io.tablekeep.engine.cluster.placement.Wish;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the nodes tell each other of themselves, and where by that a document goes that nobody
 * keeps. Thread-safe.
 */
public final class Census implements Directory.Placing {
  private static final Logger LOG = LoggerFactory.getLogger(Census.class);
  private static final String TOPIC = "cards";
  private static final int TRIES = 16;

  /** How often a node tells of itself while there are few. */
  static final Duration OFTEN = Duration.ofSeconds(1);

  /** So many cards a second are sent by a node, however many there are. */
  private static final int CARDS = 50;

  private final Bus bus;
  private final Members members;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final String name;
  private final NodeCard.Capacity capacity;
  private final Supplier<Vitals> vitals;
  private final long incarnation;
  private final Roster roster = new Roster(PlacementPolicy.defaults());
  private final Placer placer = new Placer(roster);

  /** Names of nodes by their addresses. */
  private final Map<String, String> names = new HashMap<>();

  private NodeState state = NodeState.STARTING;
  private long version;

  /**
   * What a node measures of itself.
   *
   * @param held what it has
   * @param pulse how it feels
   */
  public record Vitals(NodeCard.Held held, NodeCard.Pulse pulse) {}

  /**
   * A census of nobody yet.
   *
   * @param bus what carries the cards
   * @param members who is here
   * @param runtime time and a loop
   * @param name lasting name of this node
   * @param capacity what it can take
   * @param vitals asked for each card, on the loop
   */
  public Census(
      Bus bus,
      Members members,
      EngineRuntime runtime,
      String name,
      NodeCard.Capacity capacity,
      Supplier<Vitals> vitals) {
    this.bus = bus;
    this.members = members;
    this.runtime = runtime;
    this.name = name;
    this.capacity = capacity;
    this.vitals = vitals;
    incarnation = runtime.now().toEpochMilli();
    loop = runtime.loop("census");
    members.onLost(this::lost);
  }

  /**
   * Begins to tell and to hear.
   *
   * @return done when others can reach this node
   */
  public CompletionStage<Void> begin() {
    loop.execute(this::tick);
    return bus.listen(TOPIC, loop, this::heard);
  }

  /**
   * What this node is up to from now on.
   *
   * @param now told to the others at once
   */
  public void become(NodeState now) {
    synchronized (this) {
      state = now;
    }
    loop.execute(this::tell);
  }

  /**
   * What this node is up to.
   *
   * @return as told to the others
   */
  public synchronized NodeState state() {
    return state;
  }

  /**
   * Does something with what is known of the nodes, one at a time.
   *
   * @param work short; changes the roster only by {@link Roster#sent}
   * @param <T> its result
   * @return what it gives
   */
  public synchronized <T> T with(Function<Roster, T> work) {
    return work.apply(roster);
  }

  /**
   * This node among the others.
   *
   * @return its lasting name
   */
  public String name() {
    return name;
  }

  /**
   * The lasting name of a node.
   *
   * @param address what the bus calls it
   * @return its name; the address itself while its card has not come
   */
  public synchronized String name(String address) {
    return names.getOrDefault(address, address);
  }

  private void tick() {
    NodeState now = tell();
    if (now != NodeState.GONE) {
      long slower = Math.max(1, members.live().size() / CARDS);
      loop.after(OFTEN.multipliedBy(slower), this::tick);
    }
  }

  private NodeState tell() {
    NodeCard card = own();
    byte[] bytes = NodeCards.encode(card);
    for (String node : members.live()) {
      if (!node.equals(bus.self())) {
        bus.send(node, TOPIC, bytes);
      }
    }
    return card.state();
  }

  private NodeCard own() {
    Vitals now = vitals.get();
    synchronized (this) {
      NodeCard card =
          new NodeCard(
              name,
              bus.self(),
              incarnation,
              ++version,
              runtime.now().toEpochMilli(),
              state,
              capacity,
              now.held(),
              now.pulse());
      put(card);
      return card;
    }
  }

  private void heard(String from, byte[] bytes) {
    NodeCard card;
    try {
      card = NodeCards.decode(bytes);
    } catch (RuntimeException e) {
      LOG.warn("the card of node {} was not understood: {}", from, e.getMessage());
      return;
    }
    if (card.address().equals(from) && members.isLive(from)) {
      synchronized (this) {
        put(card);
      }
    }
  }

  private void put(NodeCard card) {
    roster.put(card);
    if (card.state() == NodeState.GONE) {
      names.remove(card.address());
    } else {
      names.put(card.address(), card.name());
    }
  }

  private synchronized void lost(String address) {
    String of = names.remove(address);
    if (of != null && roster.card(of).filter(card -> card.address().equals(address)).isPresent()) {
      roster.remove(of);
    }
  }

  @Override
  public synchronized String choose(DocumentId id) {
    Wish wish = Wish.of(id);
    for (int i = 0; i < TRIES; i++) {
      Placement place = placer.place(wish);
      if (place instanceof Placement.Refused refused) {
        throw new TablekeepException(ErrorKind.RESOURCE, refused.code(), refused.message());
      }
      String chosen = ((Placement.On) place).node();
      Optional<NodeCard> card = roster.card(chosen);
      if (card.isPresent() && members.isLive(card.get().address())) {
        roster.sent(chosen);
        return card.get().address();
      }
      // It has gone without a word.
      roster.remove(chosen);
    }
    throw new TablekeepException(
        ErrorKind.RESOURCE, "no-node-ready", "No server is ready at present; try again.");
  }

  /**
   * The nodes by their newest cards.
   *
   * @return this one and those whose cards have come, by name
   */
  public synchronized List<NodeCard> cards() {
    return names.values().stream().sorted().map(roster::card).flatMap(Optional::stream).toList();
  }
}

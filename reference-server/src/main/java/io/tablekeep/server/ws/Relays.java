package io.tablekeep.server.ws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.cluster.line.Lines;
import io.tablekeep.engine.cluster.line.Services;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.vertx.VertxLoop;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.wire.Wire;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Sockets of this node at tables of others, and the other way round: messages pass unread over
 * lines, in order, and a slow end slows the other. Thread-safe.
 */
public final class Relays implements Lines.Answering {
  /** Its name among the services of a node. */
  static final String SERVICE = "seat";

  private static final int WORDS = 3;

  private final ClusterNode node;
  private final Doors doors;
  private final Sockets sockets;
  private final BooleanSupplier stopping;

  /** One for each event loop, so that much goes out in one message. */
  private final List<VertxLoop> loops = new ArrayList<>();

  private final Counter relayed;
  private final Counter moved;

  /**
   * Begins to answer other nodes.
   *
   * @param node of a cluster
   * @param loops how many event loops there are
   * @param doors decides who sits down at tables of this node
   * @param sockets the bounds, and who talks to tables of this node
   * @param meters where the figures go
   * @param stopping whether this node takes no more
   */
  public Relays(
      ClusterNode node,
      int loops,
      Doors doors,
      Sockets sockets,
      MeterRegistry meters,
      BooleanSupplier stopping) {
    this.node = node;
    this.doors = doors;
    this.sockets = sockets;
    this.stopping = stopping;
    for (int i = 0; i < loops; i++) {
      this.loops.add(node.runtime().loop("seats-" + i));
    }
    relayed =
        Counter.builder("tablekeep.relays.opened")
            .description("Sockets of this node that began to talk to a table of another")
            .register(meters);
    moved =
        Counter.builder("tablekeep.relays.moved")
            .description("Such talks that ended because the table went to another node")
            .register(meters);
    node.services().add(SERVICE, this);
  }

  /** The node that keeps a table; empty for this one. */
  CompletionStage<Optional<String>> owner(String campaign) {
    DocumentId id = DocumentId.campaign(campaign);
    if (node.directory().holds(id)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return node.directory()
        .locate(id)
        .thenApply(
            name ->
                name.equals(node.members().self()) ? Optional.<String>empty() : Optional.of(name));
  }

  /** A talk with another node. On the socket's loop. */
  Talk relay(String to, String campaign, Wire wire, String address, SeatSocket socket) {
    relayed.increment();
    String head = String.join("\n", campaign, wire.subprotocol(), address);
    byte[] hello = Services.hello(SERVICE, head.getBytes(StandardCharsets.UTF_8));
    return new RelayTalk(node.lines(), to, loopOf(socket), hello, socket, moved);
  }

  /** That of the socket's thread, when there is one. */
  private Loop loopOf(SeatSocket socket) {
    for (VertxLoop each : loops) {
      if (((ContextInternal) each.context()).nettyEventLoop() == socket.loop()) {
        return each;
      }
    }
    return loops.get(0);
  }

  @Override
  public Optional<Loop> place(String peer, byte[] hello) {
    String[] words = words(hello);
    return stopping.getAsBoolean() || words.length != WORDS || !DocumentId.isValid(words[0])
        ? Optional.empty()
        : Optional.of(loops.get(Math.floorMod(words[0].hashCode(), loops.size())));
  }

  private static String[] words(byte[] hello) {
    return new String(hello, StandardCharsets.UTF_8).split("\n", -1);
  }

  @Override
  public LineEnd answer(Line line, byte[] hello) {
    String[] words = words(hello);
    SeatLine outlet = new SeatLine(line, sockets, words[2]);
    outlet.begin(new SeatTalk(words[0], new Wire(words[1]), doors, sockets, outlet));
    return outlet;
  }
}
